//! The places of an event, written as a score: a staff for each slot, the words that carry it, and what one can do.

use crate::app::encoded;
use crate::events::api::{JOIN, LEAVE};
use crate::events::model::{Place, Slot};
use crate::t;
use crate::ui::button::{Button, ButtonLink, Weight};
use crate::ui::field::Hidden;
use crate::ui::form::{ActForm, Submission};
use crate::ui::icon::{Glyph, Icon};
use crate::ui::marked::Marked;
use crate::ui::note::{Note, Sign};
use crate::ui::staff::Staff;
use leptos::prelude::*;
use strum::{EnumString, IntoStaticStr};
use uuid::Uuid;

/// What somebody came to an event's page for, and was sent to sign up or to log in on the way. Its name stands in the
/// address that they come back to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, EnumString, IntoStaticStr)]
#[strum(serialize_all = "snake_case")]
pub(in crate::events) enum Then {
    Join,
    Write,
}

impl Then {
    /// The address to come back to.
    pub(in crate::events) fn after(self, path: &str) -> String {
        format!("{path}?then={}", <&str>::from(self))
    }

    /// What the address of a page says.
    pub(in crate::events) fn of_query(query: &str) -> Option<Self> {
        let (_, then) = url::form_urlencoded::parse(query.as_bytes()).find(|(name, _)| name == "then")?;
        then.parse().ok()
    }
}

/// Where the reader stands in this event, and what they may do here.
#[derive(Clone)]
pub(in crate::events) struct Reader {
    /// The event's page.
    pub(in crate::events) path: String,
    pub(in crate::events) slug: String,
    pub(in crate::events) place: Option<Place>,
    pub(in crate::events) slot: Option<Uuid>,
    /// Why the reader can't come in, if so.
    pub(in crate::events) shut: Option<String>,
    pub(in crate::events) signed_in: bool,
    /// Did they come back for a place?
    pub(in crate::events) came_for_a_place: bool,
    pub(in crate::events) submission: Submission,
}

/// The score, and what its notes mean.
#[component]
pub(in crate::events) fn Score(slots: Vec<Slot>, reader: Reader) -> impl IntoView {
    let several = slots.len() > 1;
    let parts = slots
        .into_iter()
        .map(|slot| part(&slot, &reader, several))
        .collect_view();
    view! {
        <ol class="score">{parts}</ol>
        <p class="legend-n mt5">
            <span><Note sign=Sign::Taken /> " " {t!("event-legend-taken")}</span>
            <span><Note sign=Sign::Free /> " " {t!("event-legend-free")}</span>
        </p>
    }
}

fn part(slot: &Slot, reader: &Reader, several: bool) -> AnyView {
    let holds = reader.place.is_some_and(Place::holds_a_place);
    let mine = holds && reader.slot == Some(slot.id);
    let class = if mine { "part mine" } else { "part" };
    let act = match &reader.shut {
        Some(_) => None,
        None if mine => Some(give_up(reader)),
        // One person has one place: whoever has one sees no other offered.
        None if holds || slot.full() => None,
        None => Some(take(slot, reader, several)),
    };
    let why = reader.shut.clone().map(|why| view! { <br />{why} });
    view! {
        <li class=class>
            <div class="part__name">
                <Icon of=Glyph::Users big=true />
                <div><h3 class="h3">{t!("event-anyone")}</h3><p>{t!("event-anyone-hint")}</p></div>
            </div>
            <Staff taken=slot.taken capacity=slot.capacity mine />
            <div class="part__tail">
                <p class="part__state">{state(slot, mine)}{why}</p>
                {act.map(|act| view! { <div class="part__act">{act}</div> })}
            </div>
        </li>
    }
    .into_any()
}

/// The words beside the notes, which carry everything: the notes are decoration.
fn state(slot: &Slot, mine: bool) -> AnyView {
    let words = match (mine, slot.free(), slot.capacity) {
        (true, ..) => t!("event-state-yours"),
        (false, Some(0), Some(capacity)) => t!("event-state-taken", taken = slot.taken, capacity = capacity),
        (false, Some(free), Some(capacity)) => t!("event-state-free", free = free, capacity = capacity),
        (false, ..) => t!("event-state-unlimited", taken = slot.taken),
    };
    view! { <Marked text=words strong=true /> }.into_any()
}

fn take(slot: &Slot, reader: &Reader, several: bool) -> AnyView {
    let Reader {
        path, slug, submission, ..
    } = reader.clone();
    if !reader.signed_in {
        let signup = format!("/signup?next={}", encoded(&Then::Join.after(&path)));
        return view! { <ButtonLink href=signup small=true weight=Weight::Go>{t!("event-take")}</ButtonLink> }
            .into_any();
    }
    let focused = reader.came_for_a_place;
    if several {
        let slot = slot.id.to_string();
        view! {
            <ActForm act=&JOIN page=path submission twin=("slot", slot.clone()) class="" let:_form>
                <Hidden name="slug" value=slug />
                <Hidden name="slot" value=slot />
                <Button small=true weight=Weight::Go>{t!("event-take")}</Button>
            </ActForm>
        }
        .into_any()
    } else {
        view! {
            <ActForm act=&JOIN page=path submission class="" let:_form>
                <Hidden name="slug" value=slug />
                <Button small=true weight=Weight::Go focused=focused>{t!("event-take")}</Button>
            </ActForm>
        }
        .into_any()
    }
}

fn give_up(reader: &Reader) -> AnyView {
    let Reader {
        path, slug, submission, ..
    } = reader.clone();
    view! {
        <ActForm act=&LEAVE page=path submission class="" let:_form>
            <Hidden name="slug" value=slug />
            <Button small=true>{t!("event-give-up")}</Button>
        </ActForm>
    }
    .into_any()
}
