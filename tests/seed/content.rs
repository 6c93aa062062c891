//! What a filled database is to have in it, and what it may not.

/// What may not be where people are made up, beyond what may not be anywhere.
pub const FAULTS: &[(&str, &str)] = &[
    (
        "somebody who hides was made a host by another",
        "SELECT count(*) FROM event_hosts h
           JOIN users u ON u.id = h.user_id
           JOIN events e ON e.id = h.event_id
          WHERE u.visibility = 'hidden' AND e.created_by <> u.id",
    ),
    (
        "somebody who waits stands before somebody who has a place, or was offered one",
        "SELECT count(*) FROM event_participants w JOIN event_participants p ON p.event_id = w.event_id
          WHERE w.status = 'waitlisted' AND p.status IN ('accepted', 'offered') AND p.queue_no > w.queue_no",
    ),
    (
        "who joined later stands before who joined sooner",
        "SELECT count(*) FROM event_participants a JOIN event_participants b ON b.event_id = a.event_id
          WHERE a.queue_no < b.queue_no AND a.joined_at > b.joined_at",
    ),
    (
        "a refusal by nobody",
        "SELECT count(*) FROM event_participants p
          WHERE (p.status = 'declined') <> (p.decided_at IS NOT NULL)
             OR (p.status = 'declined') <> EXISTS (SELECT 1 FROM event_hosts h
                                                    WHERE h.event_id = p.event_id AND h.user_id = p.decided_by)",
    ),
    (
        "somebody joined before the event was posted, or what happened then did before",
        "SELECT count(*) FROM event_participants p JOIN events e ON e.id = p.event_id
          WHERE p.joined_at < e.created_at OR p.updated_at < p.joined_at OR p.joined_at > e.starts_at",
    ),
    (
        "an event without its host or its slot",
        "SELECT count(*) FROM events e
          WHERE NOT EXISTS (SELECT 1 FROM event_hosts h WHERE h.event_id = e.id AND h.user_id = e.created_by)
             OR (SELECT count(*) FROM event_slots s WHERE s.event_id = e.id AND s.position = 1) <> 1",
    ),
    (
        "somebody came after they did something",
        "SELECT count(*) FROM events e JOIN users u ON u.id = e.created_by WHERE u.created_at > e.created_at",
    ),
    (
        "a thread of others than two, or without a word",
        "SELECT count(*) FROM threads t
          WHERE (SELECT count(*) FROM thread_members m WHERE m.thread_id = t.id) <> 2
             OR NOT EXISTS (SELECT 1 FROM messages w WHERE w.thread_id = t.id)
             OR NOT EXISTS (SELECT 1 FROM thread_members m JOIN event_hosts h ON h.user_id = m.user_id
                             WHERE m.thread_id = t.id AND h.event_id = t.event_id)",
    ),
    (
        "somebody is found by words of another version",
        "SELECT count(*) FROM users WHERE terms_version <> version",
    ),
];

/// What there must be some of.
pub const KINDS: &[(&str, &str)] = &[
    ("jams", "SELECT count(*) FROM events WHERE kind = 'jam'"),
    ("rehearsals", "SELECT count(*) FROM events WHERE kind = 'rehearsal'"),
    ("gigs", "SELECT count(*) FROM events WHERE kind = 'gig'"),
    ("workshops", "SELECT count(*) FROM events WHERE kind = 'workshop'"),
    ("calls", "SELECT count(*) FROM events WHERE kind = 'wanted'"),
    ("drafts", "SELECT count(*) FROM events WHERE status = 'draft'"),
    ("cancelled", "SELECT count(*) FROM events WHERE status = 'cancelled'"),
    (
        "for members",
        "SELECT count(*) FROM events WHERE visibility = 'members'",
    ),
    ("unlisted", "SELECT count(*) FROM events WHERE visibility = 'unlisted'"),
    (
        "co-hosts",
        "SELECT count(*) FROM event_hosts h JOIN events e ON e.id = h.event_id AND e.created_by <> h.user_id",
    ),
    (
        "waiting",
        "SELECT count(*) FROM event_participants WHERE status = 'waitlisted'",
    ),
    (
        "offered",
        "SELECT count(*) FROM event_participants WHERE status = 'offered'",
    ),
    (
        "declined",
        "SELECT count(*) FROM event_participants WHERE status = 'declined'",
    ),
    ("left", "SELECT count(*) FROM event_participants WHERE status = 'left'"),
    (
        "unread",
        "SELECT count(*) FROM thread_members WHERE last_seq > seen_seq",
    ),
    ("hidden", "SELECT count(*) FROM users WHERE visibility = 'hidden'"),
];
