"""For a process that holds a window all day: its memory stays what it needs."""

import ctypes
import gc
import sys
from collections.abc import Callable

# Their names in malloc.h, and the size in bytes from which a block is one by itself.
_M_MMAP_THRESHOLD, _OWN_BLOCK = -3, 64 * 1024
_M_ARENA_MAX = -8


def settle_down() -> None:
    """The window's turn first, and memory that can be given back.

    A worker gives the window its turn every millisecond, not every five. Garbage is left to
    `ui.collecting`: starting makes objects that all stay, and looking through them took a twelfth
    of it. The C library of Linux learns from one big block to keep all of them, below what is still
    used (10 MB after 20 visits), and gives every thread a heap of its own, each with its holes.
    """
    sys.setswitchinterval(0.001)
    gc.disable()
    if mallopt := _of_c("mallopt"):
        mallopt(_M_MMAP_THRESHOLD, _OWN_BLOCK)
        mallopt(_M_ARENA_MAX, 1)


def give_back() -> None:
    """What a citizen left behind, to the system: some 5 ms, for a moment when nobody types.

    Forms and pages hang together in circles and would wait for a collection that comes every
    hundred visits; the holes they leave would stay ours.
    """
    gc.collect()
    if trim := _of_c("malloc_trim"):
        trim(0)


def _of_c(name: str) -> Callable[..., int] | None:
    """A function of the C library, where it has it: glibc does, others need none of this."""
    return getattr(ctypes.CDLL(None), name, None) if sys.platform == "linux" else None
