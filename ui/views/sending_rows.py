"""The rows of the sending queue, over `ui.views.paged_rows`."""

from collections.abc import Iterable

from app.domain.outbox import QueueKey
from ui.models.sending import Queue, Row
from ui.views.paged_rows import PAGE, PAGES, PagedRows, RowPainter

__all__ = ["PAGE", "PAGES", "RowPainter", "SendingRows"]


class SendingRows(PagedRows):
    """Its keys are those of a Queue."""

    def __init__(self) -> None:
        super().__init__()
        self.queue = Queue()

    def show(self, queue: Queue) -> None:
        """Other lines or another standing of the line."""
        self.queue = queue
        self.put_keys(queue.keys)

    def put(self, asked: tuple[QueueKey, ...], rows: Iterable[Row]) -> None:
        """A page came, in words already."""
        self.put_page(asked, {row.line.key: row for row in rows})

    def row(self, at: int) -> Row | None:
        """The row at that place, once its page is here."""
        found: Row | None = self.painted(at)
        return found
