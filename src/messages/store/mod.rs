//! Threads, their members and messages: the questions, the one way to write, and what one does with what is one's own.

mod bulk;
mod delete;
mod list;
mod membership;
mod send;
mod standing;
mod talk;

pub use bulk::{Line, Party, Written, insert_all};
pub use delete::{delete, message};
pub use list::{THREADS_A_PAGE, threads};
pub use membership::{leave, mute, rejoin, unmute};
pub use send::{Ids, Outcome, send};
pub use standing::{standing, thread};
pub use talk::{Excerpt, MESSAGES_A_PAGE, Part, mark_read, messages};
