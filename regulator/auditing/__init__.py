"""The auditor's side (ناظر): accounts, scope, the queries of /api/v1/audit and their journal."""
