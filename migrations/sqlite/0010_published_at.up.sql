-- When an event was posted: the days of a call count from then, not from when somebody began to write it. None: a draft.
ALTER TABLE events ADD COLUMN published_at INTEGER;
UPDATE events SET published_at = created_at WHERE status <> 'draft';
DROP INDEX events_calls_idx;
DROP INDEX events_calls_members_idx;
CREATE INDEX events_calls_idx ON events (published_at, id)
  WHERE status = 'scheduled' AND visibility = 'public' AND kind = 'wanted';
CREATE INDEX events_calls_members_idx ON events (published_at, id)
  WHERE status = 'scheduled' AND visibility IN ('public', 'members') AND kind = 'wanted';
