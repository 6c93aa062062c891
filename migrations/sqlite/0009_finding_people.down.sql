DROP TABLE user_terms;
DROP INDEX users_town_key_idx;
DROP INDEX users_created_at_idx;
DROP INDEX users_terms_version_idx;
ALTER TABLE users DROP COLUMN terms_version;
ALTER TABLE users DROP COLUMN town_key;
