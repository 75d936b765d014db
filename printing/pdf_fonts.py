"""Vazirmatn inside a PDF: a Type 0 font of the glyphs used, and what each glyph stands for."""

from __future__ import annotations

import zlib
from collections.abc import Iterable
from typing import Any, TypeAlias

from printing.shaping import UNITS_PER_EM, Glyph, Weight, face

PDFDocument: TypeAlias = Any  # reportlab types neither its references nor its objects
_PER_MILLE = 1000 / UNITS_PER_EM
_CMAP_HEAD = """/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <FFFF>
endcodespacerange
"""
_CMAP_TAIL = "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend"
_MAX_CMAP_ROWS = 100
# A PDF names glyphs by number: everything that led from letters to glyphs has done its work.
_TABLES_FOR_SHAPING = ("GSUB", "GPOS", "GDEF", "name", "post", "OS/2", "cmap", "STAT", "gasp")


class EmbeddedFont:
    """One face cut down to the glyphs of one document, numbered anew and without gaps."""

    def __init__(self, weight: Weight, glyphs: Iterable[Glyph]) -> None:
        self.name = f"V{weight[0]}"
        self._base = f"PISHKN+Vazirmatn-{weight}"
        self._texts: dict[int, str] = {}
        for glyph in glyphs:
            self._texts.setdefault(glyph.gid, glyph.text)
        self.file, self.number = subset(weight, self._texts.keys())
        font = face(weight).font
        self.widths = {gid: font.get_glyph_h_advance(gid) for gid in self._texts}
        self._bold = weight == "Bold"

    def add_to(self, document: PDFDocument) -> None:
        """Write the font's objects; an indirect reference, or readers load it once per page."""
        from reportlab.pdfbase.pdfdoc import PDFDictionary, PDFName

        font = PDFDictionary(
            {
                "Type": PDFName("Font"),
                "Subtype": PDFName("Type0"),
                "BaseFont": PDFName(self._base),
                "Encoding": PDFName("Identity-H"),
                "DescendantFonts": _array([self._descendant(document)]),
                "ToUnicode": self._stream(document, "text", self._to_unicode()),
            }
        )
        fonts = document.idToObject["BasicFonts"].dict
        fonts[self.name] = document.Reference(font, f"font.{self.name}")

    def _descendant(self, document: PDFDocument) -> Any:
        from reportlab.pdfbase.pdfdoc import PDFDictionary, PDFName, PDFString

        system = {
            "Registry": PDFString("Adobe"),
            "Ordering": PDFString("Identity"),
            "Supplement": 0,
        }
        font = PDFDictionary(
            {
                "Type": PDFName("Font"),
                "Subtype": PDFName("CIDFontType2"),
                "BaseFont": PDFName(self._base),
                "CIDSystemInfo": PDFDictionary(system),
                "CIDToGIDMap": PDFName("Identity"),
                "DW": 0,
                "W": _array(self._width_row()),
                "FontDescriptor": self._descriptor(document),
            }
        )
        return document.Reference(font, f"cid.{self.name}")

    def _width_row(self) -> list[Any]:
        """Widths of glyphs 0, 1, 2 … in thousandths of an em."""
        widths = {self.number[gid]: width for gid, width in self.widths.items()}
        row = [round(widths.get(n, 0) * _PER_MILLE) for n in range(max(widths) + 1)]
        return [0, _array(row)]

    def _to_unicode(self) -> bytes:
        return to_unicode({self.number[gid]: text for gid, text in self._texts.items()})

    def _descriptor(self, document: PDFDocument) -> Any:
        from reportlab.pdfbase.pdfdoc import PDFDictionary, PDFName

        descriptor = PDFDictionary(
            {
                "Type": PDFName("FontDescriptor"),
                "FontName": PDFName(self._base),
                "Flags": 4,
                "FontBBox": _array([-500, -600, 2000, 1100]),
                "ItalicAngle": 0,
                "Ascent": 1025,
                "Descent": -537,
                "CapHeight": 700,
                "StemV": 140 if self._bold else 90,
                "FontFile2": self._stream(document, "file", self.file),
            }
        )
        return document.Reference(descriptor, f"descriptor.{self.name}")

    def _stream(self, document: PDFDocument, part: str, content: bytes) -> Any:
        from reportlab.pdfbase.pdfdoc import PDFDictionary, PDFName, PDFStream

        about = PDFDictionary({"Length1": len(content), "Filter": PDFName("FlateDecode")})
        stream = PDFStream(about, zlib.compress(content, 9), [])
        return document.Reference(stream, f"{part}.{self.name}")


def _array(items: list[Any]) -> Any:
    from reportlab.pdfbase.pdfdoc import PDFArray

    return PDFArray(items)


def subset(weight: Weight, gids: Iterable[int]) -> tuple[bytes, dict[int, int]]:
    """The font file with these outlines only, and each glyph's new number in it."""
    import uharfbuzz as hb

    wanted = hb.SubsetInput()
    wanted.flags = (
        hb.SubsetFlags.NO_HINTING | hb.SubsetFlags.NO_LAYOUT_CLOSURE | hb.SubsetFlags.NOTDEF_OUTLINE
    )
    wanted.sets(hb.SubsetInputSets.GLYPH_INDEX).update(gids)
    dropped = wanted.sets(hb.SubsetInputSets.DROP_TABLE_TAG)
    dropped.update(int.from_bytes(tag.encode(), "big") for tag in _TABLES_FOR_SHAPING)
    plan = hb.SubsetPlan(face(weight).face, wanted)
    numbers = {gid: plan.old_to_new_glyph_mapping[gid] for gid in gids}
    return plan.execute().blob.data, numbers


def to_unicode(texts: dict[int, str]) -> bytes:
    """The CMap from glyph numbers to text."""
    rows = [
        f"<{gid:04X}> <{text.encode('utf-16-be').hex().upper()}>"
        for gid, text in sorted(texts.items())
        if text
    ]
    parts = [_CMAP_HEAD]
    for start in range(0, len(rows), _MAX_CMAP_ROWS):
        some = rows[start : start + _MAX_CMAP_ROWS]
        parts.append(f"{len(some)} beginbfchar\n" + "\n".join(some) + "\nendbfchar\n")
    return "".join([*parts, _CMAP_TAIL]).encode("ascii")
