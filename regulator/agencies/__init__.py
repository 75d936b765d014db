"""The agency's side (دستگاه اجرایی): its officers, its programs, and the cases it moves on."""
