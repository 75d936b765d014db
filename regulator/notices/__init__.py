"""What the regulator wants read at the desks: announcements, outages, messages; who has read it."""
