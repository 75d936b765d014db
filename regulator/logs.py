"""How errors are logged: where they happened, never what was in hand (personal data stays out)."""

import logging
import traceback


class Places(logging.Formatter):
    """Time, level, logger, the kind of error and its frames; no message, no values."""

    def formatException(self, ei: object) -> str:
        """One line per frame."""
        kind, _, trace = ei if isinstance(ei, tuple) else (None, None, None)
        frames = traceback.extract_tb(trace) if trace else []
        lines = [f"  {frame.filename}:{frame.lineno} {frame.name}" for frame in frames]
        return "\n".join([getattr(kind, "__name__", "unknown"), *lines])
