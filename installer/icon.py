"""The program's icon from our own line icon: white on the colour of the theme.

python installer/icon.py FOLDER makes FOLDER/<size>x<size>/apps/pishkhan.png and, of all of them,
FOLDER/pishkhan.ico for Windows.
"""

import os
import sys
from pathlib import Path

from PIL import Image
from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QColor, QGuiApplication, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

import resources
from ui.theme.tokens import LIGHT

SIZES = (16, 24, 32, 48, 64, 128, 256)


def picture(size: int) -> QImage:
    """The stall on a rounded square."""
    image = QImage(size, size, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(LIGHT.primary))
    painter.drawRoundedRect(QRectF(0, 0, size, size), size * 0.22, size * 0.22)
    lines = resources.read("icons/store.svg").replace(b"currentColor", LIGHT.on_primary.encode())
    edge = size * 0.18
    QSvgRenderer(QByteArray(lines)).render(
        painter, QRectF(edge, edge, size - 2 * edge, size - 2 * edge)
    )
    painter.end()
    return image


def main(folder: Path) -> int:
    """Write every size; 1 if one could not be written."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    app = QGuiApplication([])
    written = []
    for size in SIZES:
        place = folder / f"{size}x{size}" / "apps"
        place.mkdir(parents=True, exist_ok=True)
        written.append(picture(size).save(str(place / "pishkhan.png")))
    app.quit()
    pngs = [Image.open(folder / f"{size}x{size}/apps/pishkhan.png") for size in reversed(SIZES)]
    pngs[0].save(folder / "pishkhan.ico", append_images=pngs[1:], sizes=[one.size for one in pngs])
    return 0 if all(written) else 1


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
