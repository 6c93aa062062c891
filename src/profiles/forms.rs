//! What was typed into the profile form, and the edit it makes.

use super::model::Texts;
use crate::error::{AppError, Check};
use crate::given::Given;
use crate::language::{Unclean, clean_line, clean_text};
use crate::t;

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
    pub version: Given,
}

/// What becomes of one text.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Change {
    Keep,
    Clear,
    Set(String),
}

impl Change {
    fn applied_to(&self, stored: &Option<String>) -> Option<String> {
        match self {
            Self::Keep => stored.clone(),
            Self::Clear => None,
            Self::Set(text) => Some(text.clone()),
        }
    }
}

/// An edit that can be made: nothing in it is wrong any more.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    full_name: Change,
    bio: Change,
    town: Change,
    /// The version this edit builds on, if it says so.
    pub builds_on: Option<i64>,
}

impl Edit {
    /// What the texts are after this edit.
    pub fn applied_to(&self, stored: &Texts) -> Texts {
        Texts {
            full_name: self.full_name.applied_to(&stored.full_name),
            bio: self.bio.applied_to(&stored.bio),
            town: self.town.applied_to(&stored.town),
        }
    }
}

impl ProfileForm {
    /// Every rule of a profile. Answers all broken fields, in the order of the form.
    pub fn parse(&self) -> Result<Edit, AppError> {
        let mut check = Check::default();
        let full_name = check.field("full_name", line(self.full_name.typed(), LONGEST_NAME));
        let town = check.field("town", line(self.town.typed(), LONGEST_TOWN));
        let bio = check.field("bio", text(self.bio.typed(), LONGEST_BIO));
        let builds_on = check.field("", version(self.version.typed()));
        check.finish(|| {
            Some(Edit {
                full_name: full_name?,
                bio: bio?,
                town: town?,
                builds_on: builds_on?,
            })
        })
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

fn version(typed: Option<&str>) -> Result<Option<i64>, String> {
    match typed.map(str::trim) {
        None | Some("") => Ok(None),
        Some(typed) => typed.parse().map(Some).map_err(|_| t!("form-version-unreadable")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(full_name: &str, bio: &str, town: &str) -> Texts {
        Texts {
            full_name: Some(full_name.into()),
            bio: Some(bio.into()),
            town: Some(town.into()),
        }
    }

    fn faults(form: ProfileForm) -> Vec<String> {
        let error = form.parse().expect_err("the form is refused");
        assert_eq!(error.status(), 422);
        error.fields().iter().map(|fault| fault.field.clone()).collect()
    }

    #[test]
    fn what_is_absent_stays_and_what_is_empty_goes() {
        let stored = texts("Inês Demo", "Upright and electric.", "Lyon");
        let form = ProfileForm {
            bio: " \r\n ".into(),
            town: "Porto".into(),
            ..ProfileForm::default()
        };
        let after = form.parse().unwrap().applied_to(&stored);
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
            version: Given::default(),
        };
        let edit = fits.parse().unwrap();
        assert_eq!(edit.full_name, Change::Set("é".repeat(LONGEST_NAME)));
        let too_long = ProfileForm {
            full_name: "n".repeat(LONGEST_NAME + 1).into(),
            bio: "b".repeat(LONGEST_BIO + 1).into(),
            town: "t".repeat(LONGEST_TOWN + 1).into(),
            version: Given::default(),
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
