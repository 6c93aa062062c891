//! Every sentence a person reads, in their language; dates and text the way people write them.
//!
//! Sentences are Fluent messages in `locales/{en,fr,pt}/tutti.ftl`, named by `t!`, which checks key and arguments when
//! Tutti is compiled. A request's task holds its language (`within`), so `t!` works in handlers, server functions and
//! views alike; outside a request it speaks English. On the server only: the browser gets ready sentences.
//!
//! This room knows no feature and no database.

mod dates;
mod negotiation;
mod sentences;
pub mod terms;
mod text;

pub use dates::{DateStyle, day_and_month, in_zone, short_month_as_of, wall, wall_as_of, weekday, weekday_in_full};
pub use negotiation::from_headers;
pub use sentences::{Language, current, loader, shared, switch, within};
pub use text::{Unclean, clean_line, clean_text, fold, search_line};

/// The sentence of a message, in the language of the request: `t!("event-title-too-long", max = 120)`.
#[macro_export]
macro_rules! t {
    ($key:literal $(, $($arguments:tt)*)?) => {
        i18n_embed_fl::fl!($crate::language::loader(), $key $(, $($arguments)*)?)
    };
}
