-- Finding people: by the words of their names and of what they say of themselves, by town, or the newest first.
-- Folding is Rust's: `town_key` and `user_terms` of people who were here before are written at the next start, which finds
-- them by `terms_version`, the version of the row that was folded.
ALTER TABLE users ADD COLUMN town_key TEXT COLLATE "C";
ALTER TABLE users ADD COLUMN terms_version BIGINT NOT NULL DEFAULT 0;
CREATE INDEX users_terms_version_idx ON users (id) WHERE terms_version <> version;
-- A statement is served by these two when it says `status = 'active' AND visibility IN ('everyone', 'members')` in just these
-- words.
CREATE INDEX users_created_at_idx ON users (created_at, id)
  WHERE status = 'active' AND visibility IN ('everyone', 'members');
CREATE INDEX users_town_key_idx ON users (town_key, created_at, id)
  WHERE status = 'active' AND visibility IN ('everyone', 'members');

CREATE TABLE user_terms (
  term TEXT COLLATE "C" NOT NULL,
  created_at TIMESTAMPTZ NOT NULL,
  user_id UUID NOT NULL,
  CONSTRAINT user_terms_term_created_at_user_id_key PRIMARY KEY (term, created_at, user_id),
  CONSTRAINT user_terms_user_id_fkey FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE
);
CREATE INDEX user_terms_user_id_idx ON user_terms (user_id);
