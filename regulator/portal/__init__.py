"""The citizens' pages: tracking, receipt check, public service cards (#9, #36, #120)."""
