//! What the database refuses, in one language for both engines.

use jiff::SignedDuration;
use tutti::db::{self, Db, Error};
use tutti::error::AppError;
use tutti::instant::Instant;
use tutti::transact;
use uuid::Uuid;

use crate::support::rows::{self, AN_EVENT, ANN, BEN, EVENT, THREAD, USER, then};
use crate::support::{TestDb, on_both_engines};

const NAMES: &str = "SELECT username FROM users ORDER BY username_key";
const RENAME: &str = "UPDATE users SET username = $2 WHERE id = $1";

async fn names(db: &Db) -> Vec<String> {
    let rows: Vec<(String,)> = db.query(NAMES).fetch_all().await.expect("names");
    rows.into_iter().map(|(name,)| name).collect()
}

async fn refusal(db: &Db, statement: impl AsyncFnOnce(&mut db::Tx) -> Result<u64, Error>) -> Error {
    let mut tx = db.begin().await.expect("a transaction");
    statement(&mut tx).await.expect_err("the database should have refused")
}

on_both_engines!(constraints_have_one_name, async |db: TestDb| {
    rows::insert_all(&db).await;
    let other = Uuid::from_u128(9);
    let end = then().plus(SignedDuration::from_hours(1));
    let user = async |id: Uuid, name: &'static str, skeleton: &'static str, email: &'static str| {
        let add = async |tx: &mut db::Tx| {
            tx.query(USER)
                .bind(id)
                .bind(name)
                .bind(email)
                .bind(then())
                .bind(skeleton)
                .execute()
                .await
        };
        refusal(&db, add).await
    };
    let event = async |id: Uuid, slug: &'static str, end: Instant, creator: Uuid| {
        let add = async |tx: &mut db::Tx| {
            tx.query(AN_EVENT)
                .bind(id)
                .bind(slug)
                .bind(then())
                .bind(end)
                .bind(creator)
                .execute()
                .await
        };
        refusal(&db, add).await
    };
    const AGAIN: &str = "INSERT INTO messages (thread_id, seq, id, sender_id, content, created_at)
        VALUES ($1, 1, $2, $2, 'Twice', $3)";
    let message = refusal(&db, async |tx| {
        tx.query(AGAIN).bind(THREAD).bind(BEN).bind(then()).execute().await
    })
    .await;
    let unseen = "UPDATE thread_members SET seen_seq = last_seq + 1";
    for (error, name) in [
        (user(ANN, "cat", "cat", "cat@example.org").await, "users_id_key"),
        (
            user(other, "ann", "cat", "cat@example.org").await,
            "users_username_key_key",
        ),
        (
            user(other, "cat", "ann", "cat@example.org").await,
            "users_username_skeleton_key",
        ),
        (
            user(other, "cat", "cat", "ann@example.org").await,
            "users_email_key_key",
        ),
        (event(other, "a-jam", end, ANN).await, "events_slug_key"),
        (event(EVENT, "another-jam", end, BEN).await, "events_id_key"),
        (message, "messages_thread_id_seq_key"),
    ] {
        assert!(
            matches!(&error, Error::Taken(taken) if taken == name),
            "{name}: {error:?}"
        );
    }
    for (error, name) in [
        (event(other, "another-jam", then(), ANN).await, "events_ends_at_check"),
        (
            refusal(&db, async |tx| {
                tx.query("UPDATE users SET role = 'king'").execute().await
            })
            .await,
            "users_role_check",
        ),
        (
            refusal(&db, async |tx| tx.query(unseen).execute().await).await,
            "thread_members_seen_seq_check",
        ),
        (
            refusal(&db, async |tx| {
                tx.query("UPDATE event_slots SET capacity = 0").execute().await
            })
            .await,
            "event_slots_capacity_check",
        ),
    ] {
        assert!(
            matches!(&error, Error::Refused(check) if check == name),
            "{name}: {error:?}"
        );
    }
});

on_both_engines!(an_act_turns_a_refusal_into_its_words, async |db: TestDb| {
    rows::insert_all(&db).await;
    let taken = || AppError::field("username", "This name is taken.");
    // A name that is taken breaks two keys, and which of them an engine names is its own affair.
    let sign_up = async |name: &'static str, email: &'static str| {
        transact!(db, tx => {
            let id = Uuid::from_u128(9);
            tx.query(USER).bind(id).bind(name).bind(email).bind(then()).bind(name).execute().await.map_err(|cause| {
                cause
                    .taken("users_username_key_key", taken())
                    .taken("users_username_skeleton_key", taken())
                    .taken("users_email_key_key", AppError::field("email", "This address is taken."))
            })?;
            Ok(())
        })
    };
    assert_eq!(sign_up("ann", "new@example.org").await, Err(taken()));
    assert_eq!(
        sign_up("cat", "ann@example.org").await,
        Err(AppError::field("email", "This address is taken."))
    );
    let unknown =
        transact!(db, tx => { tx.query("DELETE FROM users WHERE id = $1").bind(ANN).execute().await?; Ok(()) });
    assert_eq!(
        unknown,
        Err(AppError::Internal),
        "a foreign key is no rule that a visitor can break"
    );
    assert_eq!(sign_up("cat", "cat@example.org").await, Ok(()));
    assert_eq!(names(&db).await, ["ann", "ben", "cat"]);
});

on_both_engines!(a_refusal_that_was_swallowed_is_never_committed, async |db: TestDb| {
    rows::insert_all(&db).await;
    let swallowed = transact!(db, tx => {
        tx.query(RENAME).bind(BEN).bind("nobody").execute().await?;
        let _ = tx.query(USER).bind(ANN).bind("ann").bind("ann@example.org").bind(then()).bind("ann").execute().await;
        Ok(())
    });
    assert_eq!(swallowed, Err(AppError::Internal));
    assert_eq!(names(&db).await, ["ann", "ben"]);
    // A row that is not there is an answer.
    let missing = transact!(db, tx => {
        tx.query(RENAME).bind(BEN).bind("Ben").execute().await?;
        let none: Result<(String,), Error> = tx.query("SELECT username FROM users WHERE id = $1").bind(THREAD).fetch_one().await;
        assert!(matches!(none, Err(Error::Missing)));
        Ok(())
    });
    assert_eq!(missing, Ok(()));
    assert_eq!(names(&db).await, ["ann", "Ben"]);
});

on_both_engines!(a_refusal_undoes_the_act, async |db: TestDb| {
    rows::insert_all(&db).await;
    let refused: Result<(), AppError> = transact!(db, tx => {
        tx.query(RENAME).bind(BEN).bind("nobody").execute().await?;
        Err(AppError::Forbidden.into())
    });
    assert_eq!(refused, Err(AppError::Forbidden));
    assert_eq!(names(&db).await, ["ann", "ben"]);
});
