//! What may not be in any database, whoever filled it: rules that hold between any two acts, since one act writes together
//! what belongs together.

use tutti::db::Db;

/// What may not be, each as the number of times that it is.
const FAULTS: &[(&str, &str)] = &[
    (
        "an event without a host",
        "SELECT count(*) FROM events e WHERE NOT EXISTS (SELECT 1 FROM event_hosts h WHERE h.event_id = e.id)",
    ),
    (
        "an event without a slot",
        "SELECT count(*) FROM events e WHERE NOT EXISTS (SELECT 1 FROM event_slots s WHERE s.event_id = e.id)",
    ),
    (
        "an event without a term to find it by",
        "SELECT count(*) FROM events e WHERE NOT EXISTS (SELECT 1 FROM event_terms t WHERE t.event_id = e.id)",
    ),
    (
        "a slot is overbooked",
        "SELECT count(*) FROM event_slots s
          WHERE s.capacity < (SELECT count(*) FROM event_participants p
                               WHERE p.slot_id = s.id AND p.status IN ('accepted', 'offered'))",
    ),
    (
        "somebody waits for a place that is free",
        "SELECT count(*) FROM event_participants w JOIN event_slots s ON s.id = w.slot_id
          WHERE w.status IN ('waitlisted', 'offered')
            AND (s.capacity IS NULL
                 OR s.capacity > (SELECT count(*) FROM event_participants p
                                   WHERE p.slot_id = s.id AND p.status IN ('accepted', 'offered')))",
    ),
    (
        "a queue has gaps",
        "SELECT count(*) FROM (SELECT event_id FROM event_participants
                                GROUP BY event_id HAVING min(queue_no) <> 1 OR max(queue_no) <> count(*)) q",
    ),
    (
        "an offer without an end, or an end without an offer",
        "SELECT count(*) FROM event_participants
          WHERE (status = 'offered') <> (offered_at IS NOT NULL AND offer_expires_at > offered_at)",
    ),
    (
        "somebody plays at a draft or a call, or where they host",
        "SELECT count(*) FROM event_participants p JOIN events e ON e.id = p.event_id
          WHERE e.status = 'draft' OR e.kind = 'wanted'
             OR EXISTS (SELECT 1 FROM event_hosts h WHERE h.event_id = p.event_id AND h.user_id = p.user_id)",
    ),
    (
        "a draft that was posted, or what was posted and was not",
        "SELECT count(*) FROM events WHERE (status = 'draft') <> (published_at IS NULL)",
    ),
    (
        "a call with a date, or without its sixty days",
        "SELECT count(*) FROM events
          WHERE (kind = 'wanted') <> (starts_at IS NULL) OR (kind = 'wanted') <> (closes_at IS NOT NULL)",
    ),
    (
        "a thread or a member that repeats something else than its messages say",
        "SELECT count(*) FROM threads t JOIN thread_members m ON m.thread_id = t.id
           JOIN (SELECT thread_id, count(*) AS lines, max(seq) AS last_seq, min(created_at) AS began, max(created_at) AS ended
                   FROM messages GROUP BY thread_id) s ON s.thread_id = t.id
          WHERE s.lines <> s.last_seq OR t.last_seq <> s.last_seq OR m.last_seq <> s.last_seq
             OR t.last_message_at <> s.ended OR m.last_message_at <> s.ended OR t.created_at <> s.began",
    ),
    (
        "a thread without a message",
        "SELECT count(*) FROM threads t
          WHERE t.last_seq < 1 OR NOT EXISTS (SELECT 1 FROM messages w WHERE w.thread_id = t.id)",
    ),
    (
        "somebody has read further than was written",
        "SELECT count(*) FROM thread_members m JOIN threads t ON t.id = m.thread_id WHERE m.seen_seq > t.last_seq",
    ),
    (
        "somebody wrote what they have not read",
        "SELECT count(*) FROM thread_members m JOIN messages w ON w.thread_id = m.thread_id AND w.sender_id = m.user_id
          WHERE w.seq > m.seen_seq",
    ),
    (
        "a message between others than the two, or to oneself",
        "SELECT count(*) FROM messages w
          WHERE w.sender_id = w.receiver_id
             OR (SELECT count(*) FROM thread_members m
                  WHERE m.thread_id = w.thread_id AND m.user_id IN (w.sender_id, w.receiver_id)) <> 2",
    ),
    (
        "messages are not in the order of their times",
        "SELECT count(*) FROM messages a JOIN messages b ON b.thread_id = a.thread_id AND b.seq = a.seq + 1
          WHERE b.created_at < a.created_at",
    ),
    (
        "a thread without its two people",
        "SELECT count(*) FROM threads t WHERE 2 <> (SELECT count(*) FROM thread_members m WHERE m.thread_id = t.id)",
    ),
    (
        "an account without a term to find it by",
        "SELECT count(*) FROM users u WHERE NOT EXISTS (SELECT 1 FROM user_terms t WHERE t.user_id = u.id)",
    ),
    (
        "somebody's session that no cookie opens",
        "SELECT count(*) FROM user_sessions u WHERE NOT EXISTS (SELECT 1 FROM sessions s WHERE s.id = u.id)",
    ),
];

/// Fails if any of that is in this database, or any of these faults besides.
pub async fn assert_none(db: &Db, besides: &[(&str, &'static str)], when: &str) {
    for (fault, sql) in FAULTS.iter().chain(besides) {
        assert_eq!(count(db, sql).await, 0, "{when}: {fault}");
    }
}

/// What a query counts.
pub async fn count(db: &Db, sql: &'static str) -> i64 {
    let (number,): (i64,) = db
        .query(sql)
        .fetch_one()
        .await
        .unwrap_or_else(|cause| panic!("{sql}: {cause}"));
    number
}
