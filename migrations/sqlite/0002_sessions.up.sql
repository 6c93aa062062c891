-- The shape that tower-sessions-sqlx-store 0.15 writes. It binds `expiry_date` as text, which a STRICT table refuses in
-- an INTEGER column, and sweeps by `datetime(expiry_date)`, which only an index on that expression serves.
CREATE TABLE sessions (
  id TEXT NOT NULL,
  data BLOB NOT NULL,
  expiry_date INTEGER NOT NULL,
  CONSTRAINT sessions_id_key PRIMARY KEY (id)
);
CREATE INDEX sessions_expiry_date_idx ON sessions (datetime(expiry_date));

-- No foreign key to `sessions`: the library writes and deletes its rows in transactions of its own.
CREATE TABLE user_sessions (
  id TEXT NOT NULL,
  user_id BLOB NOT NULL,
  created_at INTEGER NOT NULL,
  seen_at INTEGER NOT NULL,
  agent TEXT NOT NULL,
  network TEXT NOT NULL,
  CONSTRAINT user_sessions_id_key PRIMARY KEY (id),
  CONSTRAINT user_sessions_user_id_fkey FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE
) STRICT;
CREATE INDEX user_sessions_user_id_seen_at_idx ON user_sessions (user_id, seen_at);
CREATE INDEX user_sessions_seen_at_idx ON user_sessions (seen_at);
CREATE INDEX user_sessions_created_at_idx ON user_sessions (created_at);
