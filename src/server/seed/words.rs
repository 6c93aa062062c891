//! What people and events that are made up consist of. Plainly invented: names of nobody, places that are nowhere, but in
//! towns that there are.
//!
//! About half of all events have [`COMMON`] in their title, at any size. [`RARE`] stands in twenty of them, or a few more,
//! spread over the whole programme. The names of venues and people are rarer the more there are of them.

use super::draw::{Draw, index};
use crate::events::model::Kind;

/// In the title of about every second event.
pub(super) const COMMON: &str = "session";
/// In the title of twenty events, however many there are.
pub(super) const RARE: &str = "theremin";

/// A town and its zone, the larger scenes first.
pub(super) const TOWNS: [(&str, &str); 40] = [
    ("Berlin", "Europe/Berlin"),
    ("London", "Europe/London"),
    ("Paris", "Europe/Paris"),
    ("São Paulo", "America/Sao_Paulo"),
    ("Lisboa", "Europe/Lisbon"),
    ("New York", "America/New_York"),
    ("Barcelona", "Europe/Madrid"),
    ("Amsterdam", "Europe/Amsterdam"),
    ("Rio de Janeiro", "America/Sao_Paulo"),
    ("Montréal", "America/Toronto"),
    ("Wien", "Europe/Vienna"),
    ("Porto", "Europe/Lisbon"),
    ("Lyon", "Europe/Paris"),
    ("Hamburg", "Europe/Berlin"),
    ("Bruxelles", "Europe/Brussels"),
    ("Dublin", "Europe/Dublin"),
    ("Melbourne", "Australia/Melbourne"),
    ("Leipzig", "Europe/Berlin"),
    ("Nantes", "Europe/Paris"),
    ("Zürich", "Europe/Zurich"),
    ("København", "Europe/Copenhagen"),
    ("Göteborg", "Europe/Stockholm"),
    ("Kraków", "Europe/Warsaw"),
    ("Łódź", "Europe/Warsaw"),
    ("Praha", "Europe/Prague"),
    ("Bologna", "Europe/Rome"),
    ("Napoli", "Europe/Rome"),
    ("Sevilla", "Europe/Madrid"),
    ("Recife", "America/Recife"),
    ("Belo Horizonte", "America/Sao_Paulo"),
    ("Buenos Aires", "America/Argentina/Buenos_Aires"),
    ("Chicago", "America/Chicago"),
    ("Austin", "America/Chicago"),
    ("Genève", "Europe/Zurich"),
    ("Coimbra", "Europe/Lisbon"),
    ("Gent", "Europe/Brussels"),
    ("Bristol", "Europe/London"),
    ("Glasgow", "Europe/London"),
    ("Αθήνα", "Europe/Athens"),
    ("東京", "Asia/Tokyo"),
];

/// How many venues a town has.
const VENUES: u64 = 60;

const ROOMS: [&str; 12] = [
    "Café", "Bar", "Cellar", "Club", "Studio", "Hall", "Garage", "Attic", "Loft", "School", "Garden", "Theatre",
];
const STREETS: [&str; 8] = [
    "Station Street",
    "Mill Lane",
    "Harbour Road",
    "Market Square",
    "Church Row",
    "Long Street",
    "River Walk",
    "New Road",
];
const SYLLABLES: [&str; 16] = [
    "ba", "ce", "di", "fo", "gu", "la", "me", "ni", "po", "ru", "sa", "te", "vi", "zo", "mar", "lin",
];

/// ASCII, since user names are made of them.
pub(super) const FIRST_NAMES: [&str; 32] = [
    "Ada", "Ana", "Ben", "Bruno", "Carla", "Clara", "David", "Elena", "Emil", "Eva", "Felix", "Greta", "Hugo", "Ida",
    "Ines", "Ivo", "Jana", "Joan", "Kai", "Lea", "Leo", "Lucia", "Marta", "Mia", "Nina", "Noah", "Olga", "Paul",
    "Rosa", "Sara", "Tom", "Vera",
];

/// What somebody says of themselves.
pub(super) const BIOS: [&str; 10] = [
    "I play {i} and sing when asked. Mostly {g}.",
    "{i}, since school. I like slow tempos and people who listen.",
    "{g} and what comes near it. I read, but I would rather not.",
    "Back after ten years of no {i}. Patient ears wanted, cake offered.",
    "Two evenings a week are free, and I have a car that holds an amplifier.",
    "I write songs and need people to play them with. Some {g}, some not.",
    "Anything with a groove. I bring my own stand and a spare cable.",
    "I teach {i} and learn {i}.",
    "{a} {g}, preferably in the kitchen.",
    "New in town. My {i} is not.",
];

const ADJECTIVES: [&str; 30] = [
    "slow", "open", "late", "early", "small", "loud", "quiet", "friendly", "weekly", "acoustic", "electric", "first",
    "second", "long", "short", "crooked", "warm", "blue", "wild", "patient", "honest", "lazy", "bright", "secret",
    "winter", "summer", "borrowed", "stubborn", "gentle", "midnight",
];
const GENRES: [&str; 32] = [
    "jazz",
    "blues",
    "folk",
    "rock",
    "funk",
    "soul",
    "bossa",
    "samba",
    "forró",
    "choro",
    "swing",
    "country",
    "reggae",
    "punk",
    "indie",
    "klezmer",
    "tango",
    "fado",
    "flamenco",
    "baroque",
    "gospel",
    "ska",
    "bluegrass",
    "cumbia",
    "latin",
    "ambient",
    "hip hop",
    "bolero",
    "musette",
    "afrobeat",
    "rebetiko",
    "maracatu",
];
const INSTRUMENTS: [&str; 36] = [
    "guitar",
    "piano",
    "bass",
    "drums",
    "violin",
    "voice",
    "saxophone",
    "trumpet",
    "cello",
    "flute",
    "clarinet",
    "trombone",
    "accordion",
    "percussion",
    "viola",
    "double bass",
    "banjo",
    "mandolin",
    "ukulele",
    "cajón",
    "pandeiro",
    "harmonica",
    "oboe",
    "bassoon",
    "horn",
    "tuba",
    "harp",
    "organ",
    "vibraphone",
    "cavaquinho",
    "bouzouki",
    "fiddle",
    "recorder",
    "whistle",
    "bodhrán",
    "synthesizer",
];

/// Titles of a kind. `{s}` is the common word, or another; `{n}` a name.
pub(super) fn titles(kind: Kind) -> &'static [&'static str] {
    match kind {
        Kind::Jam => &[
            "{a} {g} {s}",
            "{g} {s} for every {i}",
            "{a} Sunday {s}",
            "{g} jam at the kitchen table",
            "Open {i} {s}, {g} and beyond",
            "{s} with {n} and house band",
            "{g} in every key",
        ],
        Kind::Rehearsal => &[
            "{g} band: rehearsal {s}",
            "Big band, {a} {s}",
            "{i} quartet, sight-reading {s}",
            "Choir {s} for late people",
            "{n} trio {s}: {g}",
            "Street band: new {g} charts",
        ],
        Kind::Gig => &[
            "{n} plays {g}",
            "{a} {g} {s}",
            "{n} and friends: {g} on the river",
            "House band {s}",
            "{g} for a neighbourhood",
            "{i} and {i}: a {a} {s}",
        ],
        Kind::Workshop => &[
            "First steps on {i}",
            "{g} {s} with {n}",
            "{i} {s} for beginners",
            "{s} on rhythm: {g}",
            "How to practise {i}",
        ],
        Kind::Wanted => &[
            "{i} wanted for {g} band",
            "{a} {g} {s} needs {i}",
            "{n} looks for {i}",
            "{i} for weekly {s}",
        ],
    }
}

/// Where a title does not say the common word.
const GATHERINGS: [&str; 6] = ["evening", "round", "meeting", "circle", "hour", "gathering"];

/// What an event says of itself.
pub(super) const SENTENCES: [&str; 20] = [
    "Bring your {i} and a chair.",
    "We start on time and end when the neighbours say so.",
    "Lead sheets are there, pencils too.",
    "Whoever has never played {g} sits next to somebody who has.",
    "There is a piano, a small amplifier and tea.",
    "No audition, no pressure, some {g}.",
    "Two songs each, then all together.",
    "The {i} is still free.",
    "We play what somebody hums.",
    "Parts come two days before: https://example.org/charts",
    "The room is {a} and holds about twenty.",
    "Listeners are welcome and get the sofa.",
    "A house band carries you; sing if you like.",
    "{g} first, then what the night brings.",
    "Ask for {n} at the door.",
    "Beginners play the second {i}.",
    "We record it if nobody minds.",
    "Rain or not, we are outdoors.",
    "Somebody has to play {i}; it might be you.",
    "Bread and cheese afterwards.",
];

/// The optional lines: fee, gear, access, age.
pub(super) const FEES: [&str; 4] = ["free", "5 € for the room", "Pay what you can", "10 €, students 6 €"];
pub(super) const GEAR: [&str; 3] = [
    "Drum kit and bass amplifier",
    "Piano, tuned last year",
    "Two microphones",
];
pub(super) const ACCESS: [&str; 3] = ["Step-free", "Three steps at the door", "Lift to the second floor"];
pub(super) const AGES: [&str; 3] = ["All ages", "18 and over", "Under 16 with an adult"];

/// Why an event is called off.
pub(super) const REASONS: [&str; 4] = [
    "The room is flooded.",
    "Half of us have a cold.",
    "The venue closes early that day.",
    "We could not find a drummer.",
];

/// What people write to each other.
pub(super) const LETTERS: [&str; 10] = [
    "I play {i}, does that fit?",
    "It does, we have too few of them.",
    "Which key is the {g} one in?",
    "B flat, as always. Sorry.",
    "Can I bring a friend who plays {i}?",
    "If they listen as well as they play.",
    "How do I find the door?",
    "Behind the bicycles, the bell says {n}.",
    "Thank you, that was a {a} evening.",
    "Until next time.",
];

/// A venue of a town: its name and its address.
pub(super) fn venue(draw: &mut Draw, town: u64) -> (String, String) {
    let number = town * VENUES + draw.low(VENUES);
    let room = ROOMS[index(number % ROOMS.len() as u64)];
    let street = STREETS[index(number / 3 % STREETS.len() as u64)];
    let address = format!("{street} {}", 1 + number * 7 % 90);
    (format!("{room} {}", name(number)), address)
}

/// A name of nobody, the same for the same number; there are 4,096.
pub(super) fn name(number: u64) -> String {
    let mixed = number.wrapping_mul(2_654_435_761) >> 7;
    let syllable = |place: u32| SYLLABLES[index((mixed >> (4 * place)) & 15)];
    capitalised(&[syllable(0), syllable(1), syllable(2)].concat())
}

/// A pattern with a word in each of its places.
pub(super) fn filled(draw: &mut Draw, pattern: &str, common: bool) -> String {
    let mut text = String::with_capacity(pattern.len() + 24);
    let mut parts = pattern.split('{');
    text.push_str(parts.next().unwrap_or_default());
    for part in parts {
        let (place, after) = part.split_once('}').unwrap_or(("", part));
        match place {
            "a" => text.push_str(draw.pick_low(&ADJECTIVES)),
            "g" => text.push_str(draw.pick_low(&GENRES)),
            "i" => text.push_str(draw.pick_low(&INSTRUMENTS)),
            "s" if common => text.push_str(COMMON),
            "s" => text.push_str(draw.pick(&GATHERINGS)),
            _ => text.push_str(&name(draw.low(4_000))),
        }
        text.push_str(after);
    }
    capitalised(&text)
}

/// With a large first letter.
fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().map(char::to_uppercase);
    first.into_iter().flatten().chain(letters).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::{clean_text, terms};
    use crate::server::seed::draw::Of;
    use strum::VariantArray;

    #[test]
    fn every_place_of_a_pattern_is_filled_with_clean_words() {
        let mut draw = Draw::new(1, Of::Event, 0);
        let titles = Kind::VARIANTS.iter().flat_map(|kind| titles(*kind));
        for pattern in titles.chain(&SENTENCES).chain(&BIOS).chain(&LETTERS) {
            for common in [true, false] {
                let text = filled(&mut draw, pattern, common);
                assert!(!text.contains(['{', '}']), "{text}");
                assert_eq!(clean_text(&text).as_deref(), Ok(text.as_str()));
                assert!((3..=100).contains(&text.chars().count()), "{text}");
            }
        }
    }

    #[test]
    fn no_other_word_is_the_common_or_the_rare_one() {
        let lists = [
            &ADJECTIVES[..],
            &GENRES[..],
            &INSTRUMENTS[..],
            &GATHERINGS[..],
            &ROOMS[..],
            &SENTENCES[..],
        ];
        let names: Vec<String> = (0..4_096).map(name).collect();
        let all = [lists.concat().join(" "), names.join(" ")].join(" ");
        let words = terms::of_names_and_text(&[all.as_str()], "");
        assert!(!words.contains(COMMON) && !words.contains(RARE));
    }
}
