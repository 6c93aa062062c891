-- As `events_coming_idx`, for readers who are signed in: a statement is served by it when it says
-- `status = 'scheduled' AND visibility IN ('public', 'members')` in just these words.
CREATE INDEX events_coming_members_idx ON events (sort_at, id)
  WHERE status = 'scheduled' AND visibility IN ('public', 'members');
