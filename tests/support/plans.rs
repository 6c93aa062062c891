//! Says how each engine would find a statement's rows, and which statements read a whole large table.

use serde_json::Value;
use sqlx::{PgConnection, Row, SqliteConnection};
use tutti::db::{Db, Pools};

/// Tables that grow with the number of people and what they do. Reading one from end to end is a fault.
pub const LARGE: &[&str] = &[
    "users",
    "user_terms",
    "sessions",
    "user_sessions",
    "events",
    "event_hosts",
    "event_slots",
    "event_terms",
    "event_participants",
    "threads",
    "thread_members",
    "messages",
    "reports",
];

/// What is wrong with a statement on this engine: it does not prepare, or it reads a whole large table.
pub async fn faults(db: &Db, sql: &str) -> Vec<String> {
    match db.pools() {
        Pools::Sqlite { write, .. } => {
            let mut connection = write.acquire().await.expect("a connection");
            sqlite_faults(&mut connection, sql).await
        }
        Pools::Postgres(pool) => {
            let mut connection = pool.acquire().await.expect("a connection");
            postgres_faults(&mut connection, sql).await
        }
    }
}

async fn sqlite_faults(connection: &mut SqliteConnection, sql: &str) -> Vec<String> {
    let explain = format!("EXPLAIN QUERY PLAN {sql}");
    let rows = match sqlx::query(&explain).fetch_all(connection).await {
        Ok(rows) => rows,
        Err(cause) => return vec![format!("does not prepare: {cause}")],
    };
    let steps: Vec<String> = rows.iter().map(|row| row.get("detail")).collect();
    steps
        .iter()
        .filter(|step| reads_whole_table(step, &steps, sql))
        .cloned()
        .collect()
}

/// `SCAN x`, with an index or without, and `SEARCH x USING AUTOMATIC … INDEX`, which first builds that index from all of x.
fn reads_whole_table(step: &str, steps: &[String], sql: &str) -> bool {
    let mut words = step.split_whitespace();
    let name = match (words.next(), words.next()) {
        (Some("SCAN"), Some(name)) => name,
        (Some("SEARCH"), Some(name)) if step.contains("USING AUTOMATIC") => name,
        _ => return false,
    };
    if name == "CONSTANT" || step.contains("CONSTANT ROW") || step.contains("VALUES CLAUSE") || name.starts_with('(') {
        return false;
    }
    // A subquery's own steps stand beside this one.
    let made = |step: &String| {
        ["MATERIALIZE ", "CO-ROUTINE "]
            .iter()
            .any(|how| step.strip_prefix(how) == Some(name))
    };
    if steps.iter().any(made) {
        return false;
    }
    // A name that is not found is taken for the worst.
    table_of(name, sql).is_none_or(|table| LARGE.contains(&table))
}

/// The table that a name in the plan means: itself, or what `FROM table AS name` says.
fn table_of<'a>(name: &'a str, sql: &'a str) -> Option<&'a str> {
    let words: Vec<&str> = sql
        .split(|c: char| !(c.is_alphanumeric() || c == '_'))
        .filter(|word| !word.is_empty())
        .collect();
    let alias = words.windows(2).filter_map(|pair| (pair[1] == name).then_some(pair[0]));
    let full = words
        .windows(3)
        .filter_map(|three| (three[1] == "AS" && three[2] == name).then_some(three[0]));
    let known = |table: &&str| LARGE.contains(table) || SMALL.contains(table);
    std::iter::once(name).chain(full).chain(alias).find(known)
}

/// Tables that stay short.
const SMALL: &[&str] = &["_sqlx_migrations", "_tutti_migration_lease"];

async fn postgres_faults(connection: &mut PgConnection, sql: &str) -> Vec<String> {
    match postgres_plan(connection, sql).await {
        Ok(plan) => {
            let mut faults = Vec::new();
            walk(&plan[0]["Plan"], None, &mut faults);
            faults
        }
        Err(cause) => vec![format!("does not prepare: {cause}")],
    }
}

/// The plan that serves every value, with every other way made dear: what remains whole is read whole because no index
/// serves it.
async fn postgres_plan(connection: &mut PgConnection, sql: &str) -> Result<Value, sqlx::Error> {
    for setting in [
        "enable_seqscan = off",
        "enable_hashjoin = off",
        "enable_mergejoin = off",
        "enable_material = off",
        "plan_cache_mode = force_generic_plan",
    ] {
        sqlx::raw_sql(&format!("SET {setting}"))
            .execute(&mut *connection)
            .await?;
    }
    // As if every table with a row in it were large: of a short one, reading all is as cheap as looking up.
    sqlx::query("UPDATE pg_class SET relpages = 1, reltuples = 1000000 WHERE relnamespace = 'public'::regnamespace")
        .execute(&mut *connection)
        .await?;
    const FIND: &str = "SELECT name, cardinality(parameter_types) FROM pg_prepared_statements WHERE trim(statement, E' \\n') = $1 LIMIT 1";
    // What this connection has run, it has prepared with the types that were bound. Anything else is prepared here, where
    // PostgreSQL must find the types by itself.
    let found: Option<(String, i32)> = sqlx::query_as(FIND)
        .bind(sql.trim())
        .fetch_optional(&mut *connection)
        .await?;
    let (name, parameters) = match found {
        Some(found) => found,
        None => {
            sqlx::raw_sql(&format!("PREPARE tutti_probe AS {sql}"))
                .execute(&mut *connection)
                .await?;
            sqlx::query_as(
                "SELECT name, cardinality(parameter_types) FROM pg_prepared_statements WHERE name = 'tutti_probe'",
            )
            .fetch_one(&mut *connection)
            .await?
        }
    };
    let nulls = vec!["NULL"; usize::try_from(parameters).unwrap_or_default()].join(", ");
    let values = if nulls.is_empty() {
        String::new()
    } else {
        format!("({nulls})")
    };
    let explain = format!("EXPLAIN (FORMAT JSON, COSTS OFF) EXECUTE {name}{values}");
    // sqlx reads JSON only with a feature that nothing else needs: as text it comes by the simple protocol.
    let row = sqlx::raw_sql(&explain).fetch_one(&mut *connection).await;
    if name == "tutti_probe" {
        sqlx::raw_sql("DEALLOCATE tutti_probe")
            .execute(&mut *connection)
            .await?;
    }
    let text: String = row?.try_get_unchecked(0)?;
    serde_json::from_str(&text).map_err(|cause| sqlx::Error::Decode(cause.into()))
}

fn walk(node: &Value, table: Option<&str>, faults: &mut Vec<String>) {
    let text = |key: &str| node[key].as_str();
    let table = text("Relation Name").or(table);
    let kind = text("Node Type").unwrap_or_default();
    let condition = text("Index Cond").unwrap_or_default();
    if let Some(name) = table.filter(|table| LARGE.contains(table)) {
        let reads_index = ["Index Scan", "Index Only Scan", "Bitmap Index Scan"].contains(&kind);
        if kind == "Seq Scan" || (reads_index && condition.is_empty()) {
            faults.push(format!("{kind} on {name}"));
        }
        // `~~` is LIKE: on an index it is a range too.
        if text("Filter").is_some_and(|filter| filter.contains("~~")) && !condition.contains(">=") {
            faults.push(format!("LIKE is asked of row after row of {name}"));
        }
    }
    for child in node["Plans"].as_array().into_iter().flatten() {
        let below = if kind == "Bitmap Heap Scan" || kind.starts_with("Bitmap") {
            table
        } else {
            None
        };
        walk(child, below, faults);
    }
}
