-- What members tell the moderators of. `evidence` is a copy (JSON) of what was reported as its reporter read it then:
-- what is changed or deleted later stays as it was told. `subject_id` is the row it was made of. `note` is the
-- reporter's, `notes` are the moderators'.
CREATE TABLE reports (
  id UUID NOT NULL,
  reporter_id UUID NOT NULL,
  subject TEXT NOT NULL,
  subject_id UUID NOT NULL,
  reason TEXT NOT NULL,
  note TEXT,
  evidence TEXT NOT NULL,
  state TEXT NOT NULL,
  notes TEXT,
  created_at TIMESTAMPTZ NOT NULL,
  CONSTRAINT reports_id_key PRIMARY KEY (id),
  CONSTRAINT reports_reporter_id_fkey FOREIGN KEY (reporter_id) REFERENCES users (id),
  CONSTRAINT reports_subject_check CHECK (subject IN ('event', 'musician', 'message')),
  CONSTRAINT reports_reason_check CHECK (reason IN ('spam', 'harassment', 'scam', 'illegal', 'other')),
  CONSTRAINT reports_state_check CHECK (state IN ('open', 'upheld', 'dismissed'))
);
-- While a report is open, the same person's next one of the same thing is the same report.
CREATE UNIQUE INDEX reports_reporter_id_subject_id_key ON reports (reporter_id, subject_id) WHERE state = 'open';
