-- A call ("wanted") has no date: it stands in lists of its own, the newest first. The lists of dates know nothing of it.
DROP INDEX events_coming_idx;
DROP INDEX events_coming_kind_idx;
DROP INDEX events_coming_members_idx;
CREATE INDEX events_coming_idx ON events (sort_at, id)
  WHERE status = 'scheduled' AND visibility = 'public' AND kind <> 'wanted';
CREATE INDEX events_coming_kind_idx ON events (kind, sort_at, id)
  WHERE status = 'scheduled' AND visibility = 'public' AND kind <> 'wanted';
CREATE INDEX events_coming_members_idx ON events (sort_at, id)
  WHERE status = 'scheduled' AND visibility IN ('public', 'members') AND kind <> 'wanted';
CREATE INDEX events_coming_members_kind_idx ON events (kind, sort_at, id)
  WHERE status = 'scheduled' AND visibility IN ('public', 'members') AND kind <> 'wanted';
CREATE INDEX events_calls_idx ON events (created_at, id)
  WHERE status = 'scheduled' AND visibility = 'public' AND kind = 'wanted';
CREATE INDEX events_calls_members_idx ON events (created_at, id)
  WHERE status = 'scheduled' AND visibility IN ('public', 'members') AND kind = 'wanted';
-- What somebody posts next is probably where the last one was.
CREATE INDEX events_created_by_id_idx ON events (created_by, id);
