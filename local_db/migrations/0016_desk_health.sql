-- The last lease and backup of the office's other desks, found without a walk.
CREATE INDEX office_bodies_health ON office_bodies (type, dev, seq)
    WHERE type IN ('lease.renewed', 'backup.made');
