//! What the tests stand on. `on_both_engines!` gives a test a migrated database of its own on SQLite and on PostgreSQL;
//! `recorded` tells which statements a piece of work ran; `catalogue` reads what a database consists of; `plans` and
//! `sources` find statements and say which of them would read a whole table; `faults` is what no
//! database may have in it; `site` and `page` are the whole site and its visitors; `process` is the binary.

// Every test binary takes in this module and uses a part of it.
#![allow(dead_code, unused_imports, unused_macros)]

pub mod catalogue;
pub mod databases;
pub mod faults;
pub mod page;
pub mod plans;
#[cfg(unix)]
pub mod process;
pub mod recorder;
pub mod rows;
pub mod site;
pub mod sources;

pub use databases::{TestDb, postgres_url};
pub use recorder::recorded;

/// One body, two tests: `on_both_engines!(a_name_is_taken_once, async |db| { … })` makes `a_name_is_taken_once::sqlite` and
/// `a_name_is_taken_once::postgres`, each with a migrated [`TestDb`] of its own, dropped afterwards. PostgreSQL is the
/// server at `TUTTI_TEST_POSTGRES`; without it that half says that it was left out, and fails where `CI` is `true`.
macro_rules! on_both_engines {
    ($(#[$attribute:meta])* $name:ident, $body:expr) => {
        mod $name {
            #[allow(unused_imports)]
            use super::*;

            $(#[$attribute])*
            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn sqlite() {
                let body = $body;
                body($crate::support::TestDb::sqlite().await).await;
            }

            $(#[$attribute])*
            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn postgres() {
                if let Some(db) = $crate::support::TestDb::postgres().await {
                    let body = $body;
                    body(db).await;
                }
            }
        }
    };
}
pub(crate) use on_both_engines;
