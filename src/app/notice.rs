//! The sentence after an act. It travels to the next page as a code in a short-lived cookie, never as text.

use crate::t;
use axum::http::{HeaderMap, HeaderValue};
use strum::{EnumString, IntoStaticStr, VariantArray};

/// What a person reads on the page they land on after an act.
#[derive(Clone, Copy, Debug, PartialEq, Eq, EnumString, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "kebab-case")]
pub enum Notice {
    Welcome,
    WelcomeBack,
    LoggedOut,
    EventPosted,
    DraftKept,
    EventChanged,
    EventCancelled,
    HostAdded,
    HostRemoved,
    Decided,
    PlaceTaken,
    PlaceRequested,
    Waitlisted,
    EventFull,
    EventClosed,
    PlaceGivenUp,
    MessageSent,
    MessageDeleted,
    ThreadMuted,
    ThreadUnmuted,
    ThreadLeft,
    ThreadRejoined,
    Reported,
    ReportedBefore,
    ProfileSaved,
    SessionEnded,
    OtherSessionsEnded,
    PasswordChanged,
}

/// Under `__Host-` a browser takes it from this host alone, over https, for all its paths.
const fn cookie_name(secure: bool) -> &'static str {
    if secure { "__Host-notice" } else { "notice" }
}

impl Notice {
    /// Does a request bring one?
    pub fn is_waiting(headers: &HeaderMap, secure: bool) -> bool {
        Self::from_headers(headers, secure).is_some()
    }

    /// The sentence, in the language of the request.
    pub fn sentence(self) -> String {
        match self {
            Self::Welcome => t!("notice-welcome"),
            Self::WelcomeBack => t!("notice-welcome-back"),
            Self::LoggedOut => t!("notice-logged-out"),
            Self::EventPosted => t!("notice-event-posted"),
            Self::DraftKept => t!("notice-draft-kept"),
            Self::EventChanged => t!("notice-event-changed"),
            Self::EventCancelled => t!("notice-event-cancelled"),
            Self::HostAdded => t!("notice-host-added"),
            Self::HostRemoved => t!("notice-host-removed"),
            Self::Decided => t!("notice-decided"),
            Self::PlaceTaken => t!("notice-place-taken"),
            Self::PlaceRequested => t!("notice-place-requested"),
            Self::Waitlisted => t!("notice-waitlisted"),
            Self::EventFull => t!("notice-event-full"),
            Self::EventClosed => t!("notice-event-closed"),
            Self::PlaceGivenUp => t!("notice-place-given-up"),
            Self::MessageSent => t!("notice-message-sent"),
            Self::MessageDeleted => t!("notice-message-deleted"),
            Self::ThreadMuted => t!("notice-thread-muted"),
            Self::ThreadUnmuted => t!("notice-thread-unmuted"),
            Self::ThreadLeft => t!("notice-thread-left"),
            Self::ThreadRejoined => t!("notice-thread-rejoined"),
            Self::Reported => t!("notice-reported"),
            Self::ReportedBefore => t!("notice-reported-before"),
            Self::ProfileSaved => t!("notice-profile-saved"),
            Self::SessionEnded => t!("notice-session-ended"),
            Self::OtherSessionsEnded => t!("notice-other-sessions-ended"),
            Self::PasswordChanged => t!("notice-password-changed"),
        }
    }

    /// Did the act do what was asked? If not, the sentence is shown as a warning.
    pub fn is_good(self) -> bool {
        !matches!(self, Self::EventFull | Self::EventClosed)
    }

    /// The notice a request brings along.
    pub(super) fn from_headers(headers: &HeaderMap, secure: bool) -> Option<Self> {
        let code = super::cookie(headers, cookie_name(secure))?;
        code.parse().ok()
    }

    pub(super) fn set_cookie(self, secure: bool) -> HeaderValue {
        super::set_cookie(cookie_name(secure), self.into(), 60, secure)
    }

    /// Sent by the page that has shown it: it is read once.
    pub(super) fn clear_cookie(secure: bool) -> HeaderValue {
        super::set_cookie(cookie_name(secure), "", 0, secure)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::header;

    #[test]
    fn every_notice_finds_its_way_back() {
        for (notice, secure) in Notice::VARIANTS
            .iter()
            .flat_map(|notice| [(*notice, true), (*notice, false)])
        {
            let cookie = notice.set_cookie(secure);
            let sent = cookie.to_str().unwrap().split(';').next().unwrap().to_owned();
            let headers = HeaderMap::from_iter([(header::COOKIE, format!("a=b; {sent}").parse().unwrap())]);
            assert_eq!(Notice::from_headers(&headers, secure), Some(notice));
            assert_eq!(Notice::from_headers(&headers, !secure), None);
            assert!(!notice.sentence().is_empty());
        }
    }

    #[test]
    fn what_is_bound_to_the_host_is_taken_back_the_same_way() {
        let gone = Notice::clear_cookie(true);
        assert_eq!(
            gone,
            "__Host-notice=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax; Secure"
        );
    }

    #[test]
    fn text_in_the_cookie_is_nothing() {
        let headers = HeaderMap::from_iter([(header::COOKIE, "notice=<b>You won</b>".parse().unwrap())]);
        assert_eq!(Notice::from_headers(&headers, false), None);
    }
}
