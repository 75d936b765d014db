"""What goes into an installed program, whoever lays it out: PyInstaller, or the Windows folder."""

from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
OURS = ("app", "ui", "resources", "local_db", "sync", "printing", "regulator")
QT = ("QtCore", "QtGui", "QtWidgets", "QtNetwork", "QtPrintSupport", "QtSvg")
# Swept in by somebody's optional import; nothing of ours calls them. Python asks WMI for the name
# of the system, which takes long and fails on some machines; without it, it asks the kernel.
# GNU readline is under the GPL, and nobody types to our Python.
UNUSED = (
    *("tkinter", "setuptools", "pip", "wheel", "numpy", "lxml", "pytest", "IPython", "_wmi"),
    *("readline", "curses", "_curses"),
)
# In the lock for whoever builds; none of it is shipped but PyInstaller's loader.
BUILDING = {"altgraph", "pip", "pyinstaller", "pyinstaller-hooks-contrib", "setuptools"}
# Of Qt only what an office's screen needs: its window system, pictures, printing.
PLATFORMS = ("libqxcb", "libqoffscreen", "libqminimal", "qwindows", "qminimal", "qoffscreen")
TRIMMED = (
    "egldeviceintegrations",
    "networkinformation",
    "platformthemes/libqgtk3",
    "plugins/generic",
    "plugins/wayland",
    "Qt6EglFs",
    "Qt6Pdf",
    "Qt6Qml",
    "Qt6Quick",
    "Qt6VirtualKeyboard",
    "Qt6Wayland",
    "Qt6WlShell",
    "opengl32sw",
)


def needed(name: str) -> bool:
    """Whether a file of a wheel is of use: no other Qt plugin, no translation but Persian."""
    if "/platforms/" in name:
        return Path(name).name.split(".")[0] in PLATFORMS
    if name.endswith(".qm"):
        return name.endswith("_fa.qm")
    if "/locale/" in name and "django/" in name:
        return ("/fa/" in name or "/en/" in name) and not name.endswith(".po")
    return not any(part in name for part in TRIMMED)


def our_files() -> list[Path]:
    """Every file of our packages, from the root of the source."""
    found = (path for name in OURS for path in (ROOT / name).rglob("*") if path.is_file())
    return sorted(path.relative_to(ROOT) for path in found if path.suffix not in (".pyc", ".md"))
