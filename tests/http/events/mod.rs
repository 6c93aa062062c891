//! Events: posting, one event's page, its places, the programme.

mod again;
mod calls;
mod edit;
mod filters;
mod hosted;
mod hosts;
mod page;
mod places;
mod posting;
mod programme;
mod times;

use crate::support::page::Html;
use crate::support::site::{TestSite, Visitor};
use tutti::events::model::Place;

/// What no act does yet: a host gives somebody who takes part another place.
async fn put(site: &TestSite, slug: &str, player: &str, place: Place) {
    let put = "UPDATE event_participants SET status = $3
                WHERE event_id = (SELECT id FROM events WHERE slug = $1)
                  AND user_id = (SELECT id FROM users WHERE username = $2)";
    let done = tutti::transact!(site.db, tx => {
        Ok(tx.query(put).bind(slug).bind(player).bind(place).execute().await?)
    });
    assert_eq!(done.expect("a database"), 1, "{player} takes part in {slug}");
}

pub async fn page_of(reader: &Visitor, slug: &str) -> Html {
    reader.get(&format!("/events/{slug}")).await.page()
}
