"""The printing process: makes one page after the other, for the window that started it and no other
(`printing.apart`). It ends when that window does."""

import pickle
import sys
from typing import Any, BinaryIO

import printing
from app.domain.errors import Refusal
from printing.apart import Told


def serve() -> None:
    """Answer until the other end is gone."""
    with open(0, "rb", closefd=False) as asks, open(1, "wb", closefd=False) as answers:
        sys.stdout = sys.stderr  # answers alone go the other way
        while answer := _answer(asks, answers):
            pickle.dump(answer, answers)
            answers.flush()


def _answer(asks: BinaryIO, answers: BinaryIO) -> tuple[Told, Any] | None:
    """None at the end; a bug is told, and ends the process with its trace."""
    try:
        name, given, how = pickle.load(asks)  # noqa: S301 - from the window that started us
        return "made", getattr(printing, name)(*given, **how)
    except EOFError:
        return None
    except Refusal as refusal:
        return "refused", refusal
    except BaseException as bug:
        pickle.dump(("bug", repr(bug)), answers)
        answers.flush()
        raise


if __name__ == "__main__":
    serve()
