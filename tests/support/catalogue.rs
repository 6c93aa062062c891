//! What a database consists of, as lines that are alike when two databases are: tables, columns, defaults, keys, foreign
//! keys, checks, indexes. What the engines call differently is brought to one word here: `bytes` (BLOB; UUID, BYTEA),
//! `instant` (INTEGER in a column called `…_at` or `…_until`; TIMESTAMPTZ), `count` (INTEGER; BIGINT), `boolean` (INTEGER
//! with the check `column IN (0, 1)`; BOOLEAN). Anything else stays as it is and so is found out.

use std::collections::BTreeSet;

use tutti::db::{Db, Engine, Error, Pools};

/// What a database consists of.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Catalogue {
    /// A line for each thing with one spelling on both engines.
    pub lines: BTreeSet<String>,
    /// Conditions, which PostgreSQL keeps in words of its own.
    pub conditions: BTreeSet<Condition>,
}

/// A check of a table, or the condition of a partial index.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Condition {
    pub kind: ConditionKind,
    pub table: String,
    pub name: String,
    pub words: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ConditionKind {
    Check,
    PartialIndex,
}

impl Catalogue {
    pub async fn of(db: &Db) -> Self {
        match db.engine() {
            Engine::Sqlite => sqlite(db).await,
            Engine::Postgres => postgres(db).await,
        }
        .expect("the catalogue")
    }

    /// Every condition in the words that this PostgreSQL database would keep it in, so that the two can be compared.
    pub async fn in_words_of(mut self, db: &Db) -> Self {
        let Pools::Postgres(pool) = db.pools() else {
            panic!("PostgreSQL alone rewrites conditions")
        };
        let mut translated = BTreeSet::new();
        for condition in self.conditions {
            let Condition { kind, table, words, .. } = &condition;
            let (make, read) = match kind {
                ConditionKind::Check => (
                    format!("ALTER TABLE {table} ADD CONSTRAINT tutti_probe CHECK ({words})"),
                    "SELECT pg_get_expr(conbin, conrelid) FROM pg_constraint WHERE conname = 'tutti_probe'",
                ),
                ConditionKind::PartialIndex => (
                    format!("CREATE INDEX tutti_probe ON {table} ((1)) WHERE {words}"),
                    "SELECT pg_get_expr(indpred, indrelid) FROM pg_index WHERE indexrelid = 'tutti_probe'::regclass",
                ),
            };
            let mut tx = pool.begin().await.expect("a transaction");
            let kept = match sqlx::raw_sql(&make).execute(&mut *tx).await {
                Ok(_) => sqlx::query_scalar(read).fetch_one(&mut *tx).await.expect("the probe"),
                // What PostgreSQL does not take stands out as it is.
                Err(_) => words.clone(),
            };
            translated.insert(Condition {
                words: kept,
                ..condition
            });
        }
        self.conditions = translated;
        self
    }

    /// What stands in one of the two only: empty when they are alike.
    pub fn differences(&self, other: &Self) -> Vec<String> {
        let all = |catalogue: &Self| -> BTreeSet<String> {
            let conditions = catalogue.conditions.iter().map(|condition| format!("{condition:?}"));
            catalogue.lines.iter().cloned().chain(conditions).collect()
        };
        let (ours, theirs) = (all(self), all(other));
        let first = ours
            .difference(&theirs)
            .map(|line| format!("only in the first: {line}"));
        let second = theirs
            .difference(&ours)
            .map(|line| format!("only in the second: {line}"));
        first.chain(second).collect()
    }
}

/// Neither sqlx's table nor the lease is made by a migration.
const SQLITE_TABLES: &str = "
SELECT name, sql
FROM sqlite_schema
WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' AND substr(name, 1, 1) <> '_'
ORDER BY name";
const SQLITE_COLUMNS: &str = r#"
SELECT name, type, "notnull" = 0 AND pk = 0, dflt_value
FROM pragma_table_xinfo($1)"#;
const SQLITE_KEYS: &str = r#"
SELECT list.name, list.origin, list."unique", group_concat(coalesce(info.name, '(expression)'), ', '), coalesce(max(schema.sql), '')
FROM pragma_index_list($1) AS list
JOIN pragma_index_xinfo(list.name) AS info ON info.key = 1
LEFT JOIN sqlite_schema AS schema ON schema.name = list.name
GROUP BY list.name, list.origin, list."unique""#;
const SQLITE_FOREIGN_KEYS: &str = r#"
SELECT group_concat("from", ', '), "table", group_concat("to", ', '), on_delete
FROM (SELECT * FROM pragma_foreign_key_list($1) ORDER BY id, seq)
GROUP BY id, "table", on_delete"#;

async fn sqlite(db: &Db) -> Result<Catalogue, Error> {
    let mut catalogue = Catalogue::default();
    let tables: Vec<(String, String)> = db.query(SQLITE_TABLES).fetch_all().await?;
    for (table, sql) in tables {
        let mut checks = checks(&sql);
        let columns: Vec<(String, String, bool, Option<String>)> =
            db.query(SQLITE_COLUMNS).bind(table.clone()).fetch_all().await?;
        for (name, declared, nullable, default) in columns {
            let truth = format!("{name} IN (0, 1)");
            let boolean = checks.iter().position(|(_, words)| *words == truth);
            let instant = name.ends_with("_at") || name.ends_with("_until") || name == "expiry_date";
            let kind = match (&*declared, boolean) {
                ("TEXT", _) => "text",
                ("BLOB", _) => "bytes",
                ("INTEGER", Some(check)) => {
                    checks.remove(check);
                    "boolean"
                }
                ("INTEGER", None) if instant => "instant",
                ("INTEGER", None) => "count",
                (other, _) => other,
            };
            catalogue.lines.insert(column(&table, &name, kind, nullable, default));
        }
        for (name, words) in checks {
            catalogue.conditions.insert(Condition {
                kind: ConditionKind::Check,
                table: table.clone(),
                name,
                words,
            });
        }
        let keys: Vec<(String, String, i64, String, String)> =
            db.query(SQLITE_KEYS).bind(table.clone()).fetch_all().await?;
        for (name, origin, unique, columns, sql) in keys {
            if origin == "c" {
                catalogue.lines.insert(index(&table, &name, unique == 1, &columns));
                if let Some((_, words)) = sql.split_once(" WHERE ") {
                    let (kind, table, words) = (ConditionKind::PartialIndex, table.clone(), words.to_owned());
                    catalogue.conditions.insert(Condition {
                        kind,
                        table,
                        name,
                        words,
                    });
                }
            } else {
                // SQLite does not keep a key's name: what it says of a refusal is made into this one.
                let name = format!("{table}_{}_key", columns.replace(", ", "_"));
                catalogue.lines.insert(key(&table, &name, origin == "pk", &columns));
            }
        }
        let foreign: Vec<(String, String, String, String)> =
            db.query(SQLITE_FOREIGN_KEYS).bind(table.clone()).fetch_all().await?;
        for (from, target, to, on_delete) in foreign {
            catalogue
                .lines
                .insert(foreign_key(&table, &from, &target, &to, &on_delete));
        }
    }
    Ok(catalogue)
}

const POSTGRES_COLUMNS: &str = "
SELECT CAST(class.relname AS TEXT), CAST(attname AS TEXT), format_type(atttypid, atttypmod), NOT attnotnull,
  pg_get_expr(adbin, adrelid)
FROM pg_attribute
JOIN pg_class AS class ON class.oid = attrelid
LEFT JOIN pg_attrdef ON adrelid = attrelid AND adnum = attnum
WHERE class.relkind = 'r' AND class.relnamespace = 'public'::regnamespace AND class.relname NOT LIKE '\\_%'
  AND attnum > 0 AND NOT attisdropped";
const POSTGRES_CHECKS: &str = "
SELECT CAST(conrelid::regclass AS TEXT), CAST(conname AS TEXT), pg_get_expr(conbin, conrelid)
FROM pg_constraint
WHERE contype = 'c' AND connamespace = 'public'::regnamespace";
const POSTGRES_KEYS: &str = "
SELECT CAST(pg_index.indrelid::regclass AS TEXT), CAST(class.relname AS TEXT), indisprimary, indisunique,
  EXISTS (SELECT 1 FROM pg_constraint WHERE conindid = indexrelid AND contype IN ('p', 'u')),
  (SELECT string_agg(coalesce(CAST(attname AS TEXT), '(expression)'), ', ' ORDER BY place)
    FROM unnest(indkey) WITH ORDINALITY AS part(number, place)
    LEFT JOIN pg_attribute ON attrelid = indrelid AND attnum = number),
  pg_get_expr(indpred, indrelid)
FROM pg_index
JOIN pg_class AS class ON class.oid = indexrelid
WHERE class.relnamespace = 'public'::regnamespace AND CAST(indrelid::regclass AS TEXT) NOT LIKE '\\_%'";
const POSTGRES_FOREIGN_KEYS: &str = "
SELECT CAST(conrelid::regclass AS TEXT),
  (SELECT string_agg(CAST(attname AS TEXT), ', ' ORDER BY place)
    FROM unnest(conkey) WITH ORDINALITY AS part(number, place)
    JOIN pg_attribute ON attrelid = conrelid AND attnum = number),
  CAST(confrelid::regclass AS TEXT),
  (SELECT string_agg(CAST(attname AS TEXT), ', ' ORDER BY place)
    FROM unnest(confkey) WITH ORDINALITY AS part(number, place)
    JOIN pg_attribute ON attrelid = confrelid AND attnum = number),
  CASE confdeltype WHEN 'a' THEN 'NO ACTION' WHEN 'c' THEN 'CASCADE' WHEN 'n' THEN 'SET NULL'
    WHEN 'r' THEN 'RESTRICT' ELSE 'SET DEFAULT' END
FROM pg_constraint
WHERE contype = 'f' AND connamespace = 'public'::regnamespace";

async fn postgres(db: &Db) -> Result<Catalogue, Error> {
    let mut catalogue = Catalogue::default();
    let columns: Vec<(String, String, String, bool, Option<String>)> = db.query(POSTGRES_COLUMNS).fetch_all().await?;
    for (table, name, declared, nullable, default) in columns {
        let kind = match &*declared {
            "uuid" | "bytea" => "bytes",
            "timestamp with time zone" => "instant",
            "bigint" => "count",
            other => other,
        };
        let default = default.map(|words| words.split("::").next().unwrap_or_default().to_owned());
        catalogue.lines.insert(column(&table, &name, kind, nullable, default));
    }
    let checks: Vec<(String, String, String)> = db.query(POSTGRES_CHECKS).fetch_all().await?;
    for (table, name, words) in checks {
        catalogue.conditions.insert(Condition {
            kind: ConditionKind::Check,
            table,
            name,
            words,
        });
    }
    #[allow(clippy::type_complexity)]
    let keys: Vec<(String, String, bool, bool, bool, String, Option<String>)> =
        db.query(POSTGRES_KEYS).fetch_all().await?;
    for (table, name, primary, unique, constraint, columns, words) in keys {
        if constraint {
            catalogue.lines.insert(key(&table, &name, primary, &columns));
            continue;
        }
        catalogue.lines.insert(index(&table, &name, unique, &columns));
        if let Some(words) = words {
            catalogue.conditions.insert(Condition {
                kind: ConditionKind::PartialIndex,
                table,
                name,
                words,
            });
        }
    }
    let foreign: Vec<(String, String, String, String, String)> = db.query(POSTGRES_FOREIGN_KEYS).fetch_all().await?;
    for (table, from, target, to, on_delete) in foreign {
        catalogue
            .lines
            .insert(foreign_key(&table, &from, &target, &to, &on_delete));
    }
    Ok(catalogue)
}

fn column(table: &str, name: &str, kind: &str, nullable: bool, default: Option<String>) -> String {
    let null = if nullable { "null" } else { "not null" };
    format!(
        "{table}.{name}: {kind}, {null}, default {}",
        default.as_deref().unwrap_or("none")
    )
}

fn key(table: &str, name: &str, primary: bool, columns: &str) -> String {
    format!(
        "{table}: {} key {name} ({columns})",
        if primary { "primary" } else { "unique" }
    )
}

fn index(table: &str, name: &str, unique: bool, columns: &str) -> String {
    format!(
        "{table}: {}index {name} ({columns})",
        if unique { "unique " } else { "" }
    )
}

fn foreign_key(table: &str, from: &str, target: &str, to: &str, on_delete: &str) -> String {
    format!("{table}: ({from}) refers to {target} ({to}), on delete {on_delete}")
}

/// The checks in a CREATE TABLE, by name. SQLite has no other list of them.
fn checks(sql: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut rest = sql;
    while let Some(start) = rest.find("CHECK") {
        let before: Vec<&str> = rest[..start].split_whitespace().collect();
        let name = match before.as_slice() {
            [.., "CONSTRAINT", name] => (*name).to_owned(),
            _ => "a check without a name".to_owned(),
        };
        let open = start + rest[start..].find('(').expect("a check has a condition");
        let (mut depth, mut quoted, mut end) = (0, false, rest.len());
        for (at, c) in rest[open..].char_indices() {
            match c {
                '\'' => quoted = !quoted,
                '(' if !quoted => depth += 1,
                ')' if !quoted => depth -= 1,
                _ => {}
            }
            if depth == 0 {
                end = open + at;
                break;
            }
        }
        found.push((name, rest[open + 1..end].trim().to_owned()));
        rest = &rest[end..];
    }
    found
}
