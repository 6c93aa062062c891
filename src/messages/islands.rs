//! What hydrates of a thread: a message that was sent stands below the others without a reload, as the server writes it.
//!
//! The composer is an ordinary form, sent in place by `FormEnhance`. Once its act is done, the island empties the field
//! and asks for the thread's page again, whose bubbles take the place of those in sight. So a message has one renderer,
//! day lines and runs come out right, and what the other wrote meanwhile comes along. So it is with one that is deleted.
//!
//! What is typed is kept in this browser until it is sent, for whoever typed it: a closed tab loses nothing. Logging out
//! takes it away. Nobody may have seen that it was sent: so it is kept with the key of its form, which sends it once at
//! most, and is forgotten where it stands among the bubbles.

use super::model::{Deleted, Sent, anchor};
use crate::ui::islands::{fetch_page, part_of_both};
use leptos::prelude::*;
use leptos::web_sys::{
    CustomEvent, Element, Event, HtmlElement, HtmlFormElement, HtmlInputElement, HtmlTextAreaElement, Storage,
    SubmitEvent,
};
use serde::de::DeserializeOwned;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::spawn_local;

/// The bubbles: what is exchanged for the server's newer ones. Its attribute says the number of the last message.
const TALK: &str = "[data-talk]";
/// Where the outcome is said to those who don't see it. It stands below the composer: the end of the thread.
const SAID: &str = "[data-said]";

/// Wraps the bubbles of a thread and its composer.
#[island]
pub fn Conversation(
    /// Said when a message is sent.
    sent: String,
    /// Said when one is deleted.
    deleted: String,
    /// Under which name this reader's draft for this thread is kept.
    draft: String,
    children: Children,
) -> impl IntoView {
    let draft = StoredValue::new(draft);
    Effect::new(move |_| draft.with_value(|draft| restore(draft)));
    let typed = move |event: Event| {
        let field = event
            .target()
            .and_then(|target| target.dyn_into::<HtmlTextAreaElement>().ok());
        if let Some(field) = field.filter(|field| field.name() == CONTENT) {
            draft.with_value(|draft| keep(draft, &field));
        }
    };
    let posted = StoredValue::new(String::new());
    let submit = move |event: SubmitEvent| {
        let Some(form) = target_form(&event) else { return };
        // Seen before `FormEnhance` sees it, which marks the form busy and sends no second one while it is.
        let on_its_way = form.query_selector("[aria-busy='true']").ok().flatten().is_some();
        if let Some(field) = field(&form).filter(|_| !on_its_way) {
            posted.set_value(field.value());
        }
    };
    let done = move |event: CustomEvent| {
        let Some(form) = target_form(&event) else { return };
        if let Some(field) = field(&form) {
            let Some(answer) = answer::<Sent>(&event) else { return };
            event.prevent_default();
            ready_for_next(&form, &field, answer, &posted.get_value());
            draft.with_value(|draft| keep(draft, &field));
            show_sent(field, sent.clone());
        } else if form.action().ends_with("/messages/delete") {
            let Some(answer) = answer::<Deleted>(&event) else {
                return;
            };
            event.prevent_default();
            show_deleted(answer, deleted.clone());
        }
    };
    view! { <div class="enhanced" on:submit:capture=submit on:input=typed on:tutti:done=done>{children()}</div> }
}

/// The name of the field that a message is typed into.
const CONTENT: &str = "content";

fn answer<A: DeserializeOwned>(event: &CustomEvent) -> Option<A> {
    serde_json::from_str(&event.detail().as_string()?).ok()
}

/// The new message, in sight and told.
fn show_sent(field: HtmlTextAreaElement, words: String) {
    spawn_local(async move {
        let path = window().location().pathname();
        let shown = match path {
            Ok(path) => renew(&path).await.is_ok(),
            Err(_) => false,
        };
        if let Ok(Some(end)) = document().query_selector(SAID) {
            end.scroll_into_view_with_bool(false);
        }
        say(&words);
        // The message is sent, only not in sight. Nothing typed meanwhile may get lost over that.
        if !shown && field.value().is_empty() {
            let _ = window().location().reload();
        }
    });
}

/// What is left of the message, in its place; the focus, which stood in it, stays there.
fn show_deleted(answer: Deleted, words: String) {
    spawn_local(async move {
        let here = window().location();
        let renewed = match (here.pathname(), here.search()) {
            (Ok(path), Ok(query)) => renew(&(path + &query)).await,
            (fault, _) => fault.map(drop),
        };
        if renewed.is_err() {
            let _ = here.reload();
            return;
        }
        say(&words);
        let left = document().get_element_by_id(&anchor(answer.seq));
        if let Some(left) = left.and_then(|left| left.dyn_into::<HtmlElement>().ok()) {
            left.set_tab_index(-1);
            let _ = left.focus();
        }
    });
}

/// Where this browser keeps drafts, if it does.
fn drafts() -> Option<Storage> {
    window().local_storage().ok().flatten()
}

/// Keeps what stands in the field, behind a line with the key of its form.
fn keep(draft: &str, field: &HtmlTextAreaElement) {
    let Some(drafts) = drafts() else { return };
    let text = field.value();
    // A browser that is full keeps none: the text still stands in the field.
    let _ = match field.form().and_then(|form| key(&form)) {
        Some(key) if !text.trim().is_empty() => drafts.set_item(draft, &(key.value() + "\n" + &text)),
        _ => drafts.remove_item(draft),
    };
}

/// What was typed and not sent, back in its field with its form's key; unless the server has put something there.
fn restore(draft: &str) -> Option<()> {
    let form = document().query_selector("form.composer").ok()??.dyn_into().ok()?;
    let (field, key, drafts) = (field(&form)?, key(&form)?, drafts()?);
    let kept = drafts.get_item(draft).ok()??;
    let (sending, text) = kept.split_once('\n')?;
    if said_last().is_some_and(|said| said.trim() == text.trim()) {
        drafts.remove_item(draft).ok()
    } else if field.value().is_empty() {
        key.set_value(sending);
        field.set_value(text);
        Some(())
    } else {
        None
    }
}

/// The last words of the reader's own in sight.
fn said_last() -> Option<String> {
    let mine = document().query_selector_all(".talk .me .bubble").ok()?;
    mine.item(mine.length().checked_sub(1)?)?.text_content()
}

fn target_form(event: &leptos::web_sys::Event) -> Option<HtmlFormElement> {
    event.target()?.dyn_into().ok()
}

fn field(form: &HtmlFormElement) -> Option<HtmlTextAreaElement> {
    form.query_selector("textarea[name='content']").ok()??.dyn_into().ok()
}

fn key(form: &HtmlFormElement) -> Option<HtmlInputElement> {
    form.query_selector("input[name='key']").ok()??.dyn_into().ok()
}

/// Empties the field, but for what was typed while the message was on its way, and makes the form another sending: its
/// key is random already, so the number that was just given makes it another one.
fn ready_for_next(form: &HtmlFormElement, field: &HtmlTextAreaElement, answer: Sent, posted: &str) {
    let value = field.value();
    let rest = value.strip_prefix(posted).unwrap_or(&value).trim_start().to_owned();
    field.set_value(&rest);
    let _ = field.focus();
    if let Some(key) = key(form) {
        let value = key.value();
        let random = value.split('.').next().unwrap_or_default();
        key.set_value(&format!("{random}.{}", answer.seq));
    }
}

/// Fetches a page of this thread and puts its bubbles in place of those in sight, unless newer ones stand there by now.
async fn renew(here: &str) -> Result<(), JsValue> {
    let page = fetch_page(here).await?;
    let (fresh, shown) = part_of_both(&page, TALK)?;
    if last_seq(&fresh) >= last_seq(&shown) {
        shown.replace_with_with_node_1(&fresh)?;
    }
    Ok(())
}

fn last_seq(talk: &Element) -> i64 {
    talk.get_attribute("data-talk")
        .and_then(|seq| seq.parse().ok())
        .unwrap_or_default()
}

/// A live region speaks when its text changes: a sentence that stands there already gets an invisible tail.
fn say(sentence: &str) {
    let Ok(Some(place)) = document().query_selector(SAID) else {
        return;
    };
    let again = place.text_content().is_some_and(|said| said == sentence);
    let sentence = if again {
        format!("{sentence}\u{a0}")
    } else {
        sentence.to_owned()
    };
    place.set_text_content(Some(&sentence));
}
