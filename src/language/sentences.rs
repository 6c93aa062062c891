//! The catalogues, and which of them this task speaks.

use i18n_embed::LanguageLoader;
use i18n_embed::fluent::{FluentLanguageLoader, fluent_language_loader};
use i18n_embed::unic_langid::LanguageIdentifier;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, LazyLock};

#[derive(rust_embed::Embed)]
#[folder = "locales/"]
struct Catalogues;

/// A language Tutti speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Language {
    English,
    French,
    Portuguese,
}

impl Language {
    /// All of them in the order in which they are declared, the fallback first.
    pub const ALL: [Self; 3] = [Self::English, Self::French, Self::Portuguese];

    /// The BCP 47 tag, for `<html lang>` and `Content-Language`.
    pub fn tag(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::French => "fr",
            Self::Portuguese => "pt",
        }
    }

    /// What its speakers call it, in every language.
    pub fn name(self) -> &'static str {
        match self {
            Self::English => "English",
            Self::French => "Français",
            Self::Portuguese => "Português",
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
    /// By its place among all. The tasks of one request hold the same.
    static CURRENT: Arc<AtomicUsize>;
}

/// Runs a request in a language: every `t!` of its task answers in it.
pub async fn within<F: Future>(language: Language, request: F) -> F::Output {
    CURRENT
        .scope(Arc::new(AtomicUsize::new(language as usize)), request)
        .await
}

/// A part of the running request, for a task of its own: the language of either is the other's, and stays so when it is
/// switched.
pub fn shared<F: Future>(part: F) -> impl Future<Output = F::Output> {
    let current = CURRENT.try_with(Arc::clone).unwrap_or_default();
    CURRENT.scope(current, part)
}

fn place() -> usize {
    CURRENT
        .try_with(|current| current.load(Ordering::Relaxed))
        .unwrap_or_default()
}

/// The language of the running request; English outside of one.
pub fn current() -> Language {
    Language::ALL[place()]
}

/// Goes on in another language, once it is known who asks and what they prefer.
pub fn switch(language: Language) {
    // Outside a request there is nothing to switch, and English is right.
    let _ = CURRENT.try_with(|current| current.store(language as usize, Ordering::Relaxed));
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
    &LOADERS[place()]
}

#[cfg(test)]
mod tests {
    use super::*;
    use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement};
    use std::collections::{BTreeMap, BTreeSet};

    #[test]
    fn a_sentence_has_its_arguments_and_nothing_around_them() {
        assert_eq!(crate::t!("page-title", title = "Events"), "Events · Tutti");
    }

    #[tokio::test]
    async fn a_request_keeps_its_language() {
        for language in Language::ALL {
            assert_eq!(within(language, async { current() }).await, language);
            assert_eq!(Language::of_tag(language.tag()), Some(language));
        }
        let spoken = within(Language::French, async { crate::t!("nav-events") });
        assert_eq!(spoken.await, "Événements");
        let switched = within(Language::French, async {
            switch(Language::Portuguese);
            crate::t!("nav-events")
        });
        assert_eq!(switched.await, "Eventos");
        let apart = within(Language::French, async {
            let part = tokio::spawn(shared(async {
                let before = current();
                switch(Language::Portuguese);
                before
            }));
            (part.await, current())
        });
        let (before, after) = apart.await;
        assert_eq!((before.ok(), after), (Some(Language::French), Language::Portuguese));
        assert_eq!(Language::of_tag("EN-gb"), Some(Language::English));
        assert_eq!(Language::of_tag("pt_BR"), Some(Language::Portuguese));
        assert_eq!(Language::of_tag("tlh"), None);
    }

    /// What a translator must keep of a sentence.
    #[derive(Debug, Default, PartialEq, Eq)]
    struct Kept {
        variables: BTreeSet<String>,
        /// Signs of emphasis. Unknown where a sentence has several forms.
        stars: Option<usize>,
    }

    impl Kept {
        fn of(pattern: &Pattern<String>) -> Self {
            let mut kept = Self {
                stars: Some(0),
                ..Self::default()
            };
            kept.read(pattern);
            kept
        }

        fn read(&mut self, pattern: &Pattern<String>) {
            for element in &pattern.elements {
                match element {
                    PatternElement::TextElement { value } => {
                        self.stars = self.stars.map(|stars| stars + value.matches('*').count());
                    }
                    PatternElement::Placeable { expression } => self.expression(expression),
                }
            }
        }

        fn expression(&mut self, expression: &Expression<String>) {
            match expression {
                Expression::Inline(inline) => self.inline(inline),
                Expression::Select { selector, variants } => {
                    self.inline(selector);
                    variants.iter().for_each(|variant| self.read(&variant.value));
                    self.stars = None;
                }
            }
        }

        fn inline(&mut self, inline: &InlineExpression<String>) {
            match inline {
                InlineExpression::VariableReference { id } => drop(self.variables.insert(id.name.clone())),
                InlineExpression::Placeable { expression } => self.expression(expression),
                _ => {}
            }
        }
    }

    /// A catalogue, read as Fluent reads it: a message with a fault in it is a failure here, and silently none there.
    fn catalogue(language: Language) -> BTreeMap<String, Kept> {
        let path = format!("{}/tutti.ftl", language.tag());
        let file = <Catalogues as rust_embed::Embed>::get(&path).expect("a catalogue for every language");
        let text = String::from_utf8(file.data.into_owned()).expect("UTF-8");
        let resource =
            fluent_syntax::parser::parse(text).unwrap_or_else(|(_, faults)| panic!("{path} can't be read: {faults:?}"));
        let messages = resource.body.iter().filter_map(|entry| match entry {
            Entry::Message(message) => Some((message.id.name.clone(), Kept::of(message.value.as_ref()?))),
            _ => None,
        });
        messages.collect()
    }

    #[test]
    fn every_language_says_every_sentence() {
        let english = catalogue(Language::English);
        assert!(english.len() > 300, "{}", english.len());
        for language in Language::ALL {
            let own = catalogue(language);
            for (name, kept) in &english {
                let said = own
                    .get(name)
                    .unwrap_or_else(|| panic!("{name} is missing in {language:?}"));
                assert_eq!(said.variables, kept.variables, "{name} in {language:?}");
                if let (Some(stars), Some(kept)) = (said.stars, kept.stars) {
                    assert_eq!(stars, kept, "{name} in {language:?}");
                }
            }
            let more: Vec<_> = own.keys().filter(|name| !english.contains_key(*name)).collect();
            assert!(more.is_empty(), "{language:?} says more: {more:?}");
        }
    }
}
