//! The fields of a search: no error, no memory of a failed form; what is asked for stands in the address.

use leptos::prelude::*;

/// Words to look for.
#[component]
pub fn SearchField(
    name: &'static str,
    #[prop(into)] label: String,
    /// What was looked for.
    #[prop(into)]
    value: String,
    maxlength: usize,
    /// An example.
    #[prop(into)]
    placeholder: String,
) -> impl IntoView {
    view! {
        <div class="field">
            <label for=name>{label}</label>
            <input
                class="input"
                id=name
                name=name
                type="search"
                value=value
                maxlength=maxlength
                placeholder=placeholder
            />
        </div>
    }
}

/// A day.
#[component]
pub fn SearchDay(
    name: &'static str,
    #[prop(into)] label: String,
    /// `YYYY-MM-DD`, or nothing.
    #[prop(into)]
    value: String,
) -> impl IntoView {
    view! {
        <div class="field">
            <label for=name>{label}</label>
            <input class="input" id=name name=name type="date" value=value />
        </div>
    }
}

/// Some of a few values, all in sight: checkboxes as chips. Of an option: its value, its words, the class of its swatch, and
/// whether it is asked for.
#[component]
pub fn SearchPicks(
    name: &'static str,
    #[prop(into)] label: String,
    options: Vec<(&'static str, String, &'static str, bool)>,
) -> impl IntoView {
    let picks = options.into_iter().map(|(value, words, swatch, asked)| {
        view! {
            <label class=format!("pick {swatch}")>
                <input type="checkbox" name=name value=value checked=asked />
                <span class="sw"></span>
                {words}
            </label>
        }
    });
    let picks = picks.collect_view();
    view! {
        <fieldset>
            <legend class="legend">{label}</legend>
            <div class="picks">{picks}</div>
        </fieldset>
    }
}
