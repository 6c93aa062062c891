//! The sentence after an act. It travels to the next page as a code in a short-lived cookie, never as text.

use crate::t;
use axum::http::{HeaderMap, HeaderValue, header};

/// What a person reads on the page they land on after an act.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Notice {
    Welcome,
    WelcomeBack,
    LoggedOut,
    EventPosted,
    PlaceTaken,
    PlaceRequested,
    Waitlisted,
    EventFull,
    EventClosed,
    PlaceGivenUp,
    MessageSent,
    ProfileSaved,
}

const COOKIE: &str = "notice";

impl Notice {
    const ALL: [Self; 12] = [
        Self::Welcome,
        Self::WelcomeBack,
        Self::LoggedOut,
        Self::EventPosted,
        Self::PlaceTaken,
        Self::PlaceRequested,
        Self::Waitlisted,
        Self::EventFull,
        Self::EventClosed,
        Self::PlaceGivenUp,
        Self::MessageSent,
        Self::ProfileSaved,
    ];

    fn code(self) -> &'static str {
        match self {
            Self::Welcome => "welcome",
            Self::WelcomeBack => "welcome-back",
            Self::LoggedOut => "logged-out",
            Self::EventPosted => "event-posted",
            Self::PlaceTaken => "place-taken",
            Self::PlaceRequested => "place-requested",
            Self::Waitlisted => "waitlisted",
            Self::EventFull => "event-full",
            Self::EventClosed => "event-closed",
            Self::PlaceGivenUp => "place-given-up",
            Self::MessageSent => "message-sent",
            Self::ProfileSaved => "profile-saved",
        }
    }

    /// The sentence, in the language of the request.
    pub fn sentence(self) -> String {
        match self {
            Self::Welcome => t!("notice-welcome"),
            Self::WelcomeBack => t!("notice-welcome-back"),
            Self::LoggedOut => t!("notice-logged-out"),
            Self::EventPosted => t!("notice-event-posted"),
            Self::PlaceTaken => t!("notice-place-taken"),
            Self::PlaceRequested => t!("notice-place-requested"),
            Self::Waitlisted => t!("notice-waitlisted"),
            Self::EventFull => t!("notice-event-full"),
            Self::EventClosed => t!("notice-event-closed"),
            Self::PlaceGivenUp => t!("notice-place-given-up"),
            Self::MessageSent => t!("notice-message-sent"),
            Self::ProfileSaved => t!("notice-profile-saved"),
        }
    }

    /// Did the act do what was asked? If not, the sentence is shown as a warning.
    pub fn is_good(self) -> bool {
        !matches!(self, Self::EventFull | Self::EventClosed)
    }

    /// The notice a request brings along.
    pub(super) fn from_headers(headers: &HeaderMap) -> Option<Self> {
        let code = super::cookie(headers, COOKIE)?;
        Self::ALL.into_iter().find(|notice| notice.code() == code)
    }

    pub(super) fn set_cookie(self, secure: bool) -> HeaderValue {
        let secure = if secure { "; Secure" } else { "" };
        let cookie = format!(
            "{COOKIE}={}; Path=/; Max-Age=60; HttpOnly; SameSite=Lax{secure}",
            self.code()
        );
        HeaderValue::from_str(&cookie).expect("codes are ASCII")
    }

    /// Sent by the page that has shown it: it is read once.
    pub(super) const CLEAR: (header::HeaderName, HeaderValue) = (
        header::SET_COOKIE,
        HeaderValue::from_static("notice=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax"),
    );
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_notice_finds_its_way_back() {
        for notice in Notice::ALL {
            let cookie = notice.set_cookie(true);
            let sent = cookie.to_str().unwrap().split(';').next().unwrap().to_owned();
            let headers = HeaderMap::from_iter([(header::COOKIE, format!("a=b; {sent}").parse().unwrap())]);
            assert_eq!(Notice::from_headers(&headers), Some(notice));
            assert!(!notice.sentence().is_empty());
        }
    }

    #[test]
    fn text_in_the_cookie_is_nothing() {
        let headers = HeaderMap::from_iter([(header::COOKIE, "notice=<b>You won</b>".parse().unwrap())]);
        assert_eq!(Notice::from_headers(&headers), None);
    }
}
