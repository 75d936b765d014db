"""دفتر – offices, their desks, operators and enrolments (#102-ii)."""
