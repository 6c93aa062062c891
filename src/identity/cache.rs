#[derive(Clone, Debug)] pub struct SignedIn;
