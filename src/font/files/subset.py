"""Makes the font files of this folder from the full fonts.

    pip install fonttools brotli
    npm pack inter-ui@4.1.1 jetbrains-mono@1.0.6      # and unpack both below FOLDER
    python3 subset.py FOLDER

FOLDER is searched for the three files named in FACES. For each face three files are written beside this script:

    *.ttf      what widths are measured with and PNGs are painted with
    *.woff2    the few characters that are embedded in an SVG; cut from the TTF, so its widths are the same
    *.metrics  advances and kerning of just these characters, read without opening the font; see `metrics`

The families get names of their own, so that an installed copy of the full font is never mixed up with a subset.
"""

import base64
import pathlib
import struct
import sys

from fontTools import subset
from fontTools.otlLib import builder
from fontTools.ttLib import TTFont
from fontTools.ttLib.scaleUpem import scale_upem

# source file, stem here, family, style, weight
FACES = [
    ("Inter-Regular.woff2", "sans-400", "Cachediag Sans", "Regular", 400),
    ("Inter-SemiBold.woff2", "sans-600", "Cachediag Sans", "SemiBold", 600),
    ("JetBrainsMono-Regular.woff2", "mono-400", "Cachediag Mono", "Regular", 400),
]

# What a browser applies unasked, except `calt`: both fonts would draw `->` as an arrow, where a diagram shows what was
# typed, and its alternates would be a quarter of the bytes that are embedded.
FEATURES = ["ccmp", "clig", "kern", "liga", "locl", "mark", "mkmk", "rlig"]

# Coarser than Inter's 2048, which makes the outlines 7 % shorter; at 14 px the difference is 0.007 px at most.
UNITS_PER_EM = 1000

# Blocks of the TTF; what a font lacks of them is left out.
BLOCKS = [
    (0x0020, 0x007E),  # Basic Latin
    (0x00A0, 0x017F),  # Latin-1 Supplement, Latin Extended-A
    (0x0218, 0x021B),  # S and T with comma below
    (0x02C6, 0x02DD),  # spacing modifiers
    (0x0300, 0x0328),  # combining marks of the Latin letters above
    (0x0370, 0x03FF),  # Greek
    (0x0400, 0x045F),  # Cyrillic
    (0x0490, 0x0491),  # Ukrainian
    (0x1E9E, 0x1E9E),  # capital sharp s
    (0x2000, 0x206F),  # General Punctuation
    (0x2070, 0x209C),  # superscripts and subscripts
    (0x20A0, 0x20BF),  # currencies
    (0x2100, 0x214F),  # letterlike
    (0x2150, 0x215E),  # fractions
    (0x2190, 0x21FF),  # arrows
    (0x2200, 0x22FF),  # mathematical operators
    (0x2300, 0x23FF),  # technical
    (0x2460, 0x2473),  # circled numbers
    (0x2500, 0x25FF),  # boxes, blocks, geometric shapes
    (0x2600, 0x26FF),  # miscellaneous signs
    (0x2700, 0x27BF),  # check marks, crosses, stars
    (0x27E6, 0x27FF),  # brackets, long arrows
    (0x2B00, 0x2BFF),  # more arrows and stars
    (0xFFFD, 0xFFFD),  # replacement
]

# Embedded: printable ASCII and these signs. The text of nearly every diagram stays within them.
EMBEDDED = "".join(map(chr, range(0x20, 0x7F))) + "\u00a0·×–—‘’“”•…′→⇒≤≥★✓✗"

# The licence asks for the copyright and the licence to stay with the font; 13 and 14 name the licence.
KEPT_NAMES = [0, 1, 2, 4, 5, 6, 13, 14, 16, 17]


def subsetted(font, wanted, features, kept_names):
    """Cuts `font` down to those of the characters that it has, to the features and the names."""
    options = subset.Options()
    options.layout_features = features
    options.name_IDs = kept_names
    options.name_languages = [0x0409]
    options.hinting = False
    options.glyph_names = False
    options.notdef_outline = True
    options.recalc_timestamp = False
    options.drop_tables += ["DSIG", "STAT", "meta", "gasp"]
    worker = subset.Subsetter(options)
    worker.populate(unicodes=set(wanted) & set(font.getBestCmap()))
    worker.subset(font)


def rename(font, family, style, weight):
    """Gives the font a family name of its own and its weight."""
    names = font["name"]
    names.names = [name for name in names.names if name.nameID in (0, 5, 13, 14)]
    texts = {
        1: family if style == "Regular" else f"{family} {style}",
        2: "Regular",
        4: f"{family} {style}",
        6: f"{family.replace(' ', '')}-{style}",
        16: family,
        17: style,
    }
    for number, text in texts.items():
        names.setName(text, number, 3, 1, 0x0409)
    font["OS/2"].usWeightClass = weight


def kern_lookups(font):
    """The lookups of `kern`, as lists of subtables; the same for every script, or the metrics would not hold."""
    if "GPOS" not in font:
        return []
    gpos = font["GPOS"].table
    lists = {frozenset(r.Feature.LookupListIndex) for r in gpos.FeatureList.FeatureRecord if r.FeatureTag == "kern"}
    assert len(lists) <= 1, "kern differs between scripts"
    lookups = [gpos.LookupList.Lookup[index] for indices in lists for index in sorted(indices)]
    return [[getattr(part, "ExtSubTable", part) for part in lookup.SubTable] for lookup in lookups]


def pair_value(subtable, left, right):
    """What a pair subtable adds between two glyphs; None where the next subtable decides."""
    assert subtable.LookupType == 2 and not subtable.ValueFormat2, "more than plain pair kerning"
    if left not in subtable.Coverage.glyphs:
        return None
    if subtable.Format == 1:
        pairs = subtable.PairSet[subtable.Coverage.glyphs.index(left)].PairValueRecord
        found = [pair.Value1 for pair in pairs if pair.SecondGlyph == right]
        return getattr(found[0], "XAdvance", 0) if found else None
    row = subtable.Class1Record[subtable.ClassDef1.classDefs.get(left, 0)]
    return getattr(row.Class2Record[subtable.ClassDef2.classDefs.get(right, 0)].Value1, "XAdvance", 0)


def kerning(font):
    """Every pair of glyphs that is kerned, with its value."""
    order = font.getGlyphOrder()
    table = {}
    for lookup in kern_lookups(font):
        for left in order:
            for right in order:
                values = (pair_value(subtable, left, right) for subtable in lookup)
                value = next((value for value in values if value is not None), 0)
                table[left, right] = table.get((left, right), 0) + value
    return {pair: value for pair, value in table.items() if value}


def classes(order, key):
    """Glyphs with the same `key` together; those with an empty one are left out."""
    found = {}
    for glyph in order:
        if any(key(glyph)):
            found.setdefault(key(glyph), []).append(glyph)
    return [tuple(glyphs) for glyphs in found.values()]


def kerning_classes(font):
    """The kerning as classes of left glyphs, of right glyphs, and the values between them."""
    order, table = font.getGlyphOrder(), kerning(font)
    left = classes(order, lambda glyph: tuple(table.get((glyph, other), 0) for other in order))
    right = classes(order, lambda glyph: tuple(table.get((other, glyph), 0) for other in order))
    return left, right, [[table.get((row[0], column[0]), 0) for column in right] for row in left]


def rebuild_kerning(font):
    """Writes the kerning of a small font as one table of classes: the same values in fewer bytes."""
    left, right, values = kerning_classes(font)
    for tag in ("GSUB", "GDEF"):
        if tag in font:
            del font[tag]
    if not left:
        if "GPOS" in font:
            del font["GPOS"]
        return
    pairs = {
        (row, column): (builder.buildValue({"XAdvance": values[i][j]}), None)
        for i, row in enumerate(left)
        for j, column in enumerate(right)
        if values[i][j]
    }
    gpos = font["GPOS"].table
    subtable = builder.buildPairPosClassesSubtable(pairs, font.getReverseGlyphMap())
    gpos.LookupList.Lookup = [builder.buildLookup([subtable], 0)]
    gpos.LookupList.LookupCount = 1
    for record in gpos.FeatureList.FeatureRecord:
        record.Feature.LookupListIndex = [0]
        record.Feature.LookupCount = 1


def metrics(font):
    """Advances and kerning of a small font, all numbers little-endian:

    u16 units per em, i16 ascent, i16 descent, i16 line gap, u16 N characters, u16 L left classes, u16 R right classes;
    then N of each: u16 character (ascending), u16 advance, u8 left class, u8 right class (0: no kerning);
    then L rows of R values i16, class 1 first.
    """
    left, right, values = kerning_classes(font)
    cmap = sorted(font.getBestCmap().items())
    assert [code for code, _ in cmap][:95] == list(range(0x20, 0x7F)), "ASCII comes first and whole"
    left_of = {glyph: number for number, row in enumerate(left, 1) for glyph in row}
    right_of = {glyph: number for number, column in enumerate(right, 1) for glyph in column}
    assert cmap[0][1] not in left_of, "a space that is kerned with what follows: words cannot be measured apart"
    line = font["hhea"]
    out = struct.pack("<HhhhHHH", font["head"].unitsPerEm, line.ascent, line.descent, line.lineGap,
                      len(cmap), len(left), len(right))
    for layout, column in [
        ("H", [code for code, _ in cmap]),
        ("H", [font["hmtx"][glyph][0] for _, glyph in cmap]),
        ("B", [left_of.get(glyph, 0) for _, glyph in cmap]),
        ("B", [right_of.get(glyph, 0) for _, glyph in cmap]),
        *(("h", row) for row in values),
    ]:
        out += struct.pack(f"<{len(column)}{layout}", *column)
    return out


def make(source, stem, family, style, weight, target):
    """Writes the three files of one face; returns the length of the embedded one in base64."""
    font = TTFont(source, recalcTimestamp=False)
    rename(font, family, style, weight)
    subsetted(font, [code for first, last in BLOCKS for code in range(first, last + 1)], FEATURES, KEPT_NAMES)
    scale_upem(font, UNITS_PER_EM)
    font.flavor = None
    ttf = target / f"{stem}.ttf"
    font.save(ttf)

    small = TTFont(ttf, recalcTimestamp=False)
    subsetted(small, map(ord, EMBEDDED), ["kern"], [0])
    rebuild_kerning(small)
    (target / f"{stem}.metrics").write_bytes(metrics(small))
    small.flavor = "woff2"
    woff2 = target / f"{stem}.woff2"
    small.save(woff2)

    embedded = len(base64.b64encode(woff2.read_bytes()))
    print(f"{stem}: {ttf.stat().st_size} bytes, embedded {woff2.stat().st_size} bytes ({embedded} as base64)")
    return embedded


def main():
    folder = pathlib.Path(sys.argv[1])
    target = pathlib.Path(__file__).parent
    total = 0
    for name, *rest in FACES:
        found = sorted(folder.rglob(name))
        if not found:
            sys.exit(f"{name} is not below {folder}")
        total += make(found[0], *rest, target)
    print(f"embedded faces together: {total} bytes as base64")


if __name__ == "__main__":
    main()
