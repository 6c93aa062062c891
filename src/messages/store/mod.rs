//! Threads, their members and messages: the questions and the one way to write.

mod list;
mod send;
mod standing;
mod talk;

pub use list::{THREADS_A_PAGE, threads};
pub use send::{Ids, ONE_KEY_ONE_MESSAGE, Outcome, send};
pub use standing::{standing, thread};
pub use talk::{MESSAGES_A_PAGE, mark_read, messages};
