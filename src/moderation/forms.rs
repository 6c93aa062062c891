//! What was typed into the form of a report.

use super::model::Reason;
use crate::error::{AppError, Check};
use crate::language::{Unclean, clean_text};
use crate::t;

/// Unicode scalar values of the note, after cleaning.
pub const LONGEST_NOTE: usize = 1_000;

/// The form of moderation/report, as typed.
#[derive(Clone, Debug, Default)]
pub struct ReportForm {
    pub reason: String,
    pub note: String,
}

/// A report that can be made: nothing in it is wrong any more.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewReport {
    pub reason: Reason,
    /// What else the reporter says.
    pub note: Option<String>,
}

impl ReportForm {
    /// Every rule of a report.
    pub fn parse(&self) -> Result<NewReport, AppError> {
        let mut check = Check::default();
        let reason = self.reason.trim().parse().map_err(|_| t!("report-reason-missing"));
        let reason = check.field("reason", reason);
        let note = check.field("note", note(&self.note));
        check.finish(|| {
            Some(NewReport {
                reason: reason?,
                note: Some(note?).filter(|note| !note.is_empty()),
            })
        })
    }
}

fn note(typed: &str) -> Result<String, String> {
    let text = clean_text(typed).map_err(|Unclean| t!("form-unclean"))?;
    if text.chars().count() > LONGEST_NOTE {
        Err(t!("form-too-long", max = LONGEST_NOTE))
    } else {
        Ok(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(reason: &str, note: &str) -> Result<NewReport, AppError> {
        ReportForm {
            reason: reason.into(),
            note: note.into(),
        }
        .parse()
    }

    #[test]
    fn a_report_has_a_reason_and_may_have_a_note() {
        let report = parse("spam", " \r\n ").unwrap();
        assert_eq!((report.reason, report.note), (Reason::Spam, None));
        let longest = "ö".repeat(LONGEST_NOTE);
        assert_eq!(parse("other", &longest).unwrap().note, Some(longest.clone()));
        let error = parse("", &(longest + "ö")).expect_err("both are wrong");
        let fields: Vec<_> = error.fields().iter().map(|fault| fault.field.as_str()).collect();
        assert_eq!(fields, ["reason", "note"]);
        assert!(parse("boredom", "").is_err() && parse("spam", "\u{7}").is_err());
    }
}
