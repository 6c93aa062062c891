//! Many at once, and clients that hang up: nobody gets a place that is not there, and nothing acknowledged is lost.

use crate::event;
use crate::support::on_both_engines;
use crate::support::site::TestSite;
use std::collections::BTreeSet;
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
    const MUSICIANS: usize = 20;
    const CHANGES: usize = 40;
    const STANDS: &str = "
        SELECT s.capacity, (SELECT count(*) FROM event_participants p WHERE p.slot_id = s.id AND p.status = 'accepted')
          FROM event_slots s";
    let site = Arc::new(TestSite::over(db));
    let ada = Arc::new(site.member("ada").await);
    let slug: Arc<str> = event(&ada, &site, &[("capacity", "6")]).await.into();
    let barrier = Arc::new(Barrier::new(MUSICIANS + CHANGES));
    let mut players = Vec::new();
    for at in 0..MUSICIANS {
        let (musician, slug) = (site.member(&format!("musician{at}")).await, slug.clone());
        let barrier = barrier.clone();
        players.push(tokio::spawn(async move {
            // Whether they play, by the answers they got; how often they came in, and went.
            let (mut plays, mut came, mut went) = (false, 0, 0);
            barrier.wait().await;
            for turn in 0..8 {
                let leaves = (at + turn) % 3 == 2;
                let act = if leaves { "events/leave" } else { "events/join" };
                let answer = musician.call(act, &[("slug", &slug)]).await;
                match (leaves, answer.status) {
                    (true, 200) => {
                        went += usize::from(plays);
                        plays = false;
                    }
                    // They never had a place.
                    (true, 409) => assert!(!plays && came == 0, "{}", answer.text),
                    (false, 200) => match answer.json()["status"].as_str() {
                        Some("accepted") => {
                            came += usize::from(!plays);
                            plays = true;
                        }
                        Some("full") => assert!(!plays, "who plays is not told that it is full"),
                        _ => panic!("{}", answer.text),
                    },
                    _ => panic!("{act}: {} {}", answer.status, answer.text),
                }
            }
            (plays, came, went)
        }));
    }
    let mut hosts = Vec::new();
    for at in 0..CHANGES {
        let (ada, slug, barrier) = (ada.clone(), slug.clone(), barrier.clone());
        hosts.push(tokio::spawn(async move {
            let capacity = (at % 9 + 1).to_string();
            let fields = [("slug", &*slug), ("capacity", &capacity)];
            barrier.wait().await;
            let answer = ada.call("events/update", &fields).await;
            match answer.status {
                200 => answer.json()["version"].as_i64(),
                422 => {
                    assert!(!answer.problem("capacity").is_empty(), "{}", answer.text);
                    None
                }
                _ => panic!("{} {}", answer.status, answer.text),
            }
        }));
    }
    let stands = async || -> (i64, i64) { site.db.query(STANDS).fetch_one().await.unwrap() };
    while players.iter().any(|task| !task.is_finished()) || hosts.iter().any(|task| !task.is_finished()) {
        let (capacity, taken) = stands().await;
        assert!(taken <= capacity, "{taken} of {capacity}");
        tokio::task::yield_now().await;
    }
    let (mut playing, mut came, mut went) = (0, 0, 0);
    for task in players {
        let (plays, in_, out) = task.await.unwrap();
        playing += i64::from(plays);
        came += in_;
        went += out;
    }
    let mut versions = BTreeSet::new();
    for task in hosts {
        versions.extend(task.await.unwrap());
    }
    assert!(came > 0 && went > 0, "{came} came and {went} went");
    assert!(versions.len() > 1, "the capacity was changed: {versions:?}");
    let (capacity, taken) = stands().await;
    assert!(taken <= capacity, "{taken} of {capacity} in the end");
    assert_eq!(taken, playing, "whoever was told so plays, and nobody else");
});
