-- The tables of this program.
CREATE TABLE users (id serial PRIMARY KEY, login text UNIQUE, created date DEFAULT '2025-01-01');
CREATE TABLE posts (id serial PRIMARY KEY, author int REFERENCES users, title text, votes int DEFAULT 0);
INSERT INTO users (login) VALUES ('ann'), ('ben');
INSERT INTO posts (author, title, votes) VALUES (1, 'Hello', 3), (1, 'Again', 5), (2, 'Me too', 1);
