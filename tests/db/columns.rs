//! What goes into a column comes out of it, on both engines alike.

use tutti::db::{Engine, Error, Options, Value};
use tutti::instant::Instant;
use tutti::transact;
use uuid::Uuid;

use crate::support::databases::options;
use crate::support::{TestDb, on_both_engines, recorded};

/// As a room's model writes it: one word of text in the column, checked there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, sqlx::Type)]
#[sqlx(type_name = "text", rename_all = "snake_case")]
enum Mood {
    Calm,
    VeryLoud,
}

#[derive(Debug, PartialEq, sqlx::FromRow)]
struct Sample {
    id: Uuid,
    mood: Mood,
    maybe_mood: Option<Mood>,
    loud: bool,
    maybe_loud: Option<bool>,
    played_at: Instant,
    maybe_played_at: Option<Instant>,
    count: i64,
    maybe_count: Option<i64>,
    text: String,
    maybe_text: Option<String>,
    maybe_id: Option<Uuid>,
}

const SQLITE: &str = "
CREATE TABLE samples (
  id BLOB NOT NULL PRIMARY KEY,
  mood TEXT NOT NULL CONSTRAINT samples_mood_check CHECK (mood IN ('calm', 'very_loud')),
  maybe_mood TEXT,
  loud INTEGER NOT NULL CONSTRAINT samples_loud_check CHECK (loud IN (0, 1)),
  maybe_loud INTEGER CONSTRAINT samples_maybe_loud_check CHECK (maybe_loud IN (0, 1)),
  played_at INTEGER NOT NULL,
  maybe_played_at INTEGER,
  count INTEGER NOT NULL,
  maybe_count INTEGER,
  text TEXT NOT NULL,
  maybe_text TEXT,
  maybe_id BLOB
) STRICT";

const POSTGRES: &str = r#"
CREATE TABLE samples (
  id UUID NOT NULL PRIMARY KEY,
  mood TEXT NOT NULL CONSTRAINT samples_mood_check CHECK (mood IN ('calm', 'very_loud')),
  maybe_mood TEXT,
  loud BOOLEAN NOT NULL,
  maybe_loud BOOLEAN,
  played_at TIMESTAMPTZ NOT NULL,
  maybe_played_at TIMESTAMPTZ,
  count BIGINT NOT NULL,
  maybe_count BIGINT,
  text TEXT COLLATE "C" NOT NULL,
  maybe_text TEXT,
  maybe_id UUID
)"#;

const INSERT: &str = "
INSERT INTO samples (id, mood, maybe_mood, loud, maybe_loud, played_at, maybe_played_at, count, maybe_count, text, maybe_text, maybe_id)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)";

const ALL: &str = "
SELECT id, mood, maybe_mood, loud, maybe_loud, played_at, maybe_played_at, count, maybe_count, text, maybe_text, maybe_id
FROM samples";

impl Sample {
    fn plain(number: u128) -> Self {
        Self {
            id: Uuid::from_u128(number),
            mood: Mood::Calm,
            maybe_mood: None,
            loud: false,
            maybe_loud: None,
            played_at: at(0),
            maybe_played_at: None,
            count: 0,
            maybe_count: None,
            text: String::new(),
            maybe_text: None,
            maybe_id: None,
        }
    }

    fn full(number: u128) -> Self {
        Self {
            mood: Mood::VeryLoud,
            maybe_mood: Some(Mood::Calm),
            loud: true,
            maybe_loud: Some(true),
            played_at: at(1_800_000_000_123_456),
            maybe_played_at: Some(at(-1)),
            count: i64::MAX,
            maybe_count: Some(i64::MIN),
            text: "Ünïcødé 🎺\n\t'\"$1".into(),
            maybe_text: Some("x".into()),
            maybe_id: Some(Uuid::max()),
            ..Self::plain(number)
        }
    }
}

fn at(micros: i64) -> Instant {
    Instant::from_micros(micros).expect("a year that a calendar can name")
}

async fn make(db: &TestDb, samples: &[Sample]) {
    db.script(if db.engine() == Engine::Sqlite {
        SQLITE
    } else {
        POSTGRES
    })
    .await;
    for s in samples {
        let done = transact!(db, tx => {
            tx.query(INSERT)
                .bind(s.id).bind(s.mood).bind(s.maybe_mood).bind(s.loud).bind(s.maybe_loud).bind(s.played_at)
                .bind(s.maybe_played_at).bind(s.count).bind(s.maybe_count).bind(&*s.text).bind(s.maybe_text.clone())
                .bind(s.maybe_id).execute().await?;
            Ok(())
        });
        assert_eq!(done, Ok(()));
    }
}

async fn found<'q>(db: &'q TestDb, condition: &'static str, value: impl Value<'q>) -> Vec<Uuid> {
    let rows: Vec<Sample> = db
        .query(ALL)
        .push(condition)
        .bind(value)
        .push(" ORDER BY id")
        .fetch_all()
        .await
        .expect("rows");
    rows.into_iter().map(|sample| sample.id).collect()
}

on_both_engines!(values_come_back_as_they_went, async |db: TestDb| {
    make(&db, &[Sample::plain(1), Sample::full(2)]).await;
    let rows: Vec<Sample> = db.query(ALL).push(" ORDER BY id").fetch_all().await.expect("rows");
    assert_eq!(rows, [Sample::plain(1), Sample::full(2)]);
});

on_both_engines!(values_can_be_compared, async |db: TestDb| {
    let (one, two) = (Uuid::from_u128(1), Uuid::from_u128(2));
    make(&db, &[Sample::plain(1), Sample::full(2)]).await;
    assert_eq!(found(&db, " WHERE id = $?", two).await, [two]);
    assert_eq!(found(&db, " WHERE mood = $?", Mood::VeryLoud).await, [two]);
    assert_eq!(found(&db, " WHERE mood <> $?", Mood::VeryLoud).await, [one]);
    assert_eq!(found(&db, " WHERE maybe_mood = $?", Some(Mood::Calm)).await, [two]);
    assert_eq!(
        found(&db, " WHERE maybe_mood = $?", None::<Mood>).await,
        Vec::<Uuid>::new()
    );
    assert_eq!(found(&db, " WHERE loud = $?", true).await, [two]);
    assert_eq!(found(&db, " WHERE NOT loud AND played_at = $?", at(0)).await, [one]);
    assert_eq!(found(&db, " WHERE played_at > $?", at(0)).await, [two]);
    assert_eq!(found(&db, " WHERE maybe_played_at < $?", at(0)).await, [two]);
    assert_eq!(found(&db, " WHERE text = $?", "Ünïcødé 🎺\n\t'\"$1").await, [two]);
    let listed = db
        .query(ALL)
        .push(" WHERE mood IN")
        .push_list(&[Mood::Calm, Mood::VeryLoud]);
    assert_eq!(listed.fetch_all::<Sample>().await.expect("rows").len(), 2);
});

on_both_engines!(a_word_that_is_no_variant_is_refused, async |db: TestDb| {
    make(&db, &[Sample::plain(1)]).await;
    db.script("UPDATE samples SET maybe_mood = 'angry'").await;
    let read: Result<Vec<Sample>, Error> = db.query(ALL).fetch_all().await;
    assert!(matches!(read, Err(Error::Other(_))), "{read:?}");
    let refused = transact!(db, tx => { tx.query("UPDATE samples SET mood = 'angry'").execute().await?; Ok(()) });
    assert!(refused.is_err());
});

on_both_engines!(expressions_have_the_types_of_columns, async |db: TestDb| {
    make(&db, &[Sample::plain(1), Sample::full(2)]).await;
    const SUMMARY: &str = "
        SELECT count(*), EXISTS (SELECT 1 FROM samples WHERE loud), max(played_at), min(mood),
          CAST(COALESCE(SUM(CASE WHEN loud THEN 1 ELSE 0 END), 0) AS BIGINT)
        FROM samples";
    let row: (i64, bool, Option<Instant>, Option<Mood>, i64) = db.query(SUMMARY).fetch_one().await.expect("a row");
    assert_eq!(row, (2, true, Some(at(1_800_000_000_123_456)), Some(Mood::Calm), 1));
});

on_both_engines!(instants_sort_by_time, async |db: TestDb| {
    // Text would set 0.12 before 0.1, and a year before 1970 after one since.
    let years = [
        i64::from(i32::MIN) * 1_000_000,
        -1_000_000,
        -1,
        0,
        100_000,
        120_000,
        999_999,
        1_000_000,
        4_102_444_800_000_000,
    ];
    let samples: Vec<Sample> = [4, 8, 0, 2, 6, 1, 7, 3, 5]
        .map(|place: u8| Sample {
            played_at: at(years[usize::from(place)]),
            ..Sample::plain(place.into())
        })
        .into();
    make(&db, &samples).await;
    let rows: Vec<Sample> = db
        .query(ALL)
        .push(" ORDER BY played_at")
        .fetch_all()
        .await
        .expect("rows");
    assert_eq!(rows.iter().map(|row| row.played_at.micros()).collect::<Vec<_>>(), years);
    let (mut page, mut seen) = (rows[0].played_at, vec![rows[0].played_at]);
    const NEXT: &str = " WHERE (played_at, id) > ($?, $?) ORDER BY played_at, id LIMIT 1";
    while let Some(next) = db
        .query(ALL)
        .push(NEXT)
        .bind(page)
        .bind(Uuid::max())
        .fetch_optional::<Sample>()
        .await
        .expect("a row")
    {
        page = next.played_at;
        seen.push(page);
    }
    assert_eq!(seen.iter().map(|instant| instant.micros()).collect::<Vec<_>>(), years);
});

on_both_engines!(keys_sort_by_code_point, async |db: TestDb| {
    let words = ["", "-", "A", "Z", "_", "a", "z", "é", "中", "🎺"];
    let samples: Vec<Sample> = words
        .iter()
        .rev()
        .zip(1..)
        .map(|(word, number)| Sample {
            text: (*word).into(),
            ..Sample::plain(number)
        })
        .collect();
    make(&db, &samples).await;
    let rows: Vec<Sample> = db.query(ALL).push(" ORDER BY text").fetch_all().await.expect("rows");
    assert_eq!(rows.iter().map(|row| &*row.text).collect::<Vec<_>>(), words);
});

on_both_engines!(a_type_is_looked_up_once_for_each_connection, async |db: TestDb| {
    make(&db, &[]).await;
    let one = Options {
        readers: 1,
        connections: 1,
        ..options()
    };
    let fresh = db.again(&one).await;
    let ask = async || {
        let none = fresh
            .query(ALL)
            .push(" WHERE played_at > $? AND mood = $?")
            .bind(at(0))
            .bind(Mood::Calm);
        assert_eq!(none.fetch_all::<Sample>().await.expect("rows"), []);
    };
    let first = recorded(ask()).await;
    // sqlx asks PostgreSQL for the number of "text", which every enumeration says it is.
    let lookups = first.iter().filter(|sql| *sql == "SELECT $1::regtype::oid").count();
    assert_eq!(
        (lookups, first.len()),
        if db.engine() == Engine::Postgres {
            (1, 2)
        } else {
            (0, 1)
        },
        "{first:#?}"
    );
    assert_eq!(recorded(ask()).await.len(), 1);
});
