-- The tables of a program's database at the beginning of each run.
CREATE TABLE users (
  id serial PRIMARY KEY,
  name text NOT NULL,
  email text UNIQUE,
  age integer,
  created_at timestamp NOT NULL DEFAULT now()
);
INSERT INTO users (name, email, age) VALUES
  ('Alice', 'alice@example.com', 30),
  ('Bob', 'bob@example.com', 25),
  ('Carol', 'carol@example.com', 41);
