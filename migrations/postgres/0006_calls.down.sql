DROP INDEX events_created_by_id_idx;
DROP INDEX events_calls_members_idx;
DROP INDEX events_calls_idx;
DROP INDEX events_coming_members_kind_idx;
DROP INDEX events_coming_members_idx;
DROP INDEX events_coming_kind_idx;
DROP INDEX events_coming_idx;
CREATE INDEX events_coming_idx ON events (sort_at, id) WHERE status = 'scheduled' AND visibility = 'public';
CREATE INDEX events_coming_kind_idx ON events (kind, sort_at, id) WHERE status = 'scheduled' AND visibility = 'public';
CREATE INDEX events_coming_members_idx ON events (sort_at, id)
  WHERE status = 'scheduled' AND visibility IN ('public', 'members');
