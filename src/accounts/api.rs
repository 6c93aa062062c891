use crate::ui::address::Address;
pub const ACTS: &[&Address] = &[];
pub const LOG_OUT: Address = Address::new("/api/accounts/logout", "/", &[]);
