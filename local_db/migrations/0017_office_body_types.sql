-- Bodies of other desks by their type: one plain index serves every question that names one, where
-- SQLite would not see that a partial one does.
DROP INDEX office_bodies_approval;
DROP INDEX office_bodies_health;
CREATE INDEX office_bodies_type ON office_bodies (type, dev, seq);
