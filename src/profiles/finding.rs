//! What people are found by, brought up to date: folding is done here and not in SQL, so a migration cannot do it.

use super::store;
use crate::db::Db;
use crate::error::AppError;
use crate::transact;

/// Writes the words and towns of whoever was here before Tutti found people by them, or was changed by an older version of it
/// since. At each start; nearly always there is nothing to do.
pub async fn catch_up(db: &Db) -> Result<(), AppError> {
    let mut people = 0;
    loop {
        let done = transact!(db, tx => { Ok(store::catch_up(tx).await?) })?;
        people += done;
        if done == 0 {
            break;
        }
    }
    if people > 0 {
        tracing::info!(people, "wrote down what they are found by");
    }
    Ok(())
}
