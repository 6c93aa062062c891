//! What hosts decide, as it was typed: that an event is off, that somebody is in or out.

use super::{REASON_MAX, text};
use crate::error::{AppError, Check};
use crate::events::model::Answer;
use crate::t;

/// Why an event is cancelled; nothing, where nobody says.
pub fn reason(typed: &str) -> Result<Option<String>, AppError> {
    let reason = text(typed, REASON_MAX).map_err(|fault| AppError::field("reason", fault))?;
    Ok(Some(reason).filter(|reason| !reason.is_empty()))
}

/// The fields of events/decide as they arrive.
#[derive(Clone, Debug, Default)]
pub struct DecisionForm {
    pub username: String,
    pub answer: String,
    pub note: String,
}

/// What hosts answer to somebody who asks for a place or has one.
#[derive(Clone, Debug)]
pub struct Decision {
    pub username: String,
    pub answer: Answer,
    /// A word to them.
    pub note: Option<String>,
}

impl DecisionForm {
    /// Every rule of a decision.
    pub fn parse(&self) -> Result<Decision, AppError> {
        let mut check = Check::default();
        let answer = self.answer.trim().parse().map_err(|_| t!("event-decide-missing"));
        let answer = check.field("answer", answer);
        let note = check.field("note", text(&self.note, REASON_MAX));
        check.finish(|| {
            Some(Decision {
                username: self.username.clone(),
                answer: answer?,
                note: Some(note?).filter(|note| !note.is_empty()),
            })
        })
    }
}
