//! The five coloured papers. A stock says what kind of thing lies before you, never how it is doing.

/// One of the papers of `style/tokens.css`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Stock {
    Canary,
    Mint,
    Coral,
    Sky,
    Rose,
}

impl Stock {
    /// All of them, in the order of the style sheet.
    pub const ALL: [Self; 5] = [Self::Canary, Self::Mint, Self::Coral, Self::Sky, Self::Rose];

    /// The class that dresses an object in this paper; named for the kind of event that owns it.
    pub const fn class(self) -> &'static str {
        match self {
            Self::Canary => "jam",
            Self::Mint => "rehearsal",
            Self::Coral => "gig",
            Self::Sky => "workshop",
            Self::Rose => "wanted",
        }
    }
}
