//! What somebody typed into a form that no page shows them any more: their own words, to be copied.

use crate::t;
use crate::ui::address::Address;
use crate::ui::text_area::Kept;
use leptos::prelude::*;

/// A person's words out of a form, each under its field's label.
#[derive(Clone, Debug, Default)]
pub struct Typed(Vec<(String, String)>);

impl Typed {
    /// The words among an act's fields. What was chosen, what a page put there and every password is left out.
    pub fn of(act: &Address, fields: &[(String, String)]) -> Self {
        let room = act.path.split('/').nth(2).unwrap_or_default();
        let filled = fields.iter().filter(|(_, text)| !text.trim().is_empty());
        let words = filled.filter_map(|(field, text)| Some((label(room, field)?, text.clone())));
        Self(words.collect())
    }

    /// Were there none?
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// As a part of a page; nothing, where nothing was typed.
    pub(super) fn view(self) -> Option<AnyView> {
        if self.is_empty() {
            return None;
        }
        let kept = self.0.into_iter().enumerate();
        let kept = kept.map(|(at, (label, text))| view! { <Kept id=format!("typed-{at}") label text /> });
        let section = view! {
            <section class="stack" aria-labelledby="typed">
                <h2 class="h3" id="typed">{t!("typed-title")}</h2>
                <p>{t!("typed-why")}</p>
                {kept.collect_view()}
            </section>
        };
        Some(section.into_any())
    }
}

/// What a field for words is called in its form.
fn label(room: &str, field: &str) -> Option<String> {
    let label = match (room, field) {
        ("events", "title") => t!("event-field-title"),
        ("events", "description") => t!("event-field-description"),
        ("events", "starts_at") => t!("event-field-starts"),
        ("events", "ends_at") => t!("event-field-ends"),
        ("events", "venue") => t!("event-field-venue"),
        ("events", "town") => t!("event-field-town"),
        ("events", "address") => t!("event-field-address"),
        ("events", "capacity") => t!("event-field-capacity"),
        ("events", "fee") => t!("event-field-fee"),
        ("events", "gear") => t!("event-field-gear"),
        ("events", "access") => t!("event-field-access"),
        ("events", "age") => t!("event-field-age"),
        ("events", "note") => t!("event-decide-note"),
        ("events", "reason") => t!("event-cancel-reason"),
        ("messages", "content") => t!("typed-message"),
        ("moderation", "note") => t!("report-note"),
        ("profiles", "full_name") => t!("settings-full-name"),
        ("profiles", "town") => t!("settings-town"),
        ("profiles", "bio") => t!("settings-bio"),
        _ => return None,
    };
    Some(label)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::accounts::api::SIGN_UP;
    use crate::app::acts;
    use crate::events::api::CREATE;

    fn typed(act: &Address, fields: &[(&str, &str)]) -> Vec<String> {
        let fields: Vec<_> = fields
            .iter()
            .map(|(name, text)| ((*name).to_owned(), (*text).to_owned()))
            .collect();
        Typed::of(act, &fields).0.into_iter().map(|(_, text)| text).collect()
    }

    /// Fields that hold nobody's words: chosen, put there by a page, quickly typed again, or secret.
    const NO_WORDS: [&str; 21] = [
        "username",
        "email",
        "password",
        "login",
        "current_password",
        "new_password",
        "next",
        "session",
        "slug",
        "slot",
        "to",
        "seq",
        "subject",
        "reason",
        "answer",
        "kind",
        "status",
        "visibility",
        "time_zone",
        "locale",
        "language",
    ];

    #[test]
    fn no_field_is_forgotten() {
        for act in acts() {
            let room = act.path.split('/').nth(2).unwrap();
            for field in act.fields {
                let known = label(room, field).is_some() || NO_WORDS.contains(field);
                assert!(known, "{}: is `{field}` for words? Then give its label here.", act.path);
            }
        }
    }

    #[test]
    fn words_are_kept_and_nothing_else() {
        let event = [
            ("title", "A jam"),
            ("kind", "jam"),
            ("fee", "  "),
            ("key", "secret"),
            ("page", "/events/new"),
        ];
        assert_eq!(typed(&CREATE, &event), ["A jam"]);
        let person = [("username", "ada"), ("password", "secret"), ("next", "/")];
        assert_eq!(typed(&SIGN_UP, &person), [""; 0]);
    }
}
