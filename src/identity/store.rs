use super::{cache::SignedIn, model::Member};
use crate::{db::Db, error::AppError, instant::Instant};
use tower_sessions::Session;
pub async fn member(_db: &Db, _cache: &SignedIn, _session: &Session, _now: Instant) -> Result<Option<Member>, AppError> { Ok(None) }
