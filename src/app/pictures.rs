//! Pictures that go along with shared links, drawn when somebody asks and kept for a while. Drawing is work for the
//! processor: off the threads that answer, and little at a time, so that a storm of previews leaves the pages a core.

use crate::error::AppError;
use crate::ui::social_card::SocialCard;
use axum::body::Bytes;
use moka::sync::Cache;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::Semaphore;

/// How many are drawn at once.
const TURNS: usize = 2;
/// How long somebody waits for their turn.
const PATIENCE: Duration = Duration::from_secs(2);
/// All that is kept, in bytes: some two hundred pictures.
const KEPT: u64 = 16 * 1024 * 1024;
/// How long a picture is kept that nobody asks for.
const IDLE: Duration = Duration::from_secs(60 * 60);

/// The pictures of one process, by what they show. Cheap to clone; all clones share them.
#[derive(Clone, Debug)]
pub struct Pictures {
    drawn: Cache<SocialCard, Bytes>,
    turns: Arc<Semaphore>,
    patience: Duration,
}

impl Default for Pictures {
    fn default() -> Self {
        let weight = |_: &SocialCard, picture: &Bytes| u32::try_from(picture.len()).unwrap_or(u32::MAX);
        Self {
            drawn: Cache::builder()
                .weigher(weight)
                .max_capacity(KEPT)
                .time_to_idle(IDLE)
                .build(),
            turns: Arc::new(Semaphore::new(TURNS)),
            patience: PATIENCE,
        }
    }
}

impl Pictures {
    /// The picture, as PNG. However many ask for the same one at once, it is drawn once.
    ///
    /// # Errors
    /// `Unavailable` when too many others are being drawn.
    pub async fn png(&self, card: SocialCard) -> Result<Bytes, AppError> {
        if let Some(drawn) = self.drawn.get(&card) {
            return Ok(drawn);
        }
        let turn = tokio::time::timeout(self.patience, self.turns.clone().acquire_owned()).await;
        let Ok(Ok(turn)) = turn else {
            tracing::warn!("too many pictures wait to be drawn");
            return Err(AppError::Unavailable { retry_after: 2 });
        };
        let drawn = self.drawn.clone();
        let work = tokio::task::spawn_blocking(move || {
            let _until_done = turn;
            drawn.optionally_get_with(card.clone(), || card.png().map(Bytes::from))
        });
        match work.await {
            Ok(Some(picture)) => Ok(picture),
            Ok(None) => {
                tracing::error!("a picture could not be drawn");
                Err(AppError::Internal)
            }
            Err(fault) => {
                tracing::error!(%fault, "drawing a picture broke off");
                Err(AppError::Internal)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::stock::Stock;

    fn card(slug: &str) -> SocialCard {
        SocialCard {
            stock: Stock::Canary,
            slug: slug.to_owned(),
            day: Some("26".to_owned()),
            when: Default::default(),
            title: "A jam".to_owned(),
            otherwise: "Jam".to_owned(),
            places: (None, String::new()),
            gone: false,
        }
    }

    #[tokio::test]
    async fn one_picture_is_drawn_once_for_all_who_ask() {
        let pictures = Pictures::default();
        let asked: Vec<_> = (0..20)
            .map(|_| {
                let pictures = pictures.clone();
                tokio::spawn(async move { pictures.png(card("a")).await })
            })
            .collect();
        let mut answers = Vec::new();
        for asked in asked {
            answers.push(asked.await.expect("a task").expect("a picture"));
        }
        assert!(
            answers.iter().all(|answer| answer.as_ptr() == answers[0].as_ptr()),
            "one and the same"
        );
        pictures.drawn.run_pending_tasks();
        assert_eq!(pictures.drawn.entry_count(), 1);
    }

    #[tokio::test]
    async fn whoever_waits_too_long_is_told_so() {
        let pictures = Pictures {
            patience: Duration::from_millis(20),
            ..Pictures::default()
        };
        let held = pictures.turns.clone().acquire_many_owned(2).await.expect("both turns");
        let refused = pictures.png(card("b")).await;
        assert!(matches!(&refused, Err(error) if error.status() == 503 && error.retry_after() >= Some(1)));
        drop(held);
        assert!(pictures.png(card("b")).await.is_ok());
    }
}
