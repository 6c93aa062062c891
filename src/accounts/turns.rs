//! Slow work, a little at a time: on threads of its own, at most as much at once as there are turns, so that a storm of
//! log-ins leaves the pages a core. A few wait; who comes when the queue is full is told so at once. A turn ends with its
//! work, not with the request that asked for it: hanging up frees nothing early.

use crate::error::AppError;
use argon2::Block;
use std::sync::{Arc, Mutex, PoisonError};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

/// How many wait for each turn that can be had at once.
const WAITING: usize = 32;

/// Seconds until a full queue has surely moved on: 33 hashes of some 30 ms, on a slow machine twice that.
const RETRY_AFTER: u32 = 2;

/// What argon2 works in: it grows to what the work takes, and is lent to one turn after the other.
pub(super) type Memory = Vec<Block>;

/// The turns of one process. Cheap to clone; all clones share them.
#[derive(Clone, Debug)]
pub(super) struct Turns {
    free: Arc<Semaphore>,
    queue: Arc<Semaphore>,
    /// Never more than there are turns. Taken anew for each work, the allocator would keep as much for every thread that
    /// ever did some.
    memories: Arc<Mutex<Vec<Memory>>>,
}

impl Turns {
    /// So many at once, and 32 times as many in the queue.
    pub fn new(count: usize) -> Self {
        Self {
            free: Arc::new(Semaphore::new(count)),
            queue: Arc::new(Semaphore::new(count * WAITING)),
            memories: Arc::default(),
        }
    }

    /// Runs work on a thread where it may take its time, when it is its turn.
    ///
    /// # Errors
    /// `Unavailable` when the queue is full; `Internal` when the work panicked.
    pub async fn run<T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut Memory) -> T + Send + 'static,
    ) -> Result<T, AppError> {
        let turn = self.turn().await?;
        let (memories, request) = (self.memories.clone(), tracing::Span::current());
        let done = tokio::task::spawn_blocking(move || {
            let (_until_done, _told_of) = (turn, request.entered());
            let mut memory = memories
                .lock()
                .unwrap_or_else(PoisonError::into_inner)
                .pop()
                .unwrap_or_default();
            let done = work(&mut memory);
            memories.lock().unwrap_or_else(PoisonError::into_inner).push(memory);
            done
        });
        done.await.map_err(|fault| {
            tracing::error!(%fault, "password work broke off");
            AppError::Internal
        })
    }

    async fn turn(&self) -> Result<OwnedSemaphorePermit, AppError> {
        let busy = AppError::Unavailable {
            retry_after: RETRY_AFTER,
        };
        if let Ok(turn) = self.free.clone().try_acquire_owned() {
            return Ok(turn);
        }
        // Dropped with this future: who stops waiting leaves the queue.
        let _place = self.queue.try_acquire().map_err(|_| {
            tracing::warn!("too many passwords wait to be hashed");
            busy.clone()
        })?;
        self.free.clone().acquire_owned().await.map_err(|_| busy)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::Condvar;
    use std::sync::atomic::{AtomicUsize, Ordering};
    use std::time::{Duration, Instant};

    /// Work that waits at a gate, and counts how much of it runs at once.
    #[derive(Clone, Default)]
    struct Gate(Arc<(Mutex<bool>, Condvar, AtomicUsize, AtomicUsize)>);

    impl Gate {
        fn pass(&self) {
            let (open, changed, running, most) = &*self.0;
            most.fetch_max(running.fetch_add(1, Ordering::SeqCst) + 1, Ordering::SeqCst);
            drop(changed.wait_while(open.lock().unwrap(), |open| !*open).unwrap());
            running.fetch_sub(1, Ordering::SeqCst);
        }

        fn open(&self) {
            *self.0.0.lock().unwrap() = true;
            self.0.1.notify_all();
        }

        fn running(&self) -> usize {
            self.0.2.load(Ordering::SeqCst)
        }

        fn most(&self) -> usize {
            self.0.3.load(Ordering::SeqCst)
        }
    }

    fn start(turns: &Turns, gate: &Gate) -> tokio::task::JoinHandle<Result<(), AppError>> {
        let (turns, gate) = (turns.clone(), gate.clone());
        tokio::spawn(async move { turns.run(move |_| gate.pass()).await })
    }

    async fn until(what: impl Fn() -> bool) {
        let patience = tokio::time::timeout(Duration::from_secs(10), async {
            while !what() {
                tokio::time::sleep(Duration::from_millis(1)).await;
            }
        });
        patience.await.expect("within ten seconds");
    }

    #[tokio::test]
    async fn a_hundred_who_hang_up_use_no_more_turns() {
        let (turns, gate) = (Turns::new(2), Gate::default());
        for _ in 0..100 {
            let asked = start(&turns, &gate);
            tokio::task::yield_now().await;
            asked.abort();
            let _ = asked.await;
        }
        until(|| gate.running() == 2).await;
        tokio::time::sleep(Duration::from_millis(50)).await;
        assert_eq!(
            (gate.most(), turns.free.available_permits()),
            (2, 0),
            "a turn lasts as long as its work"
        );
        assert_eq!(turns.queue.available_permits(), 64, "who hung up has left the queue");
        gate.open();
        until(|| turns.free.available_permits() == 2).await;
        assert_eq!(gate.most(), 2);
    }

    #[tokio::test]
    async fn a_full_queue_says_so_at_once_and_moves_on() {
        let (turns, gate) = (Turns::new(1), Gate::default());
        let asked: Vec<_> = (0..33).map(|_| start(&turns, &gate)).collect();
        until(|| gate.running() == 1 && turns.queue.available_permits() == 0).await;
        let before = Instant::now();
        let refused = turns.run(|_| ()).await;
        assert!(before.elapsed() < Duration::from_millis(50), "{:?}", before.elapsed());
        assert!(
            matches!(&refused, Err(error) if error.status() == 503 && error.retry_after() >= Some(1)),
            "{refused:?}"
        );
        asked[7].abort();
        until(|| turns.queue.available_permits() == 1).await;
        let late = start(&turns, &gate);
        until(|| turns.queue.available_permits() == 0).await;
        gate.open();
        for (at, asked) in asked.into_iter().chain([late]).enumerate() {
            assert_eq!(asked.await.is_ok_and(|done| done.is_ok()), at != 7, "the {at}th");
        }
        assert_eq!((gate.most(), turns.queue.available_permits()), (1, 32));
    }

    #[tokio::test]
    async fn work_that_panics_gives_its_turn_back() {
        let turns = Turns::new(1);
        assert_eq!(
            turns.run(|_| panic!("on purpose")).await,
            Err::<(), _>(AppError::Internal)
        );
        assert_eq!(turns.run(|_| 7).await, Ok(7));
    }

    #[tokio::test]
    async fn memory_is_lent_from_turn_to_turn() {
        let turns = Turns::new(2);
        let fill = |memory: &mut Memory| {
            let found = memory.len();
            memory.resize(7, Block::new());
            found
        };
        assert_eq!(turns.run(fill).await, Ok(0));
        assert_eq!(turns.run(fill).await, Ok(7));
        assert_eq!(turns.memories.lock().unwrap().len(), 1, "one after the other");
    }
}
