"""Files and pictures brought as a copy of a paper, looked at on a worker: a photograph is made
small there, a PDF goes as it is, and what nobody could open later is refused.
"""

from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, Qt
from PySide6.QtGui import QImage, QImageReader, QImageWriter

from app.domain.documents import check_size, media_of
from app.domain.errors import OperatorCanFix
from app.domain.text import persian_digits

SIDE, QUALITIES, ENOUGH = 1800, (82, 70, 55), 900_000
LARGEST, DOTS = 64 << 20, 150_000_000  # of a picture that will be made small


def brought(source: str | QImage) -> str | QImage:
    """The picture to be cut, or the path of a PDF; refuses everything else, before it is read."""
    if isinstance(source, QImage):
        return _small(source)
    path = Path(source)
    beginning, size = _look(path)
    if beginning.startswith(b"%PDF-"):
        check_size(size)
        return source
    if size > LARGEST:
        raise OperatorCanFix("picture-large", most=persian_digits(LARGEST >> 20))
    return _small(_read(source, beginning))


def compressed(picture: QImage) -> bytes:
    """The picture as a JPEG, the best that is small enough, else the smallest."""
    part, data = picture.convertToFormat(QImage.Format.Format_RGB888), b""
    for quality in QUALITIES:
        buffer = QBuffer()
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        writer = QImageWriter(buffer, QByteArray(b"jpeg"))
        writer.setQuality(quality)
        writer.write(part)
        data = bytes(buffer.data().data())
        if len(data) <= ENOUGH:
            break
    return data


def _look(path: Path) -> tuple[bytes, int]:
    try:
        with path.open("rb") as file:
            beginning, size = file.read(16), path.stat().st_size
    except OSError as fault:
        raise OperatorCanFix("file-unreadable", detail=fault.strerror or "") from fault
    if not beginning:
        raise OperatorCanFix("document-empty")
    return beginning, size


def _read(source: str, beginning: bytes) -> QImage:
    """What the file holds, whatever its name says."""
    reader = QImageReader(source)
    reader.setDecideFormatFromContent(True)
    reader.setAutoTransform(True)
    if not reader.canRead():
        media_of(beginning)  # what is no picture at all is told so
        raise OperatorCanFix("picture-broken")
    size = reader.size()
    if size.width() * size.height() > DOTS:
        raise OperatorCanFix("picture-large", most=persian_digits(LARGEST >> 20))
    if max(size.width(), size.height()) > SIDE:
        reader.setScaledSize(size.scaled(SIDE, SIDE, Qt.AspectRatioMode.KeepAspectRatio))
    return reader.read()


def _small(made: QImage) -> QImage:
    """No longer than SIDE."""
    if made.isNull():
        raise OperatorCanFix("picture-broken")
    if max(made.width(), made.height()) > SIDE:
        smooth = Qt.TransformationMode.SmoothTransformation
        made = made.scaled(SIDE, SIDE, Qt.AspectRatioMode.KeepAspectRatio, smooth)
    return made
