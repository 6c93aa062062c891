//! The head of a thread: whom the reader writes with, about what, and what they can do with the thread itself.

use crate::app::encoded;
use crate::messages::api::{LEAVE, MUTE, UNMUTE};
use crate::messages::cards::{event_and_day, event_link};
use crate::messages::model::{Standing, Thread};
use crate::moderation::cards::ReportLink;
use crate::moderation::subject::Subject;
use crate::t;
use crate::ui::avatar::Avatar;
use crate::ui::field::Hidden;
use crate::ui::form::{ActForm, Submission};
use crate::ui::icon::{Glyph, Icon};
use crate::ui::menu::Menu;
use jiff::civil::DateTime;
use leptos::prelude::*;

/// Who, about what, and the thread's menu, once there is a thread. `now` is what the reader's clocks show.
pub(super) fn head(
    standing: &Standing,
    thread: Option<&Thread>,
    now: DateTime,
    here: &str,
    submission: &Submission,
) -> impl IntoView + use<> {
    let Standing { about, other, .. } = standing;
    let name = other.display().to_owned();
    let heading = if standing.shown {
        let profile = format!("/musicians/{}", encoded(&other.username));
        view! { <a href=profile>{name.clone()}</a> }.into_any()
    } else {
        name.clone().into_any()
    };
    let event = event_link(about, event_and_day(about, now).into_any());
    let about = about.title.is_some().then(|| view! { {t!("thread-about")} " " });
    let muted = thread
        .filter(|thread| thread.muted)
        .map(|_| view! { <p class="small muted">{t!("thread-muted-what")}</p> });
    let menu = thread.map(|thread| menu(standing, thread, here, submission));
    view! {
        <header class="threadhead">
            <Avatar name username=other.username.clone() />
            <div>
                <h1 class="h2">{heading}</h1>
                <p class="small">{about} {event}</p>
                {muted}
            </div>
            {menu}
        </header>
    }
}

fn menu(standing: &Standing, thread: &Thread, here: &str, submission: &Submission) -> impl IntoView + use<> {
    let (act, words) = if thread.muted {
        (&UNMUTE, t!("thread-unmute"))
    } else {
        (&MUTE, t!("thread-mute"))
    };
    let (slug, to) = (standing.about.slug.clone(), standing.other.username.clone());
    let leave = (!thread.i_left).then(|| leave(standing, here, submission));
    let subject = Subject::Musician {
        username: standing.other.username.clone(),
    };
    let report = standing.shown.then(|| {
        let text = t!("thread-report", name = standing.other.display());
        view! { <ReportLink subject text /> }
    });
    let (here, submission) = (here.to_owned(), submission.clone());
    let failed = submission.is_of(act) || submission.is_of(&LEAVE);
    let picture = view! { <Icon of=Glyph::More /> }.into_any();
    view! {
        <Menu label=t!("thread-menu") picture open=failed>
            <ActForm act=act page=here submission class="" let:_form>
                <Hidden name="slug" value=slug />
                <Hidden name="to" value=to />
                <button>{words}</button>
            </ActForm>
            {leave}
            {report}
        </Menu>
    }
}

/// Leaving is asked twice: what it means, then the button.
fn leave(standing: &Standing, here: &str, submission: &Submission) -> impl IntoView + use<> {
    let (slug, to) = (standing.about.slug.clone(), standing.other.username.clone());
    let (what, submission) = (
        t!("thread-leave-what", name = standing.other.display()),
        submission.clone(),
    );
    let failed = submission.is_of(&LEAVE);
    view! {
        <details open=failed>
            <summary>{t!("thread-leave")}</summary>
            <p class="small">{what}</p>
            <ActForm act=&LEAVE page=here.to_owned() submission class="" let:_form>
                <Hidden name="slug" value=slug />
                <Hidden name="to" value=to />
                <button>{t!("thread-leave-submit")}</button>
            </ActForm>
        </details>
    }
}
