//! Changing one's password: who may, what becomes of sessions, and of two changes at once.

use crate::support::on_both_engines;
use crate::support::site::{Answer, PASSWORD, TestSite, Visitor};

const SESSION: &str = "session";
const ACCOUNT: &str = "/settings/account";
const NEW: &str = "nine patient oboes by the sea";
const OTHER: &str = "eleven brazen cornets at noon";

async fn change(who: &Visitor, current: &str, new: &str) -> Answer {
    let fields = [("current_password", current), ("new_password", new), ("page", ACCOUNT)];
    who.act("accounts/change_password", &fields).await
}

/// Does this password open the account?
async fn opens(site: &TestSite, name: &str, password: &str) -> bool {
    let guest = site.guest();
    let answer = guest
        .call("accounts/login", &[("login", name), ("password", password)])
        .await;
    answer.status == 200
}

async fn kept(site: &TestSite) -> String {
    const KEPT: &str = "SELECT password_hash FROM users WHERE username = 'ada'";
    let (hash,): (String,) = site.db.query(KEPT).fetch_one().await.expect("an account");
    hash
}

on_both_engines!(a_password_is_changed_and_every_other_session_ends, async |db| {
    let site = TestSite::over(db);
    let (laptop, bob) = (site.member("ada").await, site.member("bob").await);
    let phone = site.guest();
    phone
        .act("accounts/login", &[("login", "ada"), ("password", PASSWORD)])
        .await;
    assert_eq!(phone.get(ACCOUNT).await.status, 200);
    let page = laptop.get(ACCOUNT).await.page();
    assert!(page.text().contains("ada@example.test"), "{}", page.text());
    assert_eq!(page.texts("dd"), ["ada", "ada@example.test"]);
    let before = laptop.cookie(SESSION).expect("a session");
    let done = change(&laptop, PASSWORD, NEW).await;
    assert_eq!(done.location(), ACCOUNT, "{}", done.text);
    let page = laptop.get(ACCOUNT).await.page();
    assert_eq!(
        page.notice().as_deref(),
        Some("Your password is changed. You are logged in here and nowhere else.")
    );
    assert_ne!(laptop.cookie(SESSION), Some(before.clone()), "under a new id");
    assert_eq!(phone.get(ACCOUNT).await.status, 303, "the phone is out at once");
    let thief = site.guest();
    thief.set_cookie(SESSION, &before);
    assert_eq!(thief.get(ACCOUNT).await.status, 303, "the old id is worth nothing");
    assert_eq!(bob.get(ACCOUNT).await.status, 200);
    assert_eq!(
        (opens(&site, "ada", PASSWORD).await, opens(&site, "ada", NEW).await),
        (false, true)
    );
    assert!(kept(&site).await.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"));
});

on_both_engines!(without_the_current_password_nothing_changes, async |db| {
    let site = TestSite::over(db);
    let ada = site.member("ada").await;
    let (before, held) = (kept(&site).await, ada.cookie(SESSION));
    for (current, new, faults) in [
        ("", NEW, [Some("Type your current password."), None]),
        (
            "not this one at all",
            NEW,
            [Some("This is not your current password."), None],
        ),
        ("short", NEW, [Some("This is not your current password."), None]),
        (PASSWORD, "", [None, Some("Choose a password.")]),
        (PASSWORD, "a7#kQ", [None, Some("A password has 8 to 128 characters.")]),
        (
            PASSWORD,
            &"long ".repeat(30),
            [None, Some("A password has 8 to 128 characters.")],
        ),
        (PASSWORD, "ada@example.test", [None, Some("This is too easy to guess.")]),
        (PASSWORD, "tutti-tutti", [None, Some("This is too easy to guess.")]),
        (
            "",
            "",
            [Some("Type your current password."), Some("Choose a password.")],
        ),
    ] {
        let refused = change(&ada, current, new).await;
        assert_eq!(refused.status, 422, "{current} {new}");
        let page = refused.page();
        for (label, expected) in ["Current password", "New password"].into_iter().zip(faults) {
            let told = page.error(label);
            match expected {
                None => assert_eq!(told, None, "{current} {new}"),
                Some(start) => assert!(told.as_deref().is_some_and(|told| told.starts_with(start)), "{told:?}"),
            }
            assert_eq!(page.value(label).as_deref(), Some(""), "nothing typed is shown again");
        }
        for typed in [current, new]
            .into_iter()
            .filter(|typed| typed.len() > 8 && !typed.contains('@'))
        {
            assert!(!refused.text.contains(typed), "{typed} is on the page");
        }
    }
    assert_eq!((kept(&site).await, ada.cookie(SESSION)), (before, held));
    let program = ada.call("accounts/change_password", &[("new_password", NEW)]).await;
    assert_eq!(program.status, 422);
    assert_eq!(program.problem("current_password"), "Type your current password.");
    let odd = ada
        .call(
            "accounts/change_password",
            &[("new_password", NEW), ("username", "bob")],
        )
        .await;
    assert_eq!(odd.status, 422, "nobody else's: {}", odd.text);
});

on_both_engines!(nobody_has_no_password_to_change, async |db| {
    let site = TestSite::over(db);
    let away = change(&site.guest(), PASSWORD, NEW).await;
    assert_eq!(away.location(), "/login?next=%2Fsettings%2Faccount");
    let fields = [("current_password", PASSWORD), ("new_password", NEW)];
    assert_eq!(site.guest().call("accounts/change_password", &fields).await.status, 401);
});

on_both_engines!(of_two_changes_at_once_one_wins, async |db| {
    let site = TestSite::over(db);
    let laptop = site.member("ada").await;
    let phone = site.guest();
    phone
        .act("accounts/login", &[("login", "ada"), ("password", PASSWORD)])
        .await;
    let (one, two) = tokio::join!(change(&laptop, PASSWORD, NEW), change(&phone, PASSWORD, OTHER));
    // The later one is refused, or is not signed in any more.
    let won = |answer: &Answer| answer.status == 303 && answer.location() == ACCOUNT;
    assert!(won(&one) != won(&two), "{} {}", one.text, two.text);
    let (new, lost) = if won(&one) { (NEW, OTHER) } else { (OTHER, NEW) };
    assert!(opens(&site, "ada", new).await);
    assert!(!opens(&site, "ada", lost).await && !opens(&site, "ada", PASSWORD).await);
});

on_both_engines!(the_same_form_twice_is_one_change, async |db| {
    let site = TestSite::over(db);
    let ada = site.member("ada").await;
    let (one, two) = tokio::join!(change(&ada, PASSWORD, NEW), change(&ada, PASSWORD, NEW));
    for answer in [&one, &two] {
        // Where the first one was done before the second began, that comes from a session that is no more.
        assert_eq!(answer.status, 303, "{}", answer.text);
    }
    assert!(opens(&site, "ada", NEW).await);
    // As the second one finds it that began when the first was done.
    let again = site.guest();
    again
        .call("accounts/login", &[("login", "ada"), ("password", NEW)])
        .await;
    let other = "eleven distant trombones";
    assert_eq!(change(&again, PASSWORD, other).await.status, 422);
    assert_eq!(change(&again, PASSWORD, NEW).await.location(), ACCOUNT);
    assert!(opens(&site, "ada", NEW).await);
});

on_both_engines!(tries_are_counted_as_those_of_a_log_in, async |db| {
    let site = TestSite::limited(db);
    let ada = site.member("ada").await;
    for _ in 0..5 {
        assert_eq!(change(&ada, "not this one at all", NEW).await.status, 422);
    }
    let refused = change(&ada, PASSWORD, NEW).await;
    assert_eq!(refused.status, 429);
    assert!(refused.header("retry-after").parse::<u32>().expect("seconds") >= 1);
    let log_in = [("login", "ada"), ("password", PASSWORD)];
    assert_eq!(ada.call("accounts/login", &log_in).await.status, 429, "one count");
    assert_eq!(site.guest().call("accounts/login", &log_in).await.status, 200);
});

on_both_engines!(over_https_the_new_session_is_this_hosts_alone, async |db| {
    let site = TestSite::over_tls(db);
    let ada = site.member("ada").await;
    let before = ada.cookie("__Host-session").expect("a session");
    let done = change(&ada, PASSWORD, NEW).await;
    assert_eq!(done.location(), ACCOUNT);
    assert_ne!(ada.cookie("__Host-session"), Some(before));
    assert_eq!(ada.get(ACCOUNT).await.status, 200);
});
