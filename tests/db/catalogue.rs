//! The tables are the same on both engines.

use crate::support::TestDb;
use crate::support::catalogue::Catalogue;

const MEANT_TO_DIFFER: &str = "index sessions_expiry_date_idx";

async fn both() -> Option<(TestDb, TestDb)> {
    Some((TestDb::sqlite().await, TestDb::postgres().await?))
}

#[tokio::test(flavor = "multi_thread")]
async fn the_engines_have_one_catalogue() {
    let Some((sqlite, postgres)) = both().await else { return };
    let ours = Catalogue::of(&sqlite).await.in_words_of(&postgres).await;
    let mut differences = ours.differences(&Catalogue::of(&postgres).await);
    differences.retain(|line| !line.contains(MEANT_TO_DIFFER));
    assert!(
        differences.is_empty(),
        "SQLite is the first, PostgreSQL the second:\n{}",
        differences.join("\n")
    );
    let lines = Catalogue::of(&sqlite).await.lines;
    for table in [
        "users",
        "user_sessions",
        "events",
        "event_hosts",
        "event_participants",
        "thread_members",
        "messages",
    ] {
        assert!(
            lines
                .iter()
                .any(|line| line.starts_with(&format!("{table}: primary key"))),
            "{table}: {lines:#?}"
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_change_on_one_engine_is_noticed() {
    let Some((sqlite, postgres)) = both().await else { return };
    let ours = Catalogue::of(&sqlite).await.in_words_of(&postgres).await;
    for (change, word) in [
        ("ALTER TABLE users DROP COLUMN bio", "users.bio"),
        ("ALTER TABLE users ADD COLUMN shoe_size BIGINT", "users.shoe_size"),
        ("ALTER TABLE users ALTER COLUMN town SET NOT NULL", "users.town"),
        ("ALTER TABLE users ALTER COLUMN version TYPE INTEGER", "users.version"),
        (
            "ALTER TABLE users ALTER COLUMN created_at TYPE TIMESTAMP",
            "users.created_at",
        ),
        ("ALTER TABLE users ALTER COLUMN role DROP DEFAULT", "users.role"),
        ("DROP TABLE messages", "messages: primary key"),
        (
            "ALTER TABLE events RENAME CONSTRAINT events_slug_key TO events_address_key",
            "events_slug_key",
        ),
        (
            "ALTER TABLE users DROP CONSTRAINT users_email_key_key",
            "users_email_key_key",
        ),
        (
            "ALTER TABLE messages DROP CONSTRAINT messages_receiver_id_fkey",
            "(receiver_id) refers to users",
        ),
        (
            "ALTER TABLE event_slots DROP CONSTRAINT event_slots_capacity_check",
            "event_slots_capacity_check",
        ),
        (
            "ALTER TABLE event_slots DROP CONSTRAINT event_slots_capacity_check;
            ALTER TABLE event_slots ADD CONSTRAINT event_slots_capacity_check CHECK (capacity >= 2)",
            "event_slots_capacity_check",
        ),
        ("DROP INDEX event_terms_event_id_idx", "event_terms_event_id_idx"),
        (
            "DROP INDEX events_coming_idx;
            CREATE INDEX events_coming_idx ON events (sort_at, id) WHERE status = 'scheduled'",
            "events_coming_idx",
        ),
    ] {
        let changed = TestDb::postgres().await.expect("it was there before");
        changed.script(change).await;
        let differences = ours.differences(&Catalogue::of(&changed).await);
        assert!(
            differences.iter().any(|line| line.contains(word)),
            "{change}: {differences:#?}"
        );
    }
    sqlite.script("ALTER TABLE users DROP COLUMN bio").await;
    let ours = Catalogue::of(&sqlite).await.in_words_of(&postgres).await;
    let differences = ours.differences(&Catalogue::of(&postgres).await);
    assert_eq!(
        differences.iter().filter(|line| line.contains("users.bio")).count(),
        1,
        "{differences:#?}"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn indexed_text_is_compared_by_code_point() {
    let Some(db) = TestDb::postgres().await else { return };
    const OTHERWISE: &str = "
        SELECT DISTINCT CAST(attrelid::regclass AS TEXT), CAST(attname AS TEXT)
        FROM pg_index
        JOIN pg_attribute ON attrelid = indrelid AND attnum = ANY (indkey)
        WHERE indrelid IN (SELECT oid FROM pg_class WHERE relnamespace = 'public'::regnamespace)
          AND atttypid = 'text'::regtype AND attcollation <> (SELECT oid FROM pg_collation WHERE collname = 'C')";
    let columns: Vec<(String, String)> = db.query(OTHERWISE).fetch_all().await.expect("columns");
    assert!(columns.is_empty(), "say COLLATE \"C\" of {columns:?}");
}
