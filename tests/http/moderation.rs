//! Reports: what can be reported by whom, what is kept of it, and that nothing is told that its reporter can't read.

use crate::event;
use crate::messages::write;
use crate::support::on_both_engines;
use crate::support::site::{Answer, TestSite, Visitor};
use serde_json::Value;

/// All reports: reporter, subject, reason, note, evidence, state.
async fn reports(site: &TestSite) -> Vec<(String, String, String, Option<String>, Value, String)> {
    const REPORTS: &str = "
        SELECT u.username, r.subject, r.reason, r.note, r.evidence, r.state
          FROM reports r JOIN users u ON u.id = r.reporter_id ORDER BY r.id";
    let rows: Vec<(String, String, String, Option<String>, String, String)> =
        site.db.query(REPORTS).fetch_all().await.unwrap();
    rows.into_iter()
        .map(|(who, subject, reason, note, evidence, state)| {
            let evidence = serde_json::from_str(&evidence).expect("JSON");
            (who, subject, reason, note, evidence, state)
        })
        .collect()
}

/// Opens the form at this address, fills it and sends it.
async fn report(who: &Visitor, path: &str, reason: &str, note: &str) -> Answer {
    let page = who.get(path).await.page();
    let named = ["subject", "slug", "username", "seq"].map(|name| (name, page.hidden("moderation/report", name)));
    let mut fields: Vec<(&str, &str)> = named
        .iter()
        .filter_map(|(name, value)| Some((*name, value.as_deref()?)))
        .collect();
    fields.extend([("reason", reason), ("note", note), ("page", path)]);
    who.act("moderation/report", &fields).await
}

on_both_engines!(an_event_is_reported_as_it_is, async |db| {
    let site = TestSite::over(db);
    let (ada, bob) = (site.member("ada").await, site.member("bob").await);
    let slug = event(
        &ada,
        &site,
        &[("description", "Send 50 € first."), ("venue", "Demo Room 3")],
    )
    .await;
    let page = format!("/events/{slug}");
    let link = bob.get(&page).await.page().link("Report this event").expect("a way");
    assert_eq!(link, format!("/report?event={slug}"));
    assert_eq!(ada.get(&page).await.page().link("Report this event"), None, "one's own");
    let form = bob.get(&link).await.page();
    assert_eq!(form.h1(), "Report “Slow Sunday session”");
    assert_eq!(
        form.attribute("meta[name=robots]", "content").as_deref(),
        Some("noindex")
    );

    let refused = report(&bob, &link, "", &"ö".repeat(1_001)).await;
    assert_eq!(refused.status, 422);
    let again = refused.page();
    assert!(
        again.summary().contains(&"Choose what is wrong with it.".to_owned()),
        "{:?}",
        again.summary()
    );
    assert!(again.error("What should the moderators know?").is_some());
    assert_eq!(reports(&site).await.len(), 0);

    let done = report(&bob, &link, "scam", " He asked me, too.\r\n").await;
    assert_eq!(done.location(), page);
    let thanks = bob.get(&page).await.page().notice().expect("a word of thanks");
    assert!(thanks.starts_with("Thank you."), "{thanks}");
    let kept = reports(&site).await;
    let [(who, subject, reason, note, evidence, state)] = kept.as_slice() else {
        panic!("one report: {kept:?}")
    };
    assert_eq!(
        (
            who.as_str(),
            subject.as_str(),
            reason.as_str(),
            note.as_deref(),
            state.as_str()
        ),
        ("bob", "event", "scam", Some("He asked me, too."), "open")
    );
    for (name, value) in [
        ("title", "Slow Sunday session"),
        ("description", "Send 50 € first."),
        ("venue", "Demo Room 3"),
        ("town", "Lisboa"),
    ] {
        assert_eq!(evidence[name], value);
    }
    assert_eq!(evidence["hosts"][0]["username"], "ada");

    let changed = ada
        .call("events/update", &[("slug", &slug), ("description", "All is well.")])
        .await;
    assert_eq!(changed.status, 200);
    assert_eq!(reports(&site).await, kept, "what is changed later stays as it was told");
    assert_eq!(report(&bob, &link, "spam", "Once more.").await.location(), page);
    let before = bob.get(&page).await.page().notice().expect("a word");
    assert!(before.contains("reported this before"), "{before}");
    assert_eq!(reports(&site).await, kept, "one report");
    let eve = site.member("eve").await;
    report(&eve, &link, "spam", "").await;
    assert_eq!(reports(&site).await.len(), 2, "another's is another one");
    site.db.script("UPDATE reports SET state = 'dismissed'").await;
    report(&bob, &link, "spam", "").await;
    assert_eq!(
        reports(&site).await.len(),
        3,
        "once it is settled, there may be a new one"
    );
});

on_both_engines!(a_musician_is_reported, async |db| {
    let site = TestSite::over(db);
    let (ada, bob) = (site.member("ada").await, site.member("bob").await);
    let about = [
        ("full_name", "Ada Exemplo"),
        ("bio", "Buy my records."),
        ("town", "Porto"),
    ];
    assert_eq!(ada.call("profiles/update", &about).await.status, 200);
    let page = bob.get("/musicians/ada").await.page();
    let link = page.link("Report this profile").expect("a way");
    assert_eq!(link, "/report?musician=ada");
    assert_eq!(ada.get("/musicians/ada").await.page().link("Report this profile"), None);
    assert_eq!(ada.get(&link).await.status, 403, "oneself");
    assert_eq!(bob.get(&link).await.page().h1(), "Report Ada Exemplo");
    assert_eq!(report(&bob, &link, "spam", "").await.location(), "/musicians/ada");
    let kept = reports(&site).await;
    assert_eq!(kept[0].1, "musician");
    for (name, value) in [
        ("username", "ada"),
        ("full_name", "Ada Exemplo"),
        ("bio", "Buy my records."),
    ] {
        assert_eq!(kept[0].4[name], value);
    }
    site.set_visibility("ada", "hidden").await;
    let eve = site.member("eve").await;
    assert_eq!(eve.get(&link).await.status, 404, "whom one cannot see");
});

on_both_engines!(a_message_is_reported_by_whom_it_was_written_to, async |db| {
    let site = TestSite::over(db);
    let (ada, bob, eve) = (
        site.member("ada").await,
        site.member("bob").await,
        site.member("eve").await,
    );
    let slug = event(&ada, &site, &[]).await;
    write(&bob, &slug, "ada", "You play like a wet sponge.").await;
    write(&bob, &slug, "ada", "And so does your cat.").await;
    write(&eve, &slug, "ada", "hello").await;
    let thread = format!("/messages/{slug}/bob");
    let page = ada.get(&thread).await.page();
    let links: Vec<String> = page
        .links()
        .into_iter()
        .filter(|name| name.starts_with("Report the message of bob"))
        .collect();
    assert_eq!(links.len(), 2, "{links:?}");
    assert_eq!(
        page.attribute("#m-1 .by a", "href"),
        Some(format!("/report?message={slug}%2Fbob%2F1"))
    );
    assert!(page.link("Report bob").is_some(), "in the menu");
    assert_eq!(
        bob.get(&format!("/messages/{slug}/ada"))
            .await
            .page()
            .count("#m-1 .by a"),
        0,
        "one's own"
    );

    let link = format!("/report?message={slug}/bob/1");
    let form = ada.get(&link).await.page();
    assert_eq!(form.h1(), "Report a message of bob");
    assert_eq!(form.texts("blockquote"), ["You play like a wet sponge."]);
    for _ in 0..50 {
        let letter = [("slug", slug.as_str()), ("to", "ada"), ("content", "Sorry.")];
        assert_eq!(bob.call("messages/send", &letter).await.status, 200);
    }
    let back = format!("{thread}?after=0#m-1");
    assert_eq!(form.link("Back").as_ref(), Some(&back));
    assert_eq!(report(&ada, &link, "harassment", "").await.location(), back);
    let stands = ada.get(back.trim_end_matches("#m-1")).await.page();
    assert_eq!(stands.texts("#m-1 .bubble"), ["You play like a wet sponge."]);
    assert!(stands.notice().is_some_and(|said| said.starts_with("Thank you.")));
    let kept = reports(&site).await;
    assert_eq!((kept.len(), kept[0].1.as_str()), (1, "message"));
    for (name, value) in [
        ("content", "You play like a wet sponge."),
        ("sender", "bob"),
        ("event", &slug),
    ] {
        assert_eq!(kept[0].4[name], value);
    }
    let taken_back = [("slug", slug.as_str()), ("to", "ada"), ("seq", "1")];
    assert_eq!(bob.call("messages/delete", &taken_back).await.status, 200);
    assert_eq!(reports(&site).await, kept, "deleted later, kept as it was told");
    assert_eq!(ada.get(&link).await.status, 404, "nothing is left to report");
    assert_eq!(
        bob.get(&format!("/report?message={slug}/ada/2")).await.status,
        403,
        "one's own"
    );
});

on_both_engines!(nothing_is_reported_that_its_reporter_cannot_read, async |db| {
    let site = TestSite::over(db);
    let (ada, bob, eve) = (
        site.member("ada").await,
        site.member("bob").await,
        site.member("eve").await,
    );
    let slug = event(&ada, &site, &[]).await;
    let draft = event(&ada, &site, &[("status", "draft")]).await;
    write(&bob, &slug, "ada", "Between the two of us.").await;
    write(&eve, &slug, "ada", "hello").await;
    for query in [
        format!("message={slug}/bob/1"),
        format!("message={slug}/ada/2"),
        format!("message={slug}/eve/1"),
        "message=gone-aaaaaaaa/bob/1".to_owned(),
        format!("event={draft}"),
        "event=gone-aaaaaaaa".to_owned(),
        "event=%00".to_owned(),
        "musician=nobody".to_owned(),
        "musician=".to_owned(),
        "band=x".to_owned(),
        String::new(),
    ] {
        let answer = eve.get(&format!("/report?{query}")).await;
        assert!(matches!(answer.status, 400 | 404), "{query}: {}", answer.status);
        assert!(!answer.text.contains("Between the two"), "{query}");
    }
    let act = |fields: Vec<(&'static str, String)>| {
        let eve = &eve;
        async move {
            let mut all: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
            all.push(("reason", "spam"));
            eve.call("moderation/report", &all).await
        }
    };
    for (subject, slug, username, seq) in [
        ("message", slug.as_str(), "bob", "1"),
        ("message", &slug, "ada", "2"),
        ("message", &slug, "eve", "1"),
        ("message", &slug, "ada", "x"),
        ("event", &draft, "", ""),
        ("event", "", "", ""),
        ("musician", "", "nobody", ""),
        ("band", "", "", ""),
        ("", "", "", ""),
    ] {
        let answer = act(vec![
            ("subject", subject.to_owned()),
            ("slug", slug.to_owned()),
            ("username", username.to_owned()),
            ("seq", seq.to_owned()),
        ])
        .await;
        assert_eq!(answer.status, 404, "{subject} {slug} {username} {seq}");
        assert!(!answer.text.contains("Between the two"));
    }
    let own = [("subject", "event"), ("slug", slug.as_str()), ("reason", "spam")];
    assert_eq!(ada.call("moderation/report", &own).await.status, 403, "one's own");
    assert_eq!(reports(&site).await.len(), 0);
    let guest = site.guest();
    let out = guest.get(&format!("/report?event={slug}")).await;
    assert_eq!(
        out.location(),
        format!("/login?next=%2Freport%3Fevent%3D{slug}"),
        "and back"
    );
    assert_eq!(guest.call("moderation/report", &own).await.status, 401);
    let odd = eve
        .call("moderation/report", &[("subject", "event"), ("evidence", "x")])
        .await;
    assert_eq!(odd.status, 422, "a field of nobody's");
});

on_both_engines!(an_act_reports_no_more_than_its_form, async |db| {
    let site = TestSite::over(db);
    let (ada, bob) = (site.member("ada").await, site.member("bob").await);
    let slug = event(&ada, &site, &[]).await;
    for words in ["You play like a wet sponge.", "And so does your cat."] {
        write(&bob, &slug, "ada", words).await;
    }
    let of_bob = [("slug", slug.as_str()), ("to", "ada"), ("seq", "2")];
    assert_eq!(bob.call("messages/delete", &of_bob).await.status, 200);
    let message = |with: &'static str, seq: &'static str| {
        let fields = [("subject", "message"), ("slug", slug.as_str()), ("username", with)];
        [&fields[..], &[("seq", seq)]].concat()
    };
    let (event, oneself) = (
        [("subject", "event"), ("slug", slug.as_str())],
        [("subject", "musician"), ("username", "bob")],
    );
    let (long, unclean) = ("ö".repeat(1_001), "He asked\u{7} me, too.");
    for (who, subject, reason, note, status, field) in [
        (&ada, message("bob", "2"), "spam", "", 404, ""),
        (&bob, message("ada", "2"), "spam", "", 404, ""),
        (&bob, message("ada", "1"), "spam", "", 403, ""),
        (&bob, oneself.to_vec(), "spam", "", 403, ""),
        (&ada, event.to_vec(), "spam", "", 403, ""),
        (&ada, message("bob", "1"), "spam", unclean, 422, "note"),
        (&bob, event.to_vec(), "spam", unclean, 422, "note"),
        (&bob, event.to_vec(), "spam", &long, 422, "note"),
        (&bob, event.to_vec(), "boredom", "", 422, "reason"),
        (&bob, event.to_vec(), "", "", 422, "reason"),
    ] {
        let fields = [subject.as_slice(), &[("reason", reason), ("note", note)]].concat();
        let refused = who.call("moderation/report", &fields).await;
        assert_eq!(refused.status, status, "{} {fields:?}: {}", who.name, refused.text);
        if status == 422 {
            assert!(!refused.problem(field).is_empty(), "{fields:?}: {}", refused.text);
            assert_eq!(refused.json()["errors"].as_object().map(|all| all.len()), Some(1));
        }
        let told = who.act("moderation/report", &fields).await;
        assert_eq!(told.status, status, "{} {fields:?}", who.name);
    }
    assert_eq!(reports(&site).await.len(), 0);
});

on_both_engines!(reports_are_limited_by_person, async |db| {
    let site = TestSite::limited(db);
    let (ada, bob) = (site.member("ada").await, site.member("bob").await);
    let slug = event(&ada, &site, &[]).await;
    let fields = [("subject", "event"), ("slug", slug.as_str()), ("reason", "spam")];
    for at in 0..10 {
        let answer = bob.call("moderation/report", &fields).await;
        assert_eq!((answer.status, &answer.json()["before"]), (200, &Value::Bool(at > 0)));
    }
    let refused = bob.call("moderation/report", &fields).await;
    assert_eq!(refused.status, 429);
    assert!(refused.header("retry-after").parse::<u32>().unwrap() >= 1);
});
