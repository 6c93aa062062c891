//! What people are found by, brought up to date: folding is done here and not in SQL, so a migration cannot do it.

use super::store;
use crate::db::Db;
use crate::error::AppError;
use crate::transact;
use uuid::Uuid;

/// Writes the words and towns of whoever was here before Tutti found people by them, or was changed by an older version of it
/// since. At each start; nearly always there is nothing to do.
pub async fn catch_up(db: &Db) -> Result<(), AppError> {
    let mut after = Uuid::nil();
    while let Some(last) = transact!(db, tx => { Ok(store::catch_up(tx, after).await?) })? {
        tracing::info!("writing down what people are found by");
        after = last;
    }
    Ok(())
}
