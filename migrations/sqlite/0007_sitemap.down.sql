DROP INDEX users_told_idx;
DROP INDEX events_told_idx;
