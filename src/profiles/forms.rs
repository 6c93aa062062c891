//! What was typed into the profile form, and the edit it makes.

use super::model::{Content, Settings, Texts, Visibility};
use crate::edit::builds_on;
use crate::error::{AppError, Check};
use crate::given::Given;
use crate::language::{Language, Unclean, clean_line, clean_text};
use crate::{t, time_zone};

/// Unicode scalar values, after cleaning.
pub const LONGEST_NAME: usize = 80;
/// The same, of the town.
pub const LONGEST_TOWN: usize = 80;
/// The same, of the words about oneself.
pub const LONGEST_BIO: usize = 2_000;

/// The form of profiles/update, as typed.
#[derive(Clone, Debug, Default)]
pub struct ProfileForm {
    pub full_name: Given,
    pub bio: Given,
    pub town: Given,
    pub visibility: Given,
    pub locale: Given,
    pub time_zone: Given,
    pub version: Given,
}

/// What becomes of one value.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Change<T = String> {
    Keep,
    Clear,
    Set(T),
}

impl<T: Clone> Change<T> {
    fn applied_to(&self, stored: &Option<T>) -> Option<T> {
        match self {
            Self::Keep => stored.clone(),
            Self::Clear => None,
            Self::Set(value) => Some(value.clone()),
        }
    }
}

/// An edit that can be made: nothing in it is wrong any more.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    full_name: Change,
    bio: Change,
    town: Change,
    visibility: Change<Visibility>,
    locale: Change,
    time_zone: Change,
    /// The version this edit builds on, if it says so.
    pub builds_on: Option<i64>,
}

impl Edit {
    /// The choice of a language, and of nothing else.
    pub fn language(language: Language) -> Self {
        Self {
            full_name: Change::Keep,
            bio: Change::Keep,
            town: Change::Keep,
            visibility: Change::Keep,
            locale: Change::Set(language.tag().to_owned()),
            time_zone: Change::Keep,
            builds_on: None,
        }
    }

    /// What the profile is after this edit.
    pub fn applied_to(&self, stored: &Content) -> Content {
        let Content { texts, settings } = stored;
        Content {
            texts: Texts {
                full_name: self.full_name.applied_to(&texts.full_name),
                bio: self.bio.applied_to(&texts.bio),
                town: self.town.applied_to(&texts.town),
            },
            settings: Settings {
                visibility: self
                    .visibility
                    .applied_to(&Some(settings.visibility))
                    .unwrap_or_default(),
                locale: self.locale.applied_to(&settings.locale),
                time_zone: self.time_zone.applied_to(&settings.time_zone),
            },
        }
    }

    /// Is the language left to the browser from here on?
    pub fn leaves_language_to_browser(&self) -> bool {
        self.locale == Change::Clear
    }
}

impl ProfileForm {
    /// Every rule of a profile. Answers all broken fields, in the order of the form.
    pub fn parse(&self) -> Result<Edit, AppError> {
        let mut check = Check::default();
        let full_name = check.field("full_name", line(self.full_name.typed(), LONGEST_NAME));
        let town = check.field("town", line(self.town.typed(), LONGEST_TOWN));
        let bio = check.field("bio", text(self.bio.typed(), LONGEST_BIO));
        let visibility = check.field("visibility", visibility(self.visibility.typed()));
        let locale = check.field("locale", locale(self.locale.typed()));
        let time_zone = check.field("time_zone", time_zone(self.time_zone.typed()));
        let builds_on = check.field("", builds_on(&self.version));
        check.finish(|| {
            Some(Edit {
                full_name: full_name?,
                bio: bio?,
                town: town?,
                visibility: visibility?,
                locale: locale?,
                time_zone: time_zone?,
                builds_on: builds_on?,
            })
        })
    }
}

/// The form of profiles/speak, as typed.
#[derive(Clone, Debug, Default)]
pub struct LanguageForm {
    pub language: String,
}

impl LanguageForm {
    /// A language that Tutti speaks.
    pub fn parse(&self) -> Result<Language, AppError> {
        spoken(&self.language).map_err(|fault| AppError::field("language", fault))
    }
}

fn visibility(typed: Option<&str>) -> Result<Change<Visibility>, String> {
    choice(typed, |typed| {
        typed.parse().map_err(|_| t!("profile-visibility-unknown"))
    })
}

fn locale(typed: Option<&str>) -> Result<Change, String> {
    choice(typed, |typed| spoken(typed).map(|language| language.tag().to_owned()))
}

fn time_zone(typed: Option<&str>) -> Result<Change, String> {
    choice(typed, |typed| match time_zone::named(typed) {
        Some((name, _)) => Ok(name),
        None => Err(t!("profile-zone-unknown")),
    })
}

fn spoken(tag: &str) -> Result<Language, String> {
    Language::of_tag(tag.trim()).ok_or_else(|| t!("profile-locale-unknown"))
}

fn choice<T>(typed: Option<&str>, known: impl FnOnce(&str) -> Result<T, String>) -> Result<Change<T>, String> {
    match typed.map(str::trim) {
        None => Ok(Change::Keep),
        Some("") => Ok(Change::Clear),
        Some(typed) => known(typed).map(Change::Set),
    }
}

fn line(typed: Option<&str>, longest: usize) -> Result<Change, String> {
    typed
        .map(clean_line)
        .transpose()
        .map_err(|Unclean| t!("profile-line-unclean"))
        .and_then(|line| change(line, longest))
}

fn text(typed: Option<&str>, longest: usize) -> Result<Change, String> {
    typed
        .map(clean_text)
        .transpose()
        .map_err(|Unclean| t!("profile-text-unclean"))
        .and_then(|text| change(text, longest))
}

fn change(cleaned: Option<String>, longest: usize) -> Result<Change, String> {
    match cleaned {
        None => Ok(Change::Keep),
        Some(text) if text.is_empty() => Ok(Change::Clear),
        Some(text) => match text.chars().count() {
            length if length > longest => Err(t!("profile-too-long", max = longest, over = (length - longest))),
            _ => Ok(Change::Set(text)),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn content(full_name: &str, bio: &str, town: &str) -> Content {
        Content {
            texts: Texts {
                full_name: Some(full_name.into()),
                bio: Some(bio.into()),
                town: Some(town.into()),
            },
            settings: Settings {
                visibility: Visibility::Hidden,
                locale: Some("fr".into()),
                time_zone: Some("Europe/Lisbon".into()),
            },
        }
    }

    fn faults(form: ProfileForm) -> Vec<String> {
        let error = form.parse().expect_err("the form is refused");
        assert_eq!(error.status(), 422);
        error.fields().iter().map(|fault| fault.field.clone()).collect()
    }

    #[test]
    fn what_is_absent_stays_and_what_is_empty_goes() {
        let stored = content("Inês Demo", "Upright and electric.", "Lyon");
        let form = ProfileForm {
            bio: " \r\n ".into(),
            town: "Porto".into(),
            ..ProfileForm::default()
        };
        let after = form.parse().unwrap().applied_to(&stored);
        assert_eq!(after.settings, stored.settings);
        let after = after.texts;
        assert_eq!(after.full_name.as_deref(), Some("Inês Demo"));
        assert_eq!(after.bio, None);
        assert_eq!(after.town.as_deref(), Some("Porto"));
        assert_eq!(ProfileForm::default().parse().unwrap().applied_to(&stored), stored);
    }

    #[test]
    fn lengths_are_counted_after_cleaning_and_all_faults_show_at_once() {
        let fits = ProfileForm {
            full_name: format!(" {} ", "e\u{301}".repeat(LONGEST_NAME)).into(),
            bio: "ã".repeat(LONGEST_BIO).into(),
            town: "L".repeat(LONGEST_TOWN).into(),
            ..ProfileForm::default()
        };
        let edit = fits.parse().unwrap();
        assert_eq!(edit.full_name, Change::Set("é".repeat(LONGEST_NAME)));
        let too_long = ProfileForm {
            full_name: "n".repeat(LONGEST_NAME + 1).into(),
            bio: "b".repeat(LONGEST_BIO + 1).into(),
            town: "t".repeat(LONGEST_TOWN + 1).into(),
            ..ProfileForm::default()
        };
        assert_eq!(faults(too_long), ["full_name", "town", "bio"]);
    }

    #[test]
    fn a_name_is_one_line_and_a_bio_may_be_many() {
        let bell = ProfileForm {
            full_name: "In\u{7}ês".into(),
            bio: "\u{0}".into(),
            ..Default::default()
        };
        assert_eq!(faults(bell), ["full_name", "bio"]);
        let two_lines = ProfileForm {
            full_name: "Inês\nDemo".into(),
            ..Default::default()
        };
        assert_eq!(faults(two_lines), ["full_name"]);
        let bio = ProfileForm {
            bio: "Bass.\r\n\tReads slowly.".into(),
            ..Default::default()
        };
        assert_eq!(bio.parse().unwrap().bio, Change::Set("Bass.\n\tReads slowly.".into()));
    }

    #[test]
    fn what_tutti_is_to_do_is_chosen_and_given_back() {
        let stored = content("Inês Demo", "", "");
        let chosen = |visibility: &str, locale: &str, time_zone: &str| {
            let form = ProfileForm {
                visibility: visibility.into(),
                locale: locale.into(),
                time_zone: time_zone.into(),
                ..Default::default()
            };
            form.parse().map(|edit| edit.applied_to(&stored).settings)
        };
        let settings = chosen("members", "pt-BR", "america/new_york").unwrap();
        assert_eq!(
            (
                settings.visibility,
                settings.locale.as_deref(),
                settings.time_zone.as_deref()
            ),
            (Visibility::Members, Some("pt"), Some("America/New_York"))
        );
        assert_eq!(chosen("", " ", ""), Ok(Settings::default()));
        let wrong = ProfileForm {
            visibility: "friends".into(),
            locale: "tlh".into(),
            time_zone: "Atlantis/Center".into(),
            ..Default::default()
        };
        assert_eq!(faults(wrong), ["visibility", "locale", "time_zone"]);
    }

    #[test]
    fn a_language_is_one_that_tutti_speaks() {
        let parse = |tag: &str| LanguageForm { language: tag.into() }.parse();
        assert_eq!(parse("pt"), Ok(Language::Portuguese));
        for wrong in ["", "tlh", "\0", "français"] {
            assert!(parse(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_version_is_a_number_or_nothing() {
        let builds_on = |typed: &str| {
            let form = ProfileForm {
                version: typed.into(),
                ..Default::default()
            };
            form.parse().map(|edit| edit.builds_on)
        };
        assert_eq!(builds_on(""), Ok(None));
        assert_eq!(builds_on("12"), Ok(Some(12)));
        assert!(builds_on("twelve").is_err());
    }
}
