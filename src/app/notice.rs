//! The sentence after an act. It travels to the next page as a code in a short-lived cookie, never as text.

use crate::t;
use axum::http::{HeaderMap, HeaderValue};

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

/// Under `__Host-` a browser takes it from this host alone, over https, for all its paths.
const fn cookie_name(secure: bool) -> &'static str {
    if secure { "__Host-notice" } else { "notice" }
}

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
    pub(super) fn from_headers(headers: &HeaderMap, secure: bool) -> Option<Self> {
        let code = super::cookie(headers, cookie_name(secure))?;
        Self::ALL.into_iter().find(|notice| notice.code() == code)
    }

    pub(super) fn set_cookie(self, secure: bool) -> HeaderValue {
        cookie(self.code(), 60, secure)
    }

    /// Sent by the page that has shown it: it is read once.
    pub(super) fn clear_cookie(secure: bool) -> HeaderValue {
        cookie("", 0, secure)
    }
}

fn cookie(value: &str, seconds: u32, secure: bool) -> HeaderValue {
    let (name, flag) = (cookie_name(secure), if secure { "; Secure" } else { "" });
    let cookie = format!("{name}={value}; Path=/; Max-Age={seconds}; HttpOnly; SameSite=Lax{flag}");
    HeaderValue::from_str(&cookie).expect("codes are ASCII")
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::header;

    #[test]
    fn every_notice_finds_its_way_back() {
        for (notice, secure) in Notice::ALL
            .into_iter()
            .flat_map(|notice| [(notice, true), (notice, false)])
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
