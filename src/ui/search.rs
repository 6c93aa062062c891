//! A field of a search: no error, no memory of a failed form; what is asked for stands in the address.

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
