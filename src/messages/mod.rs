//! What two people write to each other about an event.
//!
//! Any member may write to a host about an event they can see, and a host to whoever takes part; nobody else begins a
//! thread, and for everybody else its address is 404. What somebody wrote to one host is no matter of the next one. Once
//! begun, a thread is its two members': they read it whatever happens to the event, and go on writing while the other is
//! there; only what a draft is called by now is not for whoever stopped hosting it. Two who write first at the same moment
//! make one thread (`pair_key`); a form posted twice is one message (`send_key`).
//! A message's number in its thread is given under the lock of the thread: numbers have no gaps, and nobody's clock
//! decides their order. Unread is `last_seq - seen_seq`: whoever writes has read what stood before, so all that is
//! unread is the other's. A reader has read what they were shown, without a gap.
//! Either may mute the thread, for themselves, and leave it: then nobody writes to them there until they come back, by
//! writing or by saying so. What one has written one may take back for an hour; its words are gone, its number stays.
//! This room asks who hosts an event and who takes part (`events`); it does not know how they came to.
//!
//! Start with `model.rs` (who may write to whom), then `store/send.rs` (how a message is written) and `api.rs`.

pub mod api;
pub mod islands;
pub mod model;

#[cfg(feature = "ssr")]
pub mod cards;
#[cfg(feature = "ssr")]
pub mod forms;
#[cfg(feature = "ssr")]
mod own;
#[cfg(feature = "ssr")]
pub mod pages;
#[cfg(feature = "ssr")]
pub mod store;
