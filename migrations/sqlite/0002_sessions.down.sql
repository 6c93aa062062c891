DROP TABLE user_sessions;
DROP TABLE sessions;
