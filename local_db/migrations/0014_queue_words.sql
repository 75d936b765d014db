-- A number sent on carries a word for whoever serves it next.
ALTER TABLE queue ADD COLUMN word TEXT NOT NULL DEFAULT '';
