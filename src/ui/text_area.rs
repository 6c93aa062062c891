//! The one place where a text area may stand: leptos 0.8 does not escape the children of this element, so that
//! `</textarea><script>` in somebody's text would run.

use super::field::Around;
use super::form::Form;
use super::meanwhile::Meanwhile;
use leptos::prelude::*;

/// A text of several lines.
#[component]
pub fn TextArea(
    form: Form,
    name: &'static str,
    #[prop(into)] label: String,
    #[prop(optional, into)] hint: Option<String>,
    /// What the field holds before anybody types: what is saved, where the form edits something.
    #[prop(optional_no_strip, into)]
    value: Option<String>,
    #[prop(default = 5)] rows: u32,
    #[prop(optional_no_strip)] maxlength: Option<usize>,
    #[prop(optional, into)] placeholder: Option<String>,
    #[prop(optional)] optional: bool,
    /// The label is for screen readers alone.
    #[prop(optional)]
    bare: bool,
) -> impl IntoView {
    let around = Around::new(&form, name, hint.is_some());
    let saved = value.clone().unwrap_or_default();
    let text = escaped(&form.value(name, value).unwrap_or_default());
    let label = if bare {
        view! { <label class="vh" for=around.id.clone()>{label}</label> }.into_any()
    } else {
        around.label(label, optional).into_any()
    };
    view! {
        <div class="field">
            {label}
            {around.hint(hint)}
            <textarea
                class="input"
                id=around.id.clone()
                name=name
                rows=rows
                maxlength=maxlength
                placeholder=placeholder
                aria-required=(!optional).then_some("true")
                aria-describedby=around.described_by()
                aria-invalid=around.invalid()
                inner_html=text
            ></textarea>
            {around.error(name)}
            <Meanwhile form name saved />
        </div>
    }
}

/// A text that somebody typed elsewhere, to be copied: it can't be changed, and no form sends it.
#[component]
pub fn Kept(id: String, label: String, text: String) -> impl IntoView {
    let text = escaped(&text);
    view! {
        <div class="field">
            <label for=id.clone()>{label}</label>
            <textarea class="input" id=id rows="1" readonly inner_html=text></textarea>
        </div>
    }
}

/// As the content of an RCDATA element. HTML drops a line break right after the start tag, so one is always written.
fn escaped(text: &str) -> String {
    format!("\n{}", text.replace('&', "&amp;").replace('<', "&lt;"))
}

#[cfg(test)]
mod tests {
    use super::escaped;

    #[test]
    fn no_text_can_end_the_element() {
        assert_eq!(escaped("</textarea><script>"), "\n&lt;/textarea>&lt;script>");
        assert_eq!(escaped("&lt;"), "\n&amp;lt;");
        assert_eq!(escaped("\nfirst line empty"), "\n\nfirst line empty");
    }
}
