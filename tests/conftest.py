"""What every test stands on: Qt without a screen, and no test that waits for a real network."""

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
