-- What another desk asks a manager here, and what a manager there answered: found without a walk.
CREATE INDEX office_bodies_approval ON office_bodies (json_extract(body, '$.approval'))
    WHERE type IN ('approval.asked', 'approval.granted', 'approval.refused');
CREATE INDEX journal_approvals ON journal (n)
    WHERE type IN ('approval.granted', 'approval.refused');
