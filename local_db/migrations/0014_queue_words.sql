-- A number sent on carries a word for whoever serves it next.
ALTER TABLE queue ADD COLUMN word TEXT NOT NULL DEFAULT '';
-- Those set aside are asked for after every act: few among hundreds of thousands.
CREATE INDEX visits_parked ON visits (parked_at) WHERE parked_at IS NOT NULL;
