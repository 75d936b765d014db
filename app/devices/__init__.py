"""Payment terminals (کارت‌خوان): sockets and protocols, no Qt."""
