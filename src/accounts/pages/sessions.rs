//! `/settings/sessions`: where one is logged in, and how to end it there.

use crate::accounts::api::{END_OTHER_SESSIONS, END_SESSION};
use crate::accounts::device;
use crate::app::{Cache, Meta, Page, SettingsHead, Visit};
use crate::error::AppError;
use crate::identity::model::Living;
use crate::identity::sessions;
use crate::instant::Instant;
use crate::language::{DateStyle, in_zone, wall};
use crate::t;
use crate::ui::button::Button;
use crate::ui::chip::Tag;
use crate::ui::field::Hidden;
use crate::ui::form::{ActForm, Submission};
use crate::ui::rulehead::RuleHead;
use crate::ui::stock::Stock;
use crate::ui::table::TableBox;
use leptos::prelude::*;
use tower_sessions::Session;

/// The path of this page.
const HERE: &str = "/settings/sessions";

/// How many sessions are shown. Whoever has more is a program, or wants to end them all.
const SHOWN: usize = 100;

/// GET /settings/sessions
pub(super) async fn show(visit: Visit, session: Session) -> Result<Page, AppError> {
    let person = visit.member()?;
    let mut living = sessions::living(visit.db(), person, &session, visit.now, SHOWN + 1).await?;
    let more = living.len() > SHOWN;
    living.truncate(SHOWN);
    let zone = visit.app.time_zone(Some(person)).to_owned();
    let submission = visit.submission.clone();
    let meta = Meta::new(t!("sessions-title")).noindex();
    Ok(visit.page(meta, Cache::PerVisitor, move || {
        let others = living.iter().any(|session| !session.this);
        let rows = living.into_iter().map(|session| row(session, &zone, &submission));
        let rows = rows.collect_view();
        view! {
            <SettingsHead current=HERE />
            <section class="stack">
                <RuleHead id="sessions" title=t!("sessions-heading") />
                <p class="measure">{t!("sessions-what", zone = zone.as_str())}</p>
                <TableBox labelled="sessions">
                    <thead><tr>
                        <th scope="col">{t!("sessions-device")}</th>
                        <th scope="col">{t!("sessions-seen")}</th>
                        <th scope="col"><span class="vh">{t!("sessions-action")}</span></th>
                    </tr></thead>
                    <tbody>{rows}</tbody>
                </TableBox>
                {more.then(|| view! { <p class="measure">{t!("sessions-more", count = SHOWN)}</p> })}
                {others.then(|| end_others(submission))}
            </section>
        }
    }))
}

fn row(session: Living, zone: &str, submission: &Submission) -> impl IntoView + use<> {
    let device = device::words(&session.agent);
    let (seen, action) = if session.this {
        (t!("sessions-now").into_any(), None)
    } else {
        let end = end(session.id, device.clone(), submission.clone());
        (time(session.seen_at, zone).into_any(), Some(end))
    };
    let this = session.this.then(|| {
        view! { " " <Tag stock=Stock::Canary text=t!("sessions-this") /> }
    });
    let begun = t!(
        "sessions-begun",
        when = words(session.created_at, zone),
        network = session.network
    );
    view! {
        <tr>
            <td>{device}{this}<p class="muted">{begun}</p></td>
            <td>{seen}</td>
            <td>{action}</td>
        </tr>
    }
}

fn end(session: String, device: String, submission: Submission) -> impl IntoView {
    let twin = ("session", session.clone());
    view! {
        <ActForm act=&END_SESSION page=HERE submission twin class="" let:_form>
            <Hidden name="session" value=session />
            <Button small=true>{t!("sessions-end")}<span class="vh">" " {device}</span></Button>
        </ActForm>
    }
}

fn end_others(submission: Submission) -> impl IntoView {
    view! {
        <ActForm act=&END_OTHER_SESSIONS page=HERE submission let:_form>
            <div class="cluster"><Button>{t!("sessions-end-others")}</Button></div>
        </ActForm>
    }
}

fn time(at: Instant, zone: &str) -> impl IntoView + use<> {
    view! { <time datetime=at.timestamp().to_string()>{words(at, zone)}</time> }
}

fn words(at: Instant, zone: &str) -> String {
    wall(in_zone(at, zone).datetime(), DateStyle::DayAndTime)
}
