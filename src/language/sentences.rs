//! The catalogues, and which of them this task speaks.

use i18n_embed::LanguageLoader;
use i18n_embed::fluent::{FluentLanguageLoader, fluent_language_loader};
use i18n_embed::unic_langid::LanguageIdentifier;
use std::cell::Cell;
use std::sync::LazyLock;

#[derive(rust_embed::Embed)]
#[folder = "locales/"]
struct Catalogues;

/// A language Tutti speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Language {
    English,
}

impl Language {
    /// All of them, the fallback first.
    pub const ALL: [Self; 1] = [Self::English];

    /// The BCP 47 tag, for `<html lang>` and `Content-Language`.
    pub fn tag(self) -> &'static str {
        match self {
            Self::English => "en",
        }
    }

    /// The language of a tag (`en`, `en-GB`), if Tutti speaks it.
    pub fn of_tag(tag: &str) -> Option<Self> {
        let primary = tag.split(['-', '_']).next()?;
        Self::ALL
            .into_iter()
            .find(|language| language.tag().eq_ignore_ascii_case(primary))
    }

    fn identifier(self) -> LanguageIdentifier {
        self.tag().parse().expect("a tag of ours is a language identifier")
    }
}

tokio::task_local! {
    static CURRENT: Cell<Language>;
}

/// Runs a request in a language: every `t!` of its task answers in it.
pub async fn within<F: Future>(language: Language, request: F) -> F::Output {
    CURRENT.scope(Cell::new(language), request).await
}

/// The language of the running request; English outside of one.
pub fn current() -> Language {
    CURRENT.try_with(Cell::get).unwrap_or(Language::English)
}

/// Goes on in another language, once it is known who asks and what they prefer.
pub fn switch(language: Language) {
    // Outside a request there is nothing to switch, and English is right.
    let _ = CURRENT.try_with(|current| current.set(language));
}

/// The catalogue of the running request's language, for `t!`.
pub fn loader() -> &'static FluentLanguageLoader {
    static LOADERS: LazyLock<Vec<FluentLanguageLoader>> = LazyLock::new(|| {
        let all = fluent_language_loader!();
        let languages: Vec<_> = Language::ALL.into_iter().map(Language::identifier).collect();
        if let Err(fault) = all.load_languages(&Catalogues, &languages) {
            tracing::error!(%fault, "a message catalogue can't be read");
        }
        // No FSI and PDI marks around arguments: they end up in titles, attributes and the clipboard.
        all.set_use_isolating(false);
        languages
            .iter()
            .map(|language| all.select_languages(&[language]))
            .collect()
    });
    let current = current();
    let at = Language::ALL
        .iter()
        .position(|language| *language == current)
        .unwrap_or(0);
    &LOADERS[at]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_has_its_arguments_and_nothing_around_them() {
        assert_eq!(crate::t!("page-title", title = "Events"), "Events · Tutti");
    }

    #[tokio::test]
    async fn a_request_keeps_its_language() {
        assert_eq!(within(Language::English, async { current() }).await, Language::English);
        assert_eq!(Language::of_tag("EN-gb"), Some(Language::English));
        assert_eq!(Language::of_tag("tlh"), None);
    }
}
