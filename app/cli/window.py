"""`pishkhan`: the window on a data folder."""

import argparse

from app.wiring.folder import WindowLock, data_folder


def window(options: argparse.Namespace) -> int:
    """Open the unlock view at once; everything else is loaded behind it."""
    from ui.start import run

    folder = data_folder(getattr(options, "data", None))
    lock = WindowLock(folder)
    try:
        from app.wiring.lazy import functions

        return run(functions(folder, None, folder / "papers"))
    finally:
        lock.release()
