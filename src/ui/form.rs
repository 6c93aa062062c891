//! A form on the server: where it goes, what was typed, what was wrong.
//!
//! A failed act renders the page of its form again with a [`Submission`]; the form it belongs to shows it, with an error
//! summary that links to the fields. `islands::FormEnhance` fills the same markup in place.

use super::address::Address;
use super::islands::{FormEnhance, TITLE_HERE};
use super::seen::{Seen, holds};
use crate::error::{AppError, FieldError};
use crate::t;
use leptos::prelude::*;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// The form that failed and is shown again, or none. Cheap to clone.
#[derive(Clone, Debug, Default)]
pub struct Submission(Option<Arc<Failed>>);

#[derive(Debug)]
struct Failed {
    act: &'static str,
    values: Vec<(String, String)>,
    error: AppError,
    summary: String,
    shown: AtomicBool,
}

impl Submission {
    /// A form that failed. Passwords are forgotten here.
    pub fn failed(act: &'static Address, mut values: Vec<(String, String)>, error: AppError, summary: String) -> Self {
        values.retain(|(name, _)| !name.contains("password"));
        Self(Some(Arc::new(Failed {
            act: act.path,
            values,
            error,
            summary,
            shown: AtomicBool::new(false),
        })))
    }

    /// The status the page answers with, if a form failed.
    pub fn status(&self) -> Option<u16> {
        self.0.as_ref().map(|failed| failed.error.status())
    }

    /// Is it a form of this act that failed? A page then shows that form whatever else would speak against it.
    pub fn is_of(&self, act: &Address) -> bool {
        self.of(act, None).is_some()
    }

    /// Is it this one of the act's forms on a page, told apart by its `twin`? What it is folded away in is open then.
    pub fn is_of_twin(&self, act: &Address, name: &str, value: &str) -> bool {
        self.of(act, Some((name, value))).is_some()
    }

    /// Did the page show the failure? If it did not, the front answers by itself: nothing fails silently.
    pub fn was_shown(&self) -> bool {
        self.0
            .as_ref()
            .is_some_and(|failed| failed.shown.load(Ordering::Relaxed))
    }

    /// The failure of this very form, told apart from the same act's other forms on the page by `key_field`'s value.
    fn of(&self, act: &Address, only: Option<(&str, &str)>) -> Option<Arc<Failed>> {
        let failed = self.0.clone().filter(|failed| failed.act == act.path)?;
        match only {
            Some((name, value)) if failed.value(name) != Some(value) => None,
            _ => Some(failed),
        }
    }
}

impl Failed {
    fn value(&self, name: &str) -> Option<&str> {
        self.values
            .iter()
            .find(|(known, _)| known == name)
            .map(|(_, value)| value.as_str())
    }

    /// Did it come too late, since something else is saved by now?
    fn is_stale(&self) -> bool {
        self.error.status() == 409
    }

    /// Is this, in an edit that came too late, only what the field held when its person saw it first?
    fn left_alone(&self, name: &str, typed: &str) -> bool {
        self.is_stale() && self.value("seen").is_some_and(|seen| holds(seen, name, typed))
    }
}

/// One form on a page: names the ids of its elements, and knows what was typed into it. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Form {
    id: Arc<str>,
    failed: Option<Arc<Failed>>,
    seen: Seen,
}

impl Form {
    /// The id of a field's control.
    pub fn control(&self, name: &str) -> String {
        format!("{}-{name}", self.id)
    }

    /// What was typed, or what the field holds without that. In an edit that came too late, what nobody touched is not
    /// what somebody typed.
    pub fn value(&self, name: &str, before: Option<String>) -> Option<String> {
        let failed = self.failed.as_ref();
        let typed = failed.and_then(|failed| failed.value(name).filter(|typed| !failed.left_alone(name, typed)));
        typed.map(str::to_owned).or(before)
    }

    /// What its fields so far hold before anybody types.
    pub(super) fn seen(&self) -> &Seen {
        &self.seen
    }

    /// What is wrong with a field.
    pub fn error(&self, name: &str) -> Option<String> {
        self.errors()
            .iter()
            .find(|error| error.field == name)
            .map(|error| error.message.clone())
    }

    /// The key of this sending. That of a form that failed may have reached the database: the same again is the same act.
    /// One that is refused because it has been used is not offered again.
    pub fn key(&self, fresh: String) -> String {
        let kept = self.failed.as_ref().and_then(|failed| failed.value("key"));
        kept.filter(|_| !self.is_stale()).map_or(fresh, str::to_owned)
    }

    /// Was it refused because something else is saved, or has been sent, by now?
    pub fn is_stale(&self) -> bool {
        self.failed.as_ref().is_some_and(|failed| failed.is_stale())
    }

    fn errors(&self) -> &[FieldError] {
        self.failed.as_ref().map_or(&[], |failed| failed.error.fields())
    }
}

/// A form that posts to one act. Works without a script; with one it is sent in place.
///
/// A page that holds the same act twice gives each form a `twin`: the hidden field and value that tell them apart.
#[component]
pub fn ActForm<F, V>(
    act: &'static Address,
    /// The path of the page that holds the form: shown again when the act fails.
    #[prop(into)]
    page: String,
    submission: Submission,
    #[prop(optional)] twin: Option<(&'static str, String)>,
    #[prop(default = "stack")] class: &'static str,
    children: F,
) -> impl IntoView
where
    F: FnOnce(Form) -> V + Send + 'static,
    V: IntoView + 'static,
{
    let failed = submission.of(act, twin.as_ref().map(|(name, value)| (*name, value.as_str())));
    if let Some(failed) = &failed {
        failed.shown.store(true, Ordering::Relaxed);
    }
    let id = match &twin {
        Some((_, value)) => format!("{}-{value}", act.slug()),
        None => act.slug(),
    };
    let form = Form {
        id: id.into(),
        failed,
        seen: Seen::default(),
    };
    let title = form.failed.as_ref().map(|failed| failed.summary.clone());
    let id = form.id.to_string();
    let summary_title = form.control("summary");
    let labelled = summary_title.clone();
    let quiet = title.is_none();
    let failed_title = t!("form-error-title", title = TITLE_HERE);
    let faults = form
        .errors()
        .iter()
        .map(|error| summary_line(&form, error))
        .collect_view();
    view! {
        <FormEnhance offline=t!("form-offline")>
            <form class=class id=id method="post" action=act.path novalidate data-failed-title=failed_title>
                <input type="hidden" name="page" value=page />
                <div class="summary" role="alert" tabindex="-1" aria-labelledby=labelled data-summary hidden=quiet>
                    <h2 class="h3" id=summary_title>{title}</h2>
                    <ul>{faults}</ul>
                </div>
                {children(form)}
            </form>
        </FormEnhance>
    }
}

fn summary_line(form: &Form, error: &FieldError) -> impl IntoView + use<> {
    let message = error.message.clone();
    if error.field.is_empty() {
        view! { <li>{message}</li> }.into_any()
    } else {
        let href = format!("#{}", form.control(&error.field));
        view! { <li><a href=href>{message}</a></li> }.into_any()
    }
}
