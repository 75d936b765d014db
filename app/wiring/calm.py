"""Long work in a thread without stuttering windows.

A full garbage collection holds every thread; over the millions of objects of a country's catalogue
it takes most of a second, again and again, and finds nothing: they all stay.
"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def undisturbed() -> Iterator[None]:
    """Collect nothing meanwhile; what was made in between is not looked through later either."""
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()
