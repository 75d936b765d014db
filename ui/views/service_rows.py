"""The found services as rows of a list: handed out in pages, for ten thousand may be found."""

from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from ui.models.choosing import Choosing, agency_of
from ui.views.service_line import AGENCY, NUMBER, PINNED, STANDING

Index = QModelIndex | QPersistentModelIndex
PAGE = 40


class ServiceRows(QAbstractListModel):
    """One row for each service; early out for every role that is not painted."""

    def __init__(self) -> None:
        super().__init__()
        self.model: Choosing | None = None
        self._shown = 0

    def show(self, model: Choosing) -> None:
        """Replace the rows; the first page is there at once."""
        self.beginResetModel()
        self.model = model
        self._shown = min(PAGE, len(model.found))
        self.endResetModel()

    def place(self, at: int) -> QModelIndex:
        """The index of a service, its page fetched if need be."""
        while at >= self._shown and self.canFetchMore():
            self.fetchMore()
        return self.index(at)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """As many as were fetched."""
        return 0 if parent.isValid() else self._shown

    def canFetchMore(self, parent: Index = QModelIndex()) -> bool:  # noqa: B008
        """Whether more were found than are handed out."""
        return not parent.isValid() and self.model is not None and self._shown < self._found

    def fetchMore(self, parent: Index = QModelIndex()) -> None:  # noqa: ARG002, B008
        """One more page."""
        upto = min(self._shown + PAGE, self._found)
        self.beginInsertRows(QModelIndex(), self._shown, upto - 1)
        self._shown = upto
        self.endInsertRows()

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Title, agency, number, pin and standing."""
        if self.model is None:
            return None
        service = self.model.found[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return service.title
        if role == AGENCY:
            return agency_of(self.model.catalogue, service)
        if role == NUMBER:
            return service.number
        if role == PINNED:
            return self.model.pinned(service)
        return self.model.standing(service) if role == STANDING else None

    @property
    def _found(self) -> int:
        return len(self.model.found) if self.model else 0
