//! Filling an empty database: many rows by few statements, on a handle that is set for it.

use std::fmt::Write;

use super::{Db, Engine, Error, Pools, Statement, Tx, unhurried};

/// How many values one statement binds, about. To SQLite each `$n` is a name, which it looks for among all before it: with
/// thousands of them it does little else.
const BOUND_AT_ONCE: usize = 200;

/// The values of one row, as they stand at the end of a statement: `($1, $2, 1, $3)`.
pub(super) struct Tuple {
    /// What stands before each number, and the number.
    pieces: Vec<(&'static str, usize)>,
    end: &'static str,
    /// How many values a row binds.
    bound: usize,
}

impl Tuple {
    /// The one with which this statement ends.
    fn of(sql: &'static str) -> Self {
        let (_, tuple) = sql.rsplit_once("VALUES").expect("the statement ends with VALUES (…)");
        let mut parts = tuple.trim().split('$');
        let mut before = parts.next().unwrap_or_default();
        let mut pieces = Vec::new();
        for part in parts {
            let digits = part.bytes().take_while(u8::is_ascii_digit).count();
            let (number, after) = part.split_at(digits);
            pieces.push((before, number.parse().expect("a number stands after each $")));
            before = after;
        }
        let bound = pieces.iter().map(|(_, number)| *number).max().unwrap_or_default();
        Self {
            pieces,
            end: before,
            bound,
        }
    }

    /// How many rows one statement writes.
    fn rows_at_once(&self) -> usize {
        (BOUND_AT_ONCE / self.bound.max(1)).max(1)
    }

    /// Appends it once more, with the numbers of this row; the first is row 0.
    pub(super) fn write(&self, sql: &mut String, row: usize) {
        sql.push_str(", ");
        for (before, number) in &self.pieces {
            // Writing into a String cannot fail.
            let _ = write!(sql, "{before}${}", number + row * self.bound);
        }
        sql.push_str(self.end);
    }
}

impl Tx {
    /// Writes many rows by few statements, and says how many. `sql` ends with the values of the first row,
    /// `VALUES ($1, …)`; `bind` binds those of each.
    pub async fn insert_rows<'q, R>(
        &mut self,
        sql: &'static str,
        rows: &'q [R],
        bind: impl for<'c> Fn(Statement<'c, 'q>, &'q R) -> Statement<'c, 'q>,
    ) -> Result<u64, Error> {
        let tuple = Tuple::of(sql);
        let mut written = 0;
        for rows in rows.chunks(tuple.rows_at_once()) {
            let statement =
                (1..rows.len()).fold(Tx::query(self, sql), |statement, row| statement.push_tuple(&tuple, row));
            let statement = rows.iter().fold(statement, &bind);
            written += statement.execute().await?;
        }
        Ok(written)
    }
}

impl Db {
    /// The handle to fill an empty database by. On SQLite the writer holds more pages in memory from now on (200 MB) and
    /// folds its log less often; on PostgreSQL a statement may take as long as it takes.
    pub async fn to_fill(&self) -> Result<Self, Error> {
        const HOLD_MORE: &str = "PRAGMA cache_size = -200000";
        const FOLD_LESS: &str = "PRAGMA wal_autocheckpoint = 16000";
        match self.pools() {
            Pools::Sqlite { write, .. } => {
                Statement::on_sqlite_pool(write, HOLD_MORE).execute().await?;
                Statement::on_sqlite_pool(write, FOLD_LESS).execute().await?;
                Ok(self.clone())
            }
            Pools::Postgres(pool) => unhurried(pool).await,
        }
    }

    /// Tells the planner what the tables hold by now, as PostgreSQL's own daemon would after a while. SQLite is told nothing:
    /// its plans are those of a database that was never analysed, like every one that Tutti serves, and with samples
    /// in `sqlite_stat4` it would plan a statement anew at each execution.
    pub async fn take_stock(&self) -> Result<(), Error> {
        const TAKE_STOCK: &str = "VACUUM (ANALYZE)";
        match self.engine() {
            Engine::Sqlite => Ok(()),
            Engine::Postgres => Db::query(self, TAKE_STOCK).execute().await.map(drop),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_row_has_numbers_of_its_own() {
        let tuple = Tuple::of("INSERT INTO t (a, b, c, d)\n    VALUES ($1, 'x', $2, $2)");
        assert_eq!((tuple.bound, tuple.rows_at_once()), (2, BOUND_AT_ONCE / 2));
        let mut sql = String::new();
        tuple.write(&mut sql, 1);
        tuple.write(&mut sql, 10);
        assert_eq!(sql, ", ($3, 'x', $4, $4), ($21, 'x', $22, $22)");
    }
}
