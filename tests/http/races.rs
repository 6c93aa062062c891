//! Many at once, and clients that hang up: nobody gets a place that is not there, and nothing acknowledged is lost.

use crate::event;
use crate::support::on_both_engines;
use crate::support::site::TestSite;
use std::sync::Arc;
use tokio::sync::Barrier;

on_both_engines!(fifty_at_once_for_the_last_place, async |db| {
    let site = Arc::new(TestSite::over(db));
    let ada = site.member("ada").await;
    let slug: Arc<str> = event(&ada, &site, &[("capacity", "3")]).await.into();
    for name in ["bob", "eve"] {
        site.member(name).await.call("events/join", &[("slug", &slug)]).await;
    }
    let mut musicians = Vec::new();
    for at in 0..50 {
        musicians.push(site.member(&format!("musician{at}")).await);
    }
    let barrier = Arc::new(Barrier::new(musicians.len()));
    let tasks: Vec<_> = musicians
        .into_iter()
        .map(|musician| {
            let (barrier, slug) = (barrier.clone(), slug.clone());
            tokio::spawn(async move {
                let fields = [("slug", &*slug)];
                barrier.wait().await;
                let answer = musician.call("events/join", &fields).await;
                assert_eq!(answer.status, 200, "{}", answer.text);
                (
                    musician,
                    answer.json()["status"].as_str().unwrap_or_default().to_owned(),
                )
            })
        })
        .collect();
    let (mut accepted, mut full) = (0, 0);
    for task in tasks {
        let (musician, said) = task.await.unwrap();
        let plays = musician
            .get(&format!("/events/{slug}"))
            .await
            .page()
            .has_form("events/leave");
        match said.as_str() {
            "accepted" => accepted += 1,
            "full" => full += 1,
            other => panic!("{other}"),
        }
        assert_eq!(plays, said == "accepted", "each answer given was true");
    }
    assert_eq!((accepted, full), (1, 49));
});

on_both_engines!(who_hangs_up_costs_nobody_a_write, async |db| {
    let site = Arc::new(TestSite::over(db));
    let ada = site.member("ada").await;
    let events: Vec<Arc<str>> = {
        let mut made = Vec::new();
        for at in 0..5 {
            made.push(event(&ada, &site, &[("title", &format!("Session {at}"))]).await.into());
        }
        made
    };
    let (rude, kind) = (site.member("rude").await, site.member("kind").await);
    let mut acknowledged = Vec::new();
    for round in 0_u64..500 {
        let slug = events[usize::try_from(round).unwrap() % events.len()].clone();
        let (hasty, path) = (rude.clone(), slug.clone());
        let act = if round % 2 == 0 { "events/join" } else { "events/leave" };
        let leaver = tokio::spawn(async move { hasty.call(act, &[("slug", &path)]).await.status });
        tokio::time::sleep(std::time::Duration::from_micros(round % 10 * 80)).await;
        leaver.abort();
        if round % 7 == 0 {
            // The page of a form that failed writes, too: what was seen in the thread.
            let (hasty, page) = (kind.clone(), format!("/messages/{}/ada", events[0]));
            let fields = [
                ("slug", events[0].to_string()),
                ("to", "ada".to_owned()),
                ("page", page),
            ];
            let leaver = tokio::spawn(async move {
                let fields = fields.each_ref().map(|(name, value)| (*name, value.as_str()));
                hasty.act("messages/send", &fields).await.status
            });
            tokio::time::sleep(std::time::Duration::from_micros(round % 20 * 80)).await;
            leaver.abort();
        }
        if round % 5 == 0 {
            let text = format!("acknowledged {round}");
            let answer = kind
                .call("messages/send", &[("slug", &slug), ("to", "ada"), ("content", &text)])
                .await;
            assert_eq!(answer.status, 200, "round {round}: {}", answer.text);
            acknowledged.push(text);
        }
    }
    site.finish().await;
    let kept: Vec<(String,)> = site.db.query("SELECT content FROM messages").fetch_all().await.unwrap();
    let lost: Vec<_> = acknowledged
        .iter()
        .filter(|text| !kept.iter().any(|(content,)| content == *text))
        .collect();
    assert!(lost.is_empty(), "lost: {lost:?}");
    assert_eq!(kept.len(), acknowledged.len());
    let join = rude.call("events/join", &[("slug", &events[0])]).await;
    assert_eq!(join.status, 200, "the database still takes writes: {}", join.text);
});

on_both_engines!(joins_leaves_and_capacities_at_once_never_overbook, async |db| {
    let site = Arc::new(TestSite::over(db));
    let ada = Arc::new(site.member("ada").await);
    let slug: Arc<str> = event(&ada, &site, &[("capacity", "6")]).await.into();
    let mut tasks = Vec::new();
    for at in 0..20_usize {
        let (musician, slug) = (site.member(&format!("musician{at}")).await, slug.clone());
        tasks.push(tokio::spawn(async move {
            for turn in 0..8 {
                let act = if (at + turn) % 3 == 2 {
                    "events/leave"
                } else {
                    "events/join"
                };
                let answer = musician.call(act, &[("slug", &slug)]).await;
                assert!([200, 409].contains(&answer.status), "{act}: {}", answer.text);
            }
        }));
    }
    for at in 0..40_usize {
        let (ada, slug) = (ada.clone(), slug.clone());
        tasks.push(tokio::spawn(async move {
            let capacity = (at % 9 + 1).to_string();
            let answer = ada
                .call("events/update", &[("slug", &slug), ("capacity", &capacity)])
                .await;
            assert!([200, 422].contains(&answer.status), "{}", answer.text);
        }));
    }
    const STANDS: &str = "
        SELECT s.capacity, (SELECT count(*) FROM event_participants p WHERE p.slot_id = s.id AND p.status = 'accepted')
          FROM event_slots s";
    while tasks.iter().any(|task| !task.is_finished()) {
        let (capacity, taken): (i64, i64) = site.db.query(STANDS).fetch_one().await.unwrap();
        assert!(taken <= capacity, "{taken} of {capacity}");
        tokio::task::yield_now().await;
    }
    for task in tasks {
        task.await.unwrap();
    }
});
