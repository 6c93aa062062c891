//! What one act writes together is there together: rules that hold between any two acts.

use tutti::db::Db;

/// Counts what is half, by what it is.
const RULES: [(&str, &str); 10] = [
    (
        "events without a host",
        "SELECT count(*) FROM events e WHERE NOT EXISTS (SELECT 1 FROM event_hosts h WHERE h.event_id = e.id)",
    ),
    (
        "events without a slot",
        "SELECT count(*) FROM events e WHERE NOT EXISTS (SELECT 1 FROM event_slots s WHERE s.event_id = e.id)",
    ),
    (
        "events without a term to find them by",
        "SELECT count(*) FROM events e WHERE NOT EXISTS (SELECT 1 FROM event_terms t WHERE t.event_id = e.id)",
    ),
    (
        "slots with more people than places",
        "SELECT count(*) FROM event_slots s WHERE s.capacity < (SELECT count(*) FROM event_participants p
          WHERE p.slot_id = s.id AND p.status = 'accepted')",
    ),
    (
        "events whose queue has a gap",
        "SELECT count(*) FROM (SELECT max(queue_no) AS last, count(*) AS number FROM event_participants
          GROUP BY event_id) q WHERE q.last <> q.number",
    ),
    (
        "threads that count other messages than they have",
        "SELECT count(*) FROM threads t WHERE t.last_seq < 1
          OR t.last_seq <> (SELECT count(*) FROM messages m WHERE m.thread_id = t.id)
          OR t.last_seq <> (SELECT max(m.seq) FROM messages m WHERE m.thread_id = t.id)",
    ),
    (
        "threads without their two people",
        "SELECT count(*) FROM threads t WHERE 2 <> (SELECT count(*) FROM thread_members m WHERE m.thread_id = t.id)",
    ),
    (
        "people in a thread who stand elsewhere than it does",
        "SELECT count(*) FROM thread_members m JOIN threads t ON t.id = m.thread_id
          WHERE m.last_seq <> t.last_seq OR m.last_message_at <> t.last_message_at OR m.seen_seq > t.last_seq",
    ),
    (
        "accounts without a term to find them by",
        "SELECT count(*) FROM users u WHERE NOT EXISTS (SELECT 1 FROM user_terms t WHERE t.user_id = u.id)",
    ),
    (
        "people's sessions that no cookie opens",
        "SELECT count(*) FROM user_sessions u WHERE NOT EXISTS (SELECT 1 FROM sessions s WHERE s.id = u.id)",
    ),
];

/// Fails if anything in this database is half.
pub async fn assert_none(db: &Db, when: &str) {
    for (what, count) in RULES {
        let (number,): (i64,) = db.query(count).fetch_one().await.unwrap();
        assert_eq!(number, 0, "{when}: {what}");
    }
}
