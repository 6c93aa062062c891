//! A field knows its own accessibility: label, hint, control and error, tied together by ids. Pages write no `<input>`.

use super::form::Form;
use super::icon::{Glyph, Icon};
use super::meanwhile::Meanwhile;
use crate::t;
use leptos::prelude::*;

/// What stands around a control: its label, a hint, and its error.
#[derive(Clone, Debug)]
pub(super) struct Around {
    pub(super) id: String,
    hint_id: Option<String>,
    error_id: String,
    error: Option<String>,
}

impl Around {
    pub(super) fn new(form: &Form, name: &str, hint: bool) -> Self {
        let id = form.control(name);
        Self {
            hint_id: hint.then(|| format!("{id}-hint")),
            error_id: format!("{id}-error"),
            error: form.error(name),
            id,
        }
    }

    /// Hint first, then error: the order in which a screen reader says them.
    pub(super) fn described_by(&self) -> String {
        match &self.hint_id {
            Some(hint) => format!("{hint} {}", self.error_id),
            None => self.error_id.clone(),
        }
    }

    pub(super) fn invalid(&self) -> Option<&'static str> {
        self.error.is_some().then_some("true")
    }

    pub(super) fn label(&self, label: String, optional: bool) -> impl IntoView + use<> {
        let mark = optional.then(|| view! { " " <span class="opt">{t!("form-optional")}</span> });
        view! { <label for=self.id.clone()>{label}{mark}</label> }
    }

    pub(super) fn hint(&self, hint: Option<String>) -> impl IntoView + use<> {
        let id = self.hint_id.clone();
        hint.map(|hint| view! { <p class="hint" id=id>{hint}</p> })
    }

    pub(super) fn error(self, name: &'static str) -> impl IntoView {
        let quiet = self.error.is_none();
        view! {
            <p class="error" id=self.error_id data-error-for=name hidden=quiet>
                <Icon of=Glyph::Alert />
                <span>{self.error}</span>
            </p>
        }
    }
}

/// One line of text, a date, a number.
#[component]
pub fn Field(
    form: Form,
    name: &'static str,
    #[prop(into)] label: String,
    #[prop(optional_no_strip, into)] hint: Option<String>,
    #[prop(default = "text")] kind: &'static str,
    /// What the field holds before anybody types: what is saved, where the form edits something.
    #[prop(optional_no_strip, into)]
    value: Option<String>,
    #[prop(optional_no_strip)] maxlength: Option<usize>,
    #[prop(optional_no_strip)] autocomplete: Option<&'static str>,
    #[prop(optional_no_strip)] inputmode: Option<&'static str>,
    /// What may be typed, offered while somebody types: more than a menu could hold, as the zones of the world.
    #[prop(optional)]
    offers: Vec<String>,
    /// Not needed, and marked so.
    #[prop(optional)]
    optional: bool,
) -> impl IntoView {
    let around = Around::new(&form, name, hint.is_some());
    let saved = value.clone().unwrap_or_default();
    // A password is never written into a page.
    let value = if kind == "password" {
        None
    } else {
        form.value(name, value)
    };
    // Names and addresses are typed as they are.
    let list = (!offers.is_empty()).then(|| format!("{}-offers", around.id));
    let offers = list.clone().map(|id| {
        let offers = offers.into_iter().map(|value| view! { <option value=value></option> });
        view! { <datalist id=id>{offers.collect_view()}</datalist> }
    });
    let verbatim = matches!(autocomplete, Some("username" | "email")) || kind == "email";
    view! {
        <div class="field">
            {around.label(label, optional)}
            {around.hint(hint)}
            <input
                class="input"
                id=around.id.clone()
                name=name
                type=kind
                value=value
                maxlength=maxlength
                autocomplete=autocomplete
                inputmode=inputmode
                list=list
                autocapitalize=verbatim.then_some("none")
                spellcheck=verbatim.then_some("false")
                aria-required=(!optional).then_some("true")
                aria-describedby=around.described_by()
                aria-invalid=around.invalid()
            />
            {offers}
            {around.error(name)}
            <Meanwhile form name saved />
        </div>
    }
}

/// One of several values, folded away.
#[component]
pub fn Select(
    form: Form,
    name: &'static str,
    #[prop(into)] label: String,
    #[prop(optional, into)] hint: Option<String>,
    /// Values and their words.
    options: Vec<(String, String)>,
    #[prop(into)] value: String,
) -> impl IntoView {
    let around = Around::new(&form, name, hint.is_some());
    let saved = options.iter().find(|(offered, _)| *offered == value);
    let words = saved.map(|(_, words)| words.clone());
    let chosen = form.value(name, Some(value.clone()));
    let options = options
        .into_iter()
        .map(|(value, words)| {
            let selected = chosen.as_deref() == Some(value.as_str());
            view! { <option value=value selected=selected>{words}</option> }
        })
        .collect_view();
    view! {
        <div class="field">
            {around.label(label, false)}
            {around.hint(hint)}
            <select
                class="input"
                id=around.id.clone()
                name=name
                aria-describedby=around.described_by()
                aria-invalid=around.invalid()
            >
                {options}
            </select>
            {around.error(name)}
            <Meanwhile form name saved=value words />
        </div>
    }
}

/// One of a few values, all in sight: radio buttons as chips. The third part of an option is the class of its swatch.
#[component]
pub fn Picks(
    form: Form,
    name: &'static str,
    #[prop(into)] label: String,
    options: Vec<(String, String, &'static str)>,
    #[prop(into)] value: String,
) -> impl IntoView {
    let around = Around::new(&form, name, false);
    let saved = options.iter().find(|(offered, ..)| *offered == value);
    let words = saved.map(|(_, words, _)| words.clone());
    let chosen = form.value(name, Some(value.clone()));
    let (id, described, invalid) = (around.id.clone(), around.described_by(), around.invalid());
    let picks = options
        .into_iter()
        .map(|(value, words, swatch)| {
            let checked = chosen.as_deref() == Some(value.as_str());
            view! {
                <label class=format!("pick {swatch}")>
                    <input type="radio" name=name value=value checked=checked />
                    <span class="sw"></span>
                    {words}
                </label>
            }
        })
        .collect_view();
    view! {
        <fieldset class="stack" id=id tabindex="-1" aria-describedby=described aria-invalid=invalid>
            <legend class="legend">{label}</legend>
            <div class="picks">{picks}</div>
            {around.error(name)}
            <Meanwhile form name saved=value words />
        </fieldset>
    }
}

/// A value the person does not see: a slug, a key, a `next`.
#[component]
pub fn Hidden(name: &'static str, #[prop(into)] value: String) -> impl IntoView {
    view! { <input type="hidden" name=name value=value /> }
}
