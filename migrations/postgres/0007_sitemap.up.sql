-- What search engines are told of, in the order in which it is told. A statement is served by these when it says their
-- conditions in just these words.
CREATE INDEX events_told_idx ON events (sort_at, id) WHERE visibility = 'public' AND status <> 'draft';
CREATE INDEX users_told_idx ON users (created_at, id) WHERE visibility = 'everyone' AND status = 'active';
