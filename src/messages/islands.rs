//! What hydrates of a thread: a message that was sent stands below the others without a reload, as the server writes it.
//!
//! The composer is an ordinary form, sent in place by `FormEnhance`. Once its act is done, the island empties the field
//! and asks for the thread's page again, whose bubbles take the place of those in sight. So a message has one renderer,
//! day lines and runs come out right, and what the other wrote meanwhile comes along.

use super::model::Sent;
use leptos::prelude::*;
use leptos::web_sys::{
    CustomEvent, DomParser, Element, HtmlFormElement, HtmlInputElement, HtmlTextAreaElement, Response, SubmitEvent,
    SupportedType,
};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};

/// The bubbles: what is exchanged for the server's newer ones. Its attribute says the number of the last message.
const TALK: &str = "[data-talk]";
/// Where the outcome is said to those who don't see it. It stands below the composer: the end of the thread.
const SAID: &str = "[data-said]";

/// Wraps the bubbles of a thread and its composer.
#[island]
pub fn Conversation(
    /// Said when a message is sent.
    sent: String,
    children: Children,
) -> impl IntoView {
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
        let Some(answer) = event
            .detail()
            .as_string()
            .and_then(|text| serde_json::from_str::<Sent>(&text).ok())
        else {
            return;
        };
        event.prevent_default();
        ready_for_next(&form, answer, &posted.get_value());
        let sent = sent.clone();
        spawn_local(async move {
            let shown = renew().await.is_ok();
            say(&sent);
            // The message is sent, only not in sight. Nothing typed meanwhile may get lost over that.
            if !shown && field(&form).is_none_or(|field| field.value().is_empty()) {
                let _ = window().location().reload();
            }
        });
    };
    view! { <div class="enhanced" on:submit:capture=submit on:tutti:done=done>{children()}</div> }
}

fn target_form(event: &leptos::web_sys::Event) -> Option<HtmlFormElement> {
    event.target()?.dyn_into().ok()
}

fn field(form: &HtmlFormElement) -> Option<HtmlTextAreaElement> {
    form.query_selector("textarea[name='content']").ok()??.dyn_into().ok()
}

/// Empties the field, but for what was typed while the message was on its way, and makes the form another sending: its
/// key is random already, so the number that was just given makes it another one.
fn ready_for_next(form: &HtmlFormElement, answer: Sent, posted: &str) {
    if let Some(field) = field(form) {
        let value = field.value();
        let rest = value.strip_prefix(posted).unwrap_or(&value).trim_start().to_owned();
        field.set_value(&rest);
        let _ = field.focus();
    }
    let key = form.query_selector("input[name='key']").ok().flatten();
    if let Some(key) = key.and_then(|key| key.dyn_into::<HtmlInputElement>().ok()) {
        let value = key.value();
        let random = value.split('.').next().unwrap_or_default();
        key.set_value(&format!("{random}.{}", answer.seq));
    }
}

/// Fetches this page and puts its bubbles in place of those in sight, unless newer ones stand there by now.
async fn renew() -> Result<(), JsValue> {
    let missing = || JsValue::from_str("the page holds no thread");
    let here = window().location().pathname()?;
    let answer: Response = JsFuture::from(window().fetch_with_str(&here)).await?.dyn_into()?;
    if !answer.ok() {
        return Err(missing());
    }
    let html = JsFuture::from(answer.text()?).await?.as_string().ok_or_else(missing)?;
    let page = DomParser::new()?.parse_from_string(&html, SupportedType::TextHtml)?;
    let fresh = page.query_selector(TALK)?.ok_or_else(missing)?;
    let shown = document().query_selector(TALK)?.ok_or_else(missing)?;
    if last_seq(&fresh) >= last_seq(&shown) {
        shown.replace_with_with_node_1(&fresh)?;
    }
    if let Some(end) = document().query_selector(SAID)? {
        end.scroll_into_view_with_bool(false);
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
