"""The auditor's door at the first screen: «ورود ناظر» opens his window instead of the desk's."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ui.audit_window import AuditWindow
    from ui.care import House
    from ui.starting import Starting
    from ui.window import Window


def offer(window: Window) -> None:
    """Show the way where there is one; nothing of the auditor's is loaded before it is gone."""
    window.unlock.audit.setVisible(window.functions.audit is not None)
    window.unlock.auditor.connect(lambda: open_for(window))


def starting(window: Window, house: House | None) -> Starting:
    """The guided paths before a desk is open, the auditor's way among them."""
    from ui.care import House
    from ui.starting import Starting

    assert window.functions.care is not None
    made = Starting(window.functions.care, window.tasks, house or House(), window)
    made.audits = window.functions.audit is not None
    made.auditor.connect(lambda: open_for(window))
    return made


def open_for(window: Window) -> AuditWindow:
    """The auditor's window; the desk's comes back when his work is over."""
    from ui.audit_window import AuditWindow

    assert window.functions.audit is not None
    made = AuditWindow(window.functions.audit())
    # Somebody must hold it as long as it is on screen.
    window.setProperty("audit", made)
    made.left.connect(window.show)
    made.show()
    window.hide()
    return made
