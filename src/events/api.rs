use crate::ui::address::Address;
pub const ACTS: &[&Address] = &[];
