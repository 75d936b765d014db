-- Any page may wait for paper, not receipts only: whose it is, why it is printed again, and the
-- page laid out for the spare printer's own paper.
ALTER TABLE print_jobs ADD COLUMN spare BLOB NOT NULL DEFAULT x'';
ALTER TABLE print_jobs ADD COLUMN visit TEXT;
ALTER TABLE print_jobs ADD COLUMN tids TEXT NOT NULL DEFAULT '[]';
ALTER TABLE print_jobs ADD COLUMN why TEXT NOT NULL DEFAULT '';
