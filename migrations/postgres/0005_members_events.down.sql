DROP INDEX events_coming_members_idx;
