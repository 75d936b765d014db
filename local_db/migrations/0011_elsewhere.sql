-- What another desk's body is about, so that one request of it is read without opening the others.
ALTER TABLE office_bodies ADD COLUMN type TEXT NOT NULL DEFAULT '';
ALTER TABLE office_bodies ADD COLUMN tid TEXT NOT NULL DEFAULT '';
UPDATE office_bodies SET type = 'request.registered', tid = coalesce((
    SELECT c.tid FROM office_entries e JOIN office_cases c ON c.leaf = e.leaf
    WHERE e.dev = office_bodies.dev AND e.seq = office_bodies.seq), '');
CREATE INDEX office_bodies_tid ON office_bodies (tid) WHERE tid <> '';
