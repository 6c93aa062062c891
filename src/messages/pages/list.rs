//! `/messages`: the reader's threads, the one written in last first.

use super::zone;
use crate::app::{Cache, Meta, Page, Visit};
use crate::cursor::{Cursor, cut};
use crate::error::AppError;
use crate::messages::cards::Threads;
use crate::messages::model::Listed;
use crate::messages::store::{self, THREADS_A_PAGE};
use crate::t;
use crate::ui::button::ButtonLink;
use crate::ui::empty::EmptyState;
use crate::ui::flash::{Flash, Tone};
use crate::ui::pagination::Pagination;
use axum::extract::RawQuery;
use leptos::prelude::*;

/// Where the address begins. Read by hand: a wrong parameter gives the list, with a word about it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Asked {
    after: Option<Cursor>,
    /// A cursor came that is none.
    lost: bool,
}

impl Asked {
    fn read(query: &str) -> Self {
        let mut parameters = url::form_urlencoded::parse(query.as_bytes());
        match parameters.find(|(name, value)| name == "after" && !value.is_empty()) {
            None => Self::default(),
            Some((_, value)) => {
                let after = Cursor::read(&value);
                Self {
                    after,
                    lost: after.is_none(),
                }
            }
        }
    }
}

/// GET /messages
pub(super) async fn show(visit: Visit, RawQuery(query): RawQuery) -> Result<Page, AppError> {
    let reader = visit.member()?;
    let asked = Asked::read(query.as_deref().unwrap_or_default());
    let mut threads = store::threads(visit.db(), reader, asked.after, visit.now).await?;
    let end = cut(&mut threads, THREADS_A_PAGE, Listed::cursor);
    let next = end.map(|end| format!("/messages?after={}", end.write()));
    let (now, zone) = (visit.now, zone(&visit));
    let meta = Meta::new(t!("messages-title"));
    Ok(visit.page(meta, Cache::PerVisitor, move || {
        let list = if threads.is_empty() {
            nothing(asked).into_any()
        } else {
            view! { <Threads threads now zone /> }.into_any()
        };
        view! {
            <div class="head"><h1>{t!("messages-title")}</h1></div>
            {asked.lost.then(|| view! { <Flash tone=Tone::Warn>{t!("messages-cursor-wrong")}</Flash> })}
            {list}
            <Pagination label=t!("messages-pages") next=next.map(|href| (href, t!("messages-older"))) />
        }
    }))
}

/// Nobody has written; or there is nothing any more where a page of threads once began.
fn nothing(asked: Asked) -> impl IntoView {
    if asked.after.is_some() {
        return view! {
            <EmptyState title=t!("messages-end") text=t!("messages-end-body")>
                <ButtonLink href="/messages">{t!("messages-end-way")}</ButtonLink>
            </EmptyState>
        }
        .into_any();
    }
    view! {
        <EmptyState title=t!("messages-empty") text=t!("messages-empty-body")>
            <ButtonLink href="/events">{t!("messages-empty-way")}</ButtonLink>
        </EmptyState>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::instant::Instant;
    use uuid::Uuid;

    #[test]
    fn a_page_begins_where_its_address_says() {
        let cursor = Cursor {
            at: Instant::from_micros(1_798_144_200_123_456).unwrap(),
            id: Uuid::from_u128(7),
        };
        let asked = Asked::read(&format!("x=1&after={}", cursor.write()));
        assert_eq!(
            asked,
            Asked {
                after: Some(cursor),
                lost: false
            }
        );
    }

    #[test]
    fn an_address_that_says_nothing_is_the_first_page_and_a_wrong_one_says_so() {
        for first in ["", "after=", "before=3", "after"] {
            assert_eq!(Asked::read(first), Asked::default(), "{first}");
        }
        for wrong in ["after=x", "after=%ff", "after=x&after=y"] {
            assert_eq!(
                Asked::read(wrong),
                Asked {
                    after: None,
                    lost: true
                },
                "{wrong}"
            );
        }
    }
}
