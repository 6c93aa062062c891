//! What the demonstration is made of. Plainly invented: instruments for names, example places, addresses that lead nowhere.

/// A town and its zone.
pub(super) const TOWNS: [(&str, &str); 10] = [
    ("Lisboa", "Europe/Lisbon"),
    ("Porto", "Europe/Lisbon"),
    ("Coimbra", "Europe/Lisbon"),
    ("Lyon", "Europe/Paris"),
    ("Nantes", "Europe/Paris"),
    ("Leipzig", "Europe/Berlin"),
    ("Gent", "Europe/Brussels"),
    ("São Paulo", "America/Sao_Paulo"),
    ("Belo Horizonte", "America/Sao_Paulo"),
    ("Recife", "America/Recife"),
];

/// Twelve voices of an orchestra of demonstrations.
pub(super) const VOICES: [&str; 12] = [
    "accordion",
    "bass",
    "bassoon",
    "cajon",
    "cello",
    "clarinet",
    "drums",
    "guitar",
    "keys",
    "trumpet",
    "viola",
    "voice",
];

/// What somebody says of themselves.
pub(super) const BIOS: [&str; 6] = [
    "I have played since school and never stopped. I like slow tempos and people who listen.",
    "Mostly jazz and what comes near it. I read, but I would rather not.",
    "Back after ten years. Patient ears wanted, cake offered.",
    "Two evenings a week are free, and I have a car that holds an amplifier.",
    "I write songs and need people to play them with.\nExamples: https://example.org/songs",
    "Anything with a groove. I bring my own stand and a spare cable.",
];

/// Kind, title, description.
pub(super) const EVENTS: [(&str, &str, &str); 17] = [
    (
        "jam",
        "Slow Sunday session: bossa, boleros, no hurry",
        "Boleros and bossas at a walking pace. Lead sheets are there, pencils too.\nWho has never jammed sits next to somebody who has.",
    ),
    (
        "jam",
        "Forró in the back room",
        "Accordion, triangle and zabumba are waiting. We play for those who dance, and dance when we do not play.",
    ),
    (
        "jam",
        "Blues in every key",
        "Twelve bars, twelve keys, one evening. A house band carries you; sing if you like.",
    ),
    (
        "jam",
        "Kitchen table folk",
        "Tunes from everywhere, by ear. Each one starts a tune, the others find their way in.",
    ),
    (
        "jam",
        "Open mic with a listening audience",
        "Two songs each. There is a piano, a small PA and a room that keeps quiet.",
    ),
    (
        "rehearsal",
        "Street band rehearsal: four new charts",
        "Four new charts for the winter market. Parts come as PDF two days before: https://example.org/charts",
    ),
    (
        "rehearsal",
        "String quartet, sight-reading and cake",
        "Haydn first, then what the evening brings. Whoever plays first violin brings no cake.",
    ),
    (
        "rehearsal",
        "Big band: the second book",
        "Tuesday is for the second book. Sit in and see whether you like us.",
    ),
    (
        "rehearsal",
        "Choir for people who arrive late",
        "We warm up twice: once on time and once for the others. No audition.",
    ),
    (
        "gig",
        "House band night",
        "We play two sets and leave the stage open between them. Come early, it is a small room.",
    ),
    (
        "gig",
        "Brass on the river bank",
        "Forty minutes, outdoors, rain or not. We meet a quarter of an hour before to tune.",
    ),
    (
        "gig",
        "Songs for a neighbourhood",
        "An hour of songs that the neighbours chose. Half of us have never played them.",
    ),
    (
        "workshop",
        "Circle songs for people who think they cannot sing",
        "Nothing to prepare, nothing to read. Two hours, many voices, one circle.",
    ),
    (
        "workshop",
        "First steps on the cajón",
        "Three rhythms that carry most songs. Instruments are there for twelve.",
    ),
    (
        "workshop",
        "How to practise when there is no time",
        "Fifteen minutes a day, planned together. Bring your instrument and one thing that will not work.",
    ),
    (
        "wanted",
        "Drummer for a forró quartet",
        "We have an accordion, a triangle and a bass. We rehearse on Tuesdays, and there is a kit in the room.",
    ),
    (
        "wanted",
        "Second voice for slow songs",
        "One guitar, one voice, and room for another. You sing thirds in your sleep.",
    ),
];

/// The same, of what has begun and of what is over.
pub(super) const EARLIER: [(&str, &str, &str); 2] = [
    (
        "workshop",
        "Four days of circle songs",
        "Come for an hour or for all of it: there is always somebody who sings, and always tea.",
    ),
    (
        "jam",
        "Last week’s session in the attic",
        "Whoever carries the double bass up four flights of stairs chooses the first tune.",
    ),
];

/// Where it is.
pub(super) const VENUES: [(&str, &str); 6] = [
    ("Demo Room 3", "Example Street 3"),
    ("Sample Bar", "Sample Square 1"),
    ("Cellar Example", "Example Lane 12, through the yard"),
    ("Example School, music room", "School Street 5"),
    ("Demo House of Music", "Demo Avenue 40"),
    ("Example Park, band stand", "Example Park"),
];

/// What is written about it, in turns; the guest begins.
pub(super) const TALK: [&str; 6] = [
    "Hello! Is there an amplifier, or shall I bring mine?",
    "There is one, a bit old but kind. Bring your own cable.",
    "Good. I come straight from work, so a few minutes late.",
    "No hurry, we begin with tuning and coffee.",
    "Shall I send you the list of songs before?",
    "Please do. See you there.",
];
