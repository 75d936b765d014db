"""Persian on paper: values in, PDF bytes and rasters out. No Qt, no SQL, no network.

Importing this costs nothing: a name is looked up where it lives when it is first asked for, and
reportlab, HarfBuzz and pdfium are loaded with the first page.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from printing.find import text_of
    from printing.form_pages import blank_form_pdf, filled_form_pdf
    from printing.raster import png, preview_png
    from printing.receipt import receipt_pdf

__all__ = [
    "blank_form_pdf",
    "filled_form_pdf",
    "png",
    "preview_png",
    "receipt_pdf",
    "text_of",
]

_LIVES_IN = {
    "blank_form_pdf": "form_pages",
    "filled_form_pdf": "form_pages",
    "png": "raster",
    "preview_png": "raster",
    "receipt_pdf": "receipt",
    "text_of": "find",
}


def __getattr__(name: str) -> Any:
    """The function itself, kept here from then on."""
    if name not in _LIVES_IN:
        raise AttributeError(f"printing has no {name!r}")
    found = getattr(import_module(f"printing.{_LIVES_IN[name]}"), name)
    globals()[name] = found
    return found
