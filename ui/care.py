"""What the window can ask about the desk itself: is it well, how is it opened, begun and moved.

Plain blocking functions like those of `ui.functions`; the long ones are handed `tell` and stop
where it raises.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.domain.checkup import Finding
    from app.domain.progress import Tell


@dataclass(frozen=True, slots=True)
class Care:
    """- `checkup(tell, found)`: every check; `found(finding)` is called as each is made."""

    checkup: Callable[[Tell, Callable[[Finding], None]], tuple[Finding, ...]]
