//! The handle itself: connecting, asking, building a statement.

use tutti::db::{self, Ask, Db, Engine, Error, Pools};
use tutti::transact;
use uuid::Uuid;

use crate::support::databases::options;
use crate::support::rows::{self, ANN, BEN, EVENT, then};
use crate::support::{TestDb, on_both_engines, recorded};

on_both_engines!(readers_cannot_write_on_sqlite, async |db: TestDb| {
    rows::insert_all(&db).await;
    let wrote = db
        .query("UPDATE users SET username = $2 WHERE id = $1")
        .bind(ANN)
        .bind("nobody")
        .execute()
        .await;
    assert_eq!(wrote.is_err(), db.engine() == Engine::Sqlite, "{wrote:?}");
    if let Pools::Sqlite { read, write } = db.pools() {
        for (pool, query_only, checkpoint) in [(read, 1, 0), (write, 0, 1000)] {
            let pragma = async |name: &str| -> i64 {
                sqlx::query_scalar(&format!("PRAGMA {name}"))
                    .fetch_one(pool)
                    .await
                    .expect("a pragma")
            };
            assert_eq!(pragma("query_only").await, query_only);
            assert_eq!(pragma("wal_autocheckpoint").await, checkpoint);
            assert_eq!(pragma("foreign_keys").await, 1);
        }
        assert_eq!(write.options().get_max_connections(), 1);
    }
});

#[tokio::test(flavor = "multi_thread")]
async fn an_address_that_means_no_database_is_refused() {
    for url in [
        "",
        "tutti.db",
        "mysql://localhost/tutti",
        "sqlite::memory:",
        "sqlite://x.db?mode=memory",
        "postgres://127.0.0.1:1/x",
    ] {
        let refused = Db::connect(url, &options()).await;
        assert!(
            matches!(refused, Err(Error::Other(_) | Error::Unavailable(_))),
            "{url}: {refused:?}"
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn postgres_lets_nothing_run_or_stand_open_for_ever() {
    let Some(db) = TestDb::postgres().await else { return };
    let bounds = async |db: &Db| -> [String; 3] {
        let Pools::Postgres(pool) = db.pools() else {
            panic!("{db:?}")
        };
        let names = [
            "statement_timeout",
            "lock_timeout",
            "idle_in_transaction_session_timeout",
        ];
        let mut said = Vec::new();
        for name in names {
            let asked = sqlx::query_scalar(&format!("SHOW {name}")).fetch_one(pool).await;
            said.push(asked.expect("a setting"));
        }
        said.try_into().expect("one for each name")
    };
    assert_eq!(bounds(&db).await, ["10s", "3s", "10s"]);
    let and = if db.url().contains('?') { '&' } else { '?' };
    let url = format!(
        "{}{and}options[statement_timeout]=30s&options[deadlock_timeout]=2s",
        db.url()
    );
    let told = Db::connect(&url, &options()).await.expect("a second handle");
    assert_eq!(
        bounds(&told).await,
        ["30s", "3s", "10s"],
        "the address has the last word"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn who_only_looks_leaves_no_trace() {
    let db = TestDb::sqlite().await;
    rows::insert_all(&db).await;
    // As a server leaves it that was killed: what was written is in the log alone.
    let file = db.url().strip_prefix("sqlite://").expect("a file");
    let left = format!("{file}-left");
    for end in ["", "-wal"] {
        std::fs::copy(format!("{file}{end}"), format!("{left}{end}")).expect("a copy");
    }
    let contents = || ["", "-wal"].map(|end| std::fs::read(format!("{left}{end}")).expect("a file"));
    let before = contents();
    let looking = Db::connect_to_read(&format!("sqlite://{left}"), &options())
        .await
        .expect("a handle");
    let (count,): (i64,) = looking
        .query("SELECT count(*) FROM users")
        .fetch_one()
        .await
        .expect("a count");
    assert_eq!(count, 2);
    looking
        .query("DELETE FROM users")
        .execute()
        .await
        .expect_err("a reader");
    assert!(looking.begin().await.is_err(), "nobody acts on it");
    let Pools::Sqlite { write, .. } = looking.pools() else {
        panic!("{looking:?}")
    };
    write.close().await;
    assert!(contents() == before, "the last to close folds no log into the file");
    let absent = format!("{file}-absent");
    let refused = Db::connect_to_read(&format!("sqlite://{absent}"), &options()).await;
    assert!(
        matches!(refused, Err(Error::Unavailable(_))) && !std::path::Path::new(&absent).exists(),
        "{refused:?}"
    );
}

#[cfg(unix)]
#[tokio::test(flavor = "multi_thread")]
async fn the_file_is_its_owners_alone() {
    use std::os::unix::fs::PermissionsExt;
    let db = TestDb::empty_sqlite().await;
    db::migrate::up(&db).await.expect("migrations");
    let file = db.url().strip_prefix("sqlite://").expect("a file");
    for end in ["", "-wal", "-shm"] {
        let mode = std::fs::metadata(format!("{file}{end}"))
            .expect("a file")
            .permissions()
            .mode();
        assert_eq!(mode & 0o777, 0o600, "{file}{end}");
    }
}

on_both_engines!(a_store_function_may_serve_readers_and_acts, async |db: TestDb| {
    async fn count<'c>(ask: impl Ask<'c>) -> Result<i64, Error> {
        let (count,): (i64,) = ask.query("SELECT count(*) FROM users").fetch_one().await?;
        Ok(count)
    }
    rows::insert_all(&db).await;
    assert_eq!(count(&*db).await.expect("a count"), 2);
    assert_eq!(
        transact!(db, tx => { Ok((count(&mut *tx).await?, count(tx).await?)) }),
        Ok((2, 2))
    );
});

on_both_engines!(fragments_number_themselves, async |db: TestDb| {
    rows::insert_all(&db).await;
    const PEOPLE: &str = "SELECT username FROM users WHERE created_at <= $1";
    let people = async |ids: &[Uuid], name: Option<&'static str>| {
        let mut query = db.query(PEOPLE).bind(then()).push(" AND id IN").push_list(ids);
        if let Some(name) = name {
            query = query
                .push(" AND (username = $? OR username_key = $?)")
                .bind(name)
                .bind(name);
        }
        let rows: Vec<(String,)> = query
            .push(" ORDER BY id LIMIT $?")
            .bind(10i64)
            .fetch_all()
            .await
            .expect("people");
        rows.into_iter().map(|(name,)| name).collect::<Vec<_>>()
    };
    assert_eq!(people(&[], None).await, Vec::<String>::new());
    assert_eq!(people(&[BEN], None).await, ["ben"]);
    assert_eq!(people(&[BEN, ANN, EVENT], None).await, ["ann", "ben"]);
    assert_eq!(people(&[BEN, ANN, EVENT], Some("ben")).await, ["ben"]);
    let ran = recorded(people(&[BEN, ANN, EVENT], Some("ben"))).await;
    let expected =
        format!("{PEOPLE} AND id IN ($2, $3, $4, $5) AND (username = $6 OR username_key = $7) ORDER BY id LIMIT $8");
    assert!(ran.contains(&expected), "{ran:#?}");
});
