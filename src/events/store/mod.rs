//! What the database is asked about events: the programme, one event, and who takes part.
//!
//! Reads take `&Db`, writes take the transaction that `api` began. Who is asking stands in the statements: a draft is
//! there for its hosts alone, an event for members for nobody who is signed out.

mod bulk;
mod calls;
mod edit;
mod event;
mod hosts;
mod lines;
mod listing;
mod participants;
mod timing;
mod told;

pub use bulk::{Player, Written, insert_all};
pub use calls::{calls, calls_of, my_calls};
pub use edit::{Edition, cancel, edition, publish, update};
pub use event::{Creation, Outcome, Players, create, event, hosts, is_new, last_zone, players, slots};
pub use hosts::{add_host, decide, remove_host};
pub use lines::{Next, PAGE};
pub use listing::{Wish, coming, drafts, hosted_by, hosting, mine};
pub use participants::{leave, take_part};
pub use told::{told, told_behind};
