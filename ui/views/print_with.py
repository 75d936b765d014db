"""«چاپ با…»: the system's own print dialog, which opens nowhere else. It only picks; the page is
sent by whoever asked, on the printers' line."""

from PySide6.QtWidgets import QWidget

from app.domain.printers import HandPicked


def ask(parent: QWidget) -> HandPicked | None:
    """The printer or file that was picked; None when the dialog was dismissed."""
    from PySide6.QtPrintSupport import QAbstractPrintDialog, QPrintDialog, QPrinter

    device = QPrinter(QPrinter.PrinterMode.HighResolution)
    dialog = QPrintDialog(device, parent)
    for option in ("PrintSelection", "PrintPageRange", "PrintCurrentPage", "PrintCollateCopies"):
        # A page is printed whole: half of it proves nothing.
        dialog.setOption(getattr(QAbstractPrintDialog.PrintDialogOption, option), False)
    agreed = dialog.exec() == QPrintDialog.DialogCode.Accepted
    dialog.deleteLater()
    if not agreed:
        return None
    return HandPicked(device.printerName(), device.outputFileName(), device.copyCount())
