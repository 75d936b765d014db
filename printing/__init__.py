"""Persian on paper: values in, PDF bytes and rasters out. No Qt, no SQL, no network.

Importing this costs nothing; reportlab, HarfBuzz and pdfium are loaded with the first page.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.domain.receipts import ReceiptPaper

__all__ = ["png", "preview_png", "receipt_pdf", "text_of"]


def receipt_pdf(paper: ReceiptPaper) -> bytes:
    """See `printing.receipt.receipt_pdf`."""
    from printing import receipt

    return receipt.receipt_pdf(paper)


def png(pdf: bytes, *, dpi: int = 203) -> bytes:
    """See `printing.raster.png`."""
    from printing import raster

    return raster.png(pdf, dpi=dpi)


def preview_png(pdf: bytes, *, scale: float = 1.5) -> bytes:
    """See `printing.raster.preview_png`."""
    from printing import raster

    return raster.preview_png(pdf, scale=scale)


def text_of(pdf: bytes) -> str:
    """See `printing.find.text_of`."""
    from printing import find

    return find.text_of(pdf)
