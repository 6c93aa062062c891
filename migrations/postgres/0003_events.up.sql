CREATE TABLE events (
  id UUID NOT NULL,
  slug TEXT COLLATE "C" NOT NULL,
  kind TEXT COLLATE "C" NOT NULL,
  title TEXT NOT NULL,
  description TEXT NOT NULL,
  venue TEXT,
  address TEXT,
  address_for TEXT NOT NULL DEFAULT 'everyone',
  town TEXT,
  starts_local TEXT COLLATE "C",
  ends_local TEXT COLLATE "C",
  time_zone TEXT NOT NULL,
  starts_at TIMESTAMPTZ,
  ends_at TIMESTAMPTZ,
  sort_at TIMESTAMPTZ NOT NULL,
  status TEXT NOT NULL,
  cancelled_at TIMESTAMPTZ,
  cancel_reason TEXT,
  visibility TEXT NOT NULL,
  join_by TEXT NOT NULL DEFAULT 'everyone',
  closes_at TIMESTAMPTZ,
  fee TEXT,
  gear TEXT,
  access TEXT,
  age TEXT,
  created_by UUID NOT NULL,
  create_key UUID,
  sequence BIGINT NOT NULL DEFAULT 0,
  version BIGINT NOT NULL DEFAULT 1,
  created_at TIMESTAMPTZ NOT NULL,
  updated_at TIMESTAMPTZ NOT NULL,
  CONSTRAINT events_id_key PRIMARY KEY (id),
  CONSTRAINT events_slug_key UNIQUE (slug),
  -- The same form posted twice is one event.
  CONSTRAINT events_created_by_create_key_key UNIQUE (created_by, create_key),
  CONSTRAINT events_created_by_fkey FOREIGN KEY (created_by) REFERENCES users (id),
  CONSTRAINT events_kind_check CHECK (kind IN ('jam', 'rehearsal', 'gig', 'workshop', 'wanted')),
  CONSTRAINT events_address_for_check CHECK (address_for IN ('everyone', 'accepted')),
  CONSTRAINT events_status_check CHECK (status IN ('draft', 'scheduled', 'cancelled')),
  CONSTRAINT events_visibility_check CHECK (visibility IN ('public', 'members', 'unlisted')),
  CONSTRAINT events_join_by_check CHECK (join_by IN ('everyone', 'request')),
  CONSTRAINT events_cancelled_at_check CHECK ((status = 'cancelled') = (cancelled_at IS NOT NULL)),
  CONSTRAINT events_starts_at_check CHECK (
    kind = 'wanted'
    OR (starts_local IS NOT NULL AND ends_local IS NOT NULL AND starts_at IS NOT NULL AND ends_at IS NOT NULL)
  ),
  CONSTRAINT events_ends_at_check CHECK (ends_at > starts_at)
);
-- A statement is served by these two when it says `status = 'scheduled' AND visibility = 'public'` in just these words:
-- neither engine can tell it of a bound value.
CREATE INDEX events_coming_idx ON events (sort_at, id) WHERE status = 'scheduled' AND visibility = 'public';
CREATE INDEX events_coming_kind_idx ON events (kind, sort_at, id) WHERE status = 'scheduled' AND visibility = 'public';

CREATE TABLE event_terms (
  term TEXT COLLATE "C" NOT NULL,
  sort_at TIMESTAMPTZ NOT NULL,
  event_id UUID NOT NULL,
  CONSTRAINT event_terms_term_sort_at_event_id_key PRIMARY KEY (term, sort_at, event_id),
  CONSTRAINT event_terms_event_id_fkey FOREIGN KEY (event_id) REFERENCES events (id) ON DELETE CASCADE
);
CREATE INDEX event_terms_event_id_idx ON event_terms (event_id);

CREATE TABLE event_hosts (
  event_id UUID NOT NULL,
  user_id UUID NOT NULL,
  hosted_at TIMESTAMPTZ NOT NULL,
  CONSTRAINT event_hosts_event_id_user_id_key PRIMARY KEY (event_id, user_id),
  CONSTRAINT event_hosts_event_id_fkey FOREIGN KEY (event_id) REFERENCES events (id) ON DELETE CASCADE,
  CONSTRAINT event_hosts_user_id_fkey FOREIGN KEY (user_id) REFERENCES users (id)
);
CREATE INDEX event_hosts_user_id_event_id_idx ON event_hosts (user_id, event_id);

CREATE TABLE event_slots (
  id UUID NOT NULL,
  event_id UUID NOT NULL,
  position BIGINT NOT NULL,
  note TEXT,
  capacity BIGINT,
  CONSTRAINT event_slots_id_key PRIMARY KEY (id),
  CONSTRAINT event_slots_event_id_position_key UNIQUE (event_id, position),
  -- What a participant's foreign key points at: a place in a slot of the same event.
  CONSTRAINT event_slots_event_id_id_key UNIQUE (event_id, id),
  CONSTRAINT event_slots_event_id_fkey FOREIGN KEY (event_id) REFERENCES events (id) ON DELETE CASCADE,
  CONSTRAINT event_slots_capacity_check CHECK (capacity >= 1)
);

CREATE TABLE event_participants (
  event_id UUID NOT NULL,
  user_id UUID NOT NULL,
  slot_id UUID NOT NULL,
  status TEXT COLLATE "C" NOT NULL,
  queue_no BIGINT NOT NULL,
  joined_at TIMESTAMPTZ NOT NULL,
  offered_at TIMESTAMPTZ,
  offer_expires_at TIMESTAMPTZ,
  decided_by UUID,
  decided_at TIMESTAMPTZ,
  note TEXT,
  updated_at TIMESTAMPTZ NOT NULL,
  CONSTRAINT event_participants_event_id_user_id_key PRIMARY KEY (event_id, user_id),
  -- The next number is max(queue_no) + 1, read from this key under the lock of the event: rows stay and only ever
  -- take greater numbers, so it needs no counter, and a join without the lock is refused here.
  CONSTRAINT event_participants_event_id_queue_no_key UNIQUE (event_id, queue_no),
  CONSTRAINT event_participants_event_id_fkey FOREIGN KEY (event_id) REFERENCES events (id) ON DELETE CASCADE,
  CONSTRAINT event_participants_user_id_fkey FOREIGN KEY (user_id) REFERENCES users (id),
  CONSTRAINT event_participants_event_id_slot_id_fkey FOREIGN KEY (event_id, slot_id) REFERENCES event_slots (event_id, id),
  CONSTRAINT event_participants_decided_by_fkey FOREIGN KEY (decided_by) REFERENCES users (id),
  CONSTRAINT event_participants_status_check
    CHECK (status IN ('requested', 'accepted', 'waitlisted', 'offered', 'declined', 'left'))
);
CREATE INDEX event_participants_slot_id_status_idx ON event_participants (slot_id, status);
CREATE INDEX event_participants_user_id_status_event_id_idx ON event_participants (user_id, status, event_id);
