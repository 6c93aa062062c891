CREATE TABLE threads (
  id BLOB NOT NULL,
  kind TEXT NOT NULL,
  event_id BLOB,
  pair_key TEXT,
  last_seq INTEGER NOT NULL DEFAULT 0,
  last_message_at INTEGER,
  created_at INTEGER NOT NULL,
  CONSTRAINT threads_id_key PRIMARY KEY (id),
  CONSTRAINT threads_pair_key_key UNIQUE (pair_key),
  CONSTRAINT threads_event_id_fkey FOREIGN KEY (event_id) REFERENCES events (id),
  CONSTRAINT threads_kind_check CHECK (kind IN ('pair', 'group')),
  CONSTRAINT threads_pair_key_check CHECK ((kind = 'pair') = (pair_key IS NOT NULL))
) STRICT;
CREATE INDEX threads_event_id_idx ON threads (event_id);

-- `last_seq` and `last_message_at` repeat the thread's, written with each message for every member: no index reaches
-- over two tables, and a person's threads are listed newest first, page by page, and their unread messages counted on
-- every page. While a thread holds no message, `last_message_at` is when its member came in.
CREATE TABLE thread_members (
  thread_id BLOB NOT NULL,
  user_id BLOB NOT NULL,
  state TEXT NOT NULL,
  seen_seq INTEGER NOT NULL DEFAULT 0,
  mailed_seq INTEGER NOT NULL DEFAULT 0,
  muted_at INTEGER,
  last_seq INTEGER NOT NULL,
  last_message_at INTEGER NOT NULL,
  CONSTRAINT thread_members_thread_id_user_id_key PRIMARY KEY (thread_id, user_id),
  CONSTRAINT thread_members_thread_id_fkey FOREIGN KEY (thread_id) REFERENCES threads (id) ON DELETE CASCADE,
  CONSTRAINT thread_members_user_id_fkey FOREIGN KEY (user_id) REFERENCES users (id),
  CONSTRAINT thread_members_state_check CHECK (state IN ('open', 'requested', 'declined', 'left')),
  CONSTRAINT thread_members_seen_seq_check CHECK (seen_seq BETWEEN 0 AND last_seq),
  CONSTRAINT thread_members_mailed_seq_check CHECK (mailed_seq BETWEEN 0 AND last_seq)
) STRICT, WITHOUT ROWID;
CREATE INDEX thread_members_recent_idx ON thread_members (user_id, last_message_at, thread_id);
-- Serves a statement that says `last_seq > seen_seq` in just these words.
CREATE INDEX thread_members_unread_idx ON thread_members (user_id) WHERE last_seq > seen_seq;

CREATE TABLE messages (
  thread_id BLOB NOT NULL,
  seq INTEGER NOT NULL,
  id BLOB NOT NULL,
  sender_id BLOB NOT NULL,
  receiver_id BLOB,
  event_id BLOB,
  content TEXT NOT NULL,
  send_key BLOB,
  created_at INTEGER NOT NULL,
  deleted_at INTEGER,
  CONSTRAINT messages_thread_id_seq_key PRIMARY KEY (thread_id, seq),
  CONSTRAINT messages_id_key UNIQUE (id),
  -- The same form posted twice is one message.
  CONSTRAINT messages_sender_id_send_key_key UNIQUE (sender_id, send_key),
  CONSTRAINT messages_thread_id_fkey FOREIGN KEY (thread_id) REFERENCES threads (id) ON DELETE CASCADE,
  CONSTRAINT messages_sender_id_fkey FOREIGN KEY (sender_id) REFERENCES users (id),
  CONSTRAINT messages_receiver_id_fkey FOREIGN KEY (receiver_id) REFERENCES users (id),
  CONSTRAINT messages_event_id_fkey FOREIGN KEY (event_id) REFERENCES events (id),
  CONSTRAINT messages_seq_check CHECK (seq >= 1)
) STRICT;
