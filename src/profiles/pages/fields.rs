//! What a musician says about themselves, as fields.

use crate::profiles::forms::{LONGEST_BIO, LONGEST_NAME, LONGEST_TOWN};
use crate::profiles::model::Texts;
use crate::t;
use crate::ui::field::Field;
use crate::ui::form::Form;
use crate::ui::text_area::TextArea;
use leptos::prelude::*;

/// Name, town and words, holding `texts`. The words are asked for by `bio`, in so many `rows`.
pub(super) fn fields(form: &Form, texts: Texts, bio: String, rows: u32) -> AnyView {
    view! {
        <Field
            form=form.clone()
            name="full_name"
            label=t!("settings-full-name")
            hint=t!("settings-full-name-hint")
            value=texts.full_name
            maxlength=Some(LONGEST_NAME)
            autocomplete=Some("name")
            optional=true
        />
        <Field
            form=form.clone()
            name="town"
            label=t!("settings-town")
            hint=t!("settings-town-hint")
            value=texts.town
            maxlength=Some(LONGEST_TOWN)
            autocomplete=Some("address-level2")
            optional=true
        />
        <TextArea
            form=form.clone()
            name="bio"
            label=bio
            hint=t!("settings-bio-hint")
            value=texts.bio
            rows
            maxlength=Some(LONGEST_BIO)
            optional=true
        />
    }
    .into_any()
}
