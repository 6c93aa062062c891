//! Who may know of whom: the one home of that rule, wherever a statement asks it.

/// May the reader, who is signed in and bound as `$3`, know of `u`, a row of `users`? Of whoever hides, only their own: who
/// hosts or plays where they do, and to whom they have written: a letter that they leave without an answer opens nothing,
/// nor does a draft, to which a host adds whom they please. Whether the person is here is another question.
///
/// `CASE`, for an `OR` among what is selected has SQLite look up all of it, also for those whom everybody may know.
///
/// By the primary keys of `event_hosts`, `event_participants`, `thread_members`, `messages` and `events`, and for what is
/// theirs `event_hosts_user_id_event_id_idx`, `event_participants_user_id_status_event_id_idx` and
/// `thread_members_recent_idx`.
pub const KNOWN: &str = "
    CASE
      WHEN u.visibility IN ('everyone', 'members') OR u.id = $3 THEN TRUE
      WHEN EXISTS (SELECT 1
                     FROM thread_members theirs
                    WHERE theirs.user_id = u.id
                      AND EXISTS (SELECT 1 FROM thread_members mine
                                   WHERE mine.thread_id = theirs.thread_id AND mine.user_id = $3)
                      AND EXISTS (SELECT 1 FROM messages said
                                   WHERE said.thread_id = theirs.thread_id AND said.sender_id = u.id)) THEN TRUE
      WHEN EXISTS (SELECT 1
                     FROM event_hosts theirs
                    WHERE theirs.user_id = u.id
                      AND EXISTS (SELECT 1 FROM events posted
                                   WHERE posted.id = theirs.event_id AND posted.status <> 'draft')
                      AND (EXISTS (SELECT 1 FROM event_hosts mine
                                    WHERE mine.event_id = theirs.event_id AND mine.user_id = $3)
                           OR EXISTS (SELECT 1 FROM event_participants mine
                                       WHERE mine.event_id = theirs.event_id AND mine.user_id = $3
                                         AND mine.status = 'accepted'))) THEN TRUE
      ELSE EXISTS (SELECT 1
                     FROM event_participants theirs
                    WHERE theirs.user_id = u.id AND theirs.status = 'accepted'
                      AND (EXISTS (SELECT 1 FROM event_hosts mine
                                    WHERE mine.event_id = theirs.event_id AND mine.user_id = $3)
                           OR EXISTS (SELECT 1 FROM event_participants mine
                                       WHERE mine.event_id = theirs.event_id AND mine.user_id = $3
                                         AND mine.status = 'accepted')))
    END";
