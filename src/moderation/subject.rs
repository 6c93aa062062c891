//! What a report is about, as an address and a form name it. Whether there is such a thing is another question.

use crate::error::AppError;
use crate::messages;
use crate::messages::model::anchor;
use url::form_urlencoded;

/// What can be reported.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Subject {
    Event {
        slug: String,
    },
    Musician {
        username: String,
    },
    /// One message of the reader's thread with this person about this event.
    Message {
        slug: String,
        username: String,
        seq: i64,
    },
}

impl Subject {
    /// As the address of the report's form says it: `event=…`, `musician=…`, `message=…/…/…`.
    pub fn of_query(query: &str) -> Option<Self> {
        form_urlencoded::parse(query.as_bytes()).find_map(|(name, value)| match &*name {
            "event" => Some(Self::Event {
                slug: value.into_owned(),
            }),
            "musician" => Some(Self::Musician {
                username: value.into_owned(),
            }),
            "message" => {
                let mut parts = value.split('/');
                let (slug, username, seq) = (parts.next()?, parts.next()?, parts.next()?);
                let whole = parts.next().is_none();
                whole.then(|| Self::of_form("message", slug, username, seq).ok())?
            }
            _ => None,
        })
    }

    /// As the report's form says it. What names nothing is not there.
    pub fn of_form(kind: &str, slug: &str, username: &str, seq: &str) -> Result<Self, AppError> {
        let (slug, username) = (slug.to_owned(), username.to_owned());
        match kind {
            "event" => Ok(Self::Event { slug }),
            "musician" => Ok(Self::Musician { username }),
            "message" => {
                let seq = messages::forms::seq(seq)?;
                Ok(Self::Message { slug, username, seq })
            }
            _ => Err(AppError::NotFound),
        }
    }

    /// The word for it in forms and in the database.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Event { .. } => "event",
            Self::Musician { .. } => "musician",
            Self::Message { .. } => "message",
        }
    }

    /// The fields by which a form names it.
    pub fn fields(&self) -> Vec<(&'static str, String)> {
        let kind = ("subject", self.kind().to_owned());
        match self {
            Self::Event { slug } => vec![kind, ("slug", slug.clone())],
            Self::Musician { username } => vec![kind, ("username", username.clone())],
            Self::Message { slug, username, seq } => vec![
                kind,
                ("slug", slug.clone()),
                ("username", username.clone()),
                ("seq", seq.to_string()),
            ],
        }
    }

    /// Where it is reported.
    pub fn report_path(&self) -> String {
        let value = match self {
            Self::Event { slug } => slug.clone(),
            Self::Musician { username } => username.clone(),
            Self::Message { slug, username, seq } => format!("{slug}/{username}/{seq}"),
        };
        let query = form_urlencoded::Serializer::new(String::new())
            .append_pair(self.kind(), &value)
            .finish();
        format!("/report?{query}")
    }

    /// Where it stands: a message at the top of a page of its thread. Only for what has been found: slugs and user names
    /// stand in an address as they are.
    pub fn path(&self) -> String {
        match self {
            Self::Event { slug } => format!("/events/{slug}"),
            Self::Musician { username } => format!("/musicians/{username}"),
            Self::Message { slug, username, seq } => {
                format!("/messages/{slug}/{username}?after={}#{}", seq - 1, anchor(*seq))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_names_one_thing() {
        for subject in [
            Subject::Event {
                slug: "slow-sunday-k3j5mq2p".into(),
            },
            Subject::Musician {
                username: "marek_1".into(),
            },
            Subject::Message {
                slug: "slow-sunday-k3j5mq2p".into(),
                username: "marek".into(),
                seq: 7,
            },
        ] {
            let path = subject.report_path();
            let query = path.strip_prefix("/report?").expect("the report's page");
            assert_eq!(Subject::of_query(query).as_ref(), Some(&subject));
            let fields = subject.fields();
            let field = |name: &str| {
                let known = fields.iter().find(|(known, _)| *known == name);
                known.map_or("", |(_, value)| value)
            };
            let read = Subject::of_form(field("subject"), field("slug"), field("username"), field("seq"));
            assert_eq!(read.as_ref(), Ok(&subject));
        }
    }

    #[test]
    fn what_names_nothing_is_nothing() {
        for query in [
            "",
            "band=x",
            "message=a",
            "message=a/b",
            "message=a/b/x",
            "message=a/b/0",
            "message=a/b/1/2",
        ] {
            assert_eq!(Subject::of_query(query), None, "{query}");
        }
        assert_eq!(Subject::of_form("band", "a", "b", "1"), Err(AppError::NotFound));
        assert_eq!(Subject::of_form("message", "a", "b", ""), Err(AppError::NotFound));
    }
}
