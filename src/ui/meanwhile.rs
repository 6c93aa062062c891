//! Two people edit one thing: what the other saved stands below the field that was typed otherwise, and neither is lost.
//! A form that edits carries a [`Version`]; each of its fields then does the rest by itself.

use super::field::Hidden;
use super::form::Form;
use crate::t;
use leptos::prelude::*;

/// What is saved by now. Nothing, unless the form was refused for being stale and holds something else.
#[component]
pub(super) fn Meanwhile(
    form: Form,
    name: &'static str,
    /// As the field would hold it.
    saved: String,
    /// As people read it, where that is something else.
    #[prop(optional_no_strip)]
    words: Option<String>,
) -> impl IntoView {
    form.seen().note(name, &saved);
    let edits = form.value("version", None).is_some();
    let typed = form.value(name, None).filter(|_| edits);
    let differs = typed.is_some_and(|typed| typed.replace("\r\n", "\n").trim() != saved);
    let id = form.control(&format!("{name}-saved"));
    let labelled = id.clone();
    let words = words.unwrap_or(saved);
    let words = if words.is_empty() {
        t!("form-meanwhile-empty")
    } else {
        words
    };
    (form.is_stale() && differs).then(|| {
        view! {
            <div role="group" aria-labelledby=labelled>
                <p class="small muted" id=id>{t!("form-meanwhile")}</p>
                <blockquote class="lines">{words}</blockquote>
            </div>
        }
    })
}

/// The version that the form builds on, and what its fields held in it: stands behind them. Whoever was told that something
/// else is saved, and saves again, means it; every other failure still builds on what they saw when they began.
#[component]
pub fn Version(form: Form, saved: i64) -> impl IntoView {
    let begun = |name, now: String| match form.is_stale() {
        true => now,
        false => form.value(name, Some(now.clone())).unwrap_or(now),
    };
    view! {
        <Hidden name="version" value=begun("version", saved.to_string()) />
        <Hidden name="seen" value=begun("seen", form.seen().carried()) />
    }
}
