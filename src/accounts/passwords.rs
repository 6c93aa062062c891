#[derive(Clone, Debug)] pub struct Passwords;
