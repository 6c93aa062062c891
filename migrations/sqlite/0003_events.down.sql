DROP TABLE event_participants;
DROP TABLE event_slots;
DROP TABLE event_hosts;
DROP TABLE event_terms;
DROP TABLE events;
