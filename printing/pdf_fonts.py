"""Vazirmatn inside a PDF: a Type 0 font of the glyphs used, and what each glyph stands for."""

from __future__ import annotations

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


class EmbeddedFont:
    """Collects the glyphs of one face while pages are drawn, then adds the font to the document."""

    def __init__(self, weight: Weight) -> None:
        self.weight = weight
        self.name = f"V{weight[0]}"
        self.widths: dict[int, int] = {}
        self._texts: dict[int, str] = {}

    def use(self, glyph: Glyph) -> int:
        """Note the glyph; its width in the font file, from which a run's spacing may differ."""
        gid = glyph.gid
        if gid not in self.widths:
            self.widths[gid] = face(self.weight).font.get_glyph_h_advance(gid)
            self._texts[gid] = glyph.text
        return self.widths[gid]

    def add_to(self, document: PDFDocument) -> None:
        """Write the font's objects; an indirect reference, or readers load it once per page."""
        from reportlab.pdfbase.pdfdoc import PDFDictionary, PDFName

        base = f"PISHKN+Vazirmatn-{self.weight}"
        font = PDFDictionary(
            {
                "Type": PDFName("Font"),
                "Subtype": PDFName("Type0"),
                "BaseFont": PDFName(base),
                "Encoding": PDFName("Identity-H"),
                "DescendantFonts": _array([self._descendant(document, base)]),
                "ToUnicode": self._stream(document, "text", to_unicode(self._texts)),
            }
        )
        fonts = document.idToObject["BasicFonts"].dict
        fonts[self.name] = document.Reference(font, f"font.{self.name}")

    def _descendant(self, document: PDFDocument, base: str) -> Any:
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
                "BaseFont": PDFName(base),
                "CIDSystemInfo": PDFDictionary(system),
                "CIDToGIDMap": PDFName("Identity"),
                "DW": 0,
                "W": _array(self._width_rows()),
                "FontDescriptor": self._descriptor(document, base),
            }
        )
        return document.Reference(font, f"cid.{self.name}")

    def _width_rows(self) -> list[Any]:
        rows: list[Any] = []
        for gid in sorted(self.widths):
            rows += [gid, _array([round(self.widths[gid] * _PER_MILLE)])]
        return rows

    def _descriptor(self, document: PDFDocument, base: str) -> Any:
        from reportlab.pdfbase.pdfdoc import PDFDictionary, PDFName

        subset = glyf_subset(self.weight, frozenset(self.widths))
        descriptor = PDFDictionary(
            {
                "Type": PDFName("FontDescriptor"),
                "FontName": PDFName(base),
                "Flags": 4,
                "FontBBox": _array([-500, -600, 2000, 1100]),
                "ItalicAngle": 0,
                "Ascent": 1025,
                "Descent": -537,
                "CapHeight": 700,
                "StemV": 140 if self.weight == "Bold" else 90,
                "FontFile2": self._stream(document, "file", subset),
            }
        )
        return document.Reference(descriptor, f"descriptor.{self.name}")

    def _stream(self, document: PDFDocument, part: str, content: bytes) -> Any:
        from reportlab.pdfbase.pdfdoc import PDFDictionary, PDFStream, PDFZCompress

        stream = PDFStream(PDFDictionary({"Length1": len(content)}), content, [PDFZCompress])
        return document.Reference(stream, f"{part}.{self.name}")


def _array(items: list[Any]) -> Any:
    from reportlab.pdfbase.pdfdoc import PDFArray

    return PDFArray(items)


def glyf_subset(weight: Weight, gids: frozenset[int]) -> bytes:
    """The font file cut down to these outlines. Glyph numbers stay; names and layout tables go."""
    import uharfbuzz as hb

    wanted = hb.SubsetInput()
    wanted.flags = (
        hb.SubsetFlags.RETAIN_GIDS
        | hb.SubsetFlags.NO_HINTING
        | hb.SubsetFlags.NO_LAYOUT_CLOSURE
        | hb.SubsetFlags.NOTDEF_OUTLINE
    )
    wanted.sets(hb.SubsetInputSets.GLYPH_INDEX).update(gids)
    dropped = ("GSUB", "GPOS", "GDEF", "name", "post", "OS/2", "cmap", "STAT", "gasp", "DSIG")
    wanted.sets(hb.SubsetInputSets.DROP_TABLE_TAG).update(
        int.from_bytes(tag.encode(), "big") for tag in dropped
    )
    data: bytes = hb.subset(face(weight).face, wanted).blob.data
    return data


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
