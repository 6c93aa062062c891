DROP TABLE messages;
DROP TABLE thread_members;
DROP TABLE threads;
