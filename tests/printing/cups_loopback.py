"""A real CUPS on loopback with a cups-pdf queue: what it prints is what the preview shows.

`python -m tests.printing.cups_loopback`, as root, where Debian's `cups` and
`printer-driver-cups-pdf` are installed. Apart from `make test`, for it needs a daemon.
"""

import os
import subprocess
import sys
import tempfile
import time
from itertools import product
from pathlib import Path

import pypdfium2
from PIL import Image, ImageChops, ImageFilter

from app.domain.printers import Printer
from printing.cups import Cups
from tests.printing.pages import drawn

PORT = 6631
QUEUE = "pishkhan-pdf"
MODEL = "/usr/share/ppd/cups-pdf/CUPS-PDF_noopt.ppd"
OUT = (Path("/var/spool/cups-pdf"), Path("/root/PDF"))
SIZES = ("roll80", "a5", "a4")
LEAST = 0.97


def configured(folder: Path) -> list[str]:
    """Settings of a daemon that keeps everything in one folder; the command that starts it."""
    for name in ("root", "state", "cache", "spool", "spool/tmp"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    files = folder / "cups-files.conf"
    files.write_text(
        f"ServerRoot {folder}/root\nStateDir {folder}/state\nCacheDir {folder}/cache\n"
        f"RequestRoot {folder}/spool\nTempDir {folder}/spool/tmp\nAccessLog {folder}/access\n"
        f"ErrorLog {folder}/errors\nPageLog {folder}/pages\nSystemGroup root\n"
        "FileDevice Yes\n"
    )
    settings = folder / "cupsd.conf"
    settings.write_text(
        f"Listen 127.0.0.1:{PORT}\nBrowsing Off\nWebInterface No\nDefaultAuthType None\n"
        "<Location />\nOrder allow,deny\nAllow all\n</Location>\n"
        "<Policy default>\n<Limit All>\nOrder allow,deny\nAllow all\n</Limit>\n</Policy>\n"
    )
    return ["/usr/sbin/cupsd", "-f", "-c", str(settings), "-s", str(files)]


def ask(*command: str) -> str:
    """A tool of CUPS on our daemon."""
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def ready() -> None:
    """Wait for the daemon, then make the queue."""
    for _ in range(50):
        if "is running" in ask("lpstat", "-r"):
            break
        time.sleep(0.1)
    ask("lpadmin", "-p", QUEUE, "-E", "-v", "cups-pdf:/", "-P", MODEL)


def printed(name: str, after: float) -> bytes:
    """The file cups-pdf wrote for a job."""
    for _ in range(200):
        found = [
            path
            for folder in OUT
            for path in folder.rglob("*.pdf")
            if path.stat().st_mtime >= after and name in path.name and path.stat().st_size
        ]
        if found and not ask("lpstat", "-o", QUEUE):
            return found[0].read_bytes()
        time.sleep(0.1)
    raise SystemExit(f"cups-pdf wrote nothing for {name}")


def picture(pdf: bytes) -> Image.Image:
    """The first page at 203 dpi, black and white."""
    grey = pypdfium2.PdfDocument(pdf)[0].render(scale=8 * 25.4 / 72, grayscale=True).to_pil()
    return grey.point([0 if level <= 150 else 255 for level in range(256)])


def likeness(one: Image.Image, other: Image.Image) -> float:
    """Of the dots black in each, those with a black dot of the other within one dot of them.

    Ghostscript redraws our letters as bitmaps of its own; a dot to either side is its rounding.
    """
    best = 0.0
    for x, y in product(range(-3, 4), repeat=2):
        moved = ImageChops.offset(other.crop((0, 0, *one.size)), x, y)
        best = max(best, min(_covered(one, moved), _covered(moved, one)))
    return best


def _covered(one: Image.Image, other: Image.Image) -> float:
    wide = other.filter(ImageFilter.MinFilter(3))
    inner = (8, 8, one.width - 8, one.height - 8)
    one, wide = one.crop(inner), wide.crop(inner)
    return ImageChops.lighter(one, wide).histogram()[0] / one.histogram()[0]


def main() -> None:
    """Print one page of each size and compare."""
    os.environ["CUPS_SERVER"] = f"127.0.0.1:{PORT}"
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        folder.chmod(0o755)
        daemon = subprocess.Popen(configured(folder))
        try:
            ready()
            for size in SIZES:
                started, name = time.time() - 1, f"00123-001-2071-0001-{len(size):02}"
                page = drawn("receipt", size)
                Cups(Printer("cups", "cups", QUEUE, "pdf", seconds=10)).put(name, page)
                out = printed(name, started)
                same = likeness(picture(page), picture(out))
                shape = pypdfium2.PdfDocument(out)[0].get_size()
                print(f"{size}: same picture {same:.3f}, page {shape}", flush=True)
                if same < LEAST:
                    Path(f"cups-{size}.pdf").write_bytes(out)
                    sys.exit(f"{size}: CUPS prints something else")
        finally:
            daemon.terminate()
            daemon.wait(10)


if __name__ == "__main__":
    main()
