DROP INDEX events_calls_members_idx;
DROP INDEX events_calls_idx;
ALTER TABLE events DROP COLUMN published_at;
CREATE INDEX events_calls_idx ON events (created_at, id)
  WHERE status = 'scheduled' AND visibility = 'public' AND kind = 'wanted';
CREATE INDEX events_calls_members_idx ON events (created_at, id)
  WHERE status = 'scheduled' AND visibility IN ('public', 'members') AND kind = 'wanted';
