"""Cuts the fonts of formulas to the characters that this site can use: two parts of STIX Two Math, made anew.

    .venv/bin/python theme/assets/fonts/subset.py

A browser fetches "usual" with each page that has a formula, and "seldom" where a formula has
another character; that is why site.css states the range of each. Run it after an edit of a
set of characters; it needs npm, and it rewrites the ranges. The same characters give the same
bytes. The font is free to change and to share (OFL.txt). Its MATH table comes along, and with it
the tall brackets and sums. Tall roots stay behind: Chromium keeps the room of the widest beside each root, and a gap
before the comma that follows. What stands below a root has to be one line of letters; a test holds that.
"""

import hashlib
import re
import subprocess
import tarfile
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

from fontTools.subset import Options, Subsetter, load_font, save_font

PACKAGE = "@fontsource/stix-two-math@5.3.0"
ORIGINAL = "package/files/stix-two-math-latin-400-normal.woff2"
SHA256 = "8b2a6834cfe1f4e0f3724ffa59fe92000013fc5a4c41e6a3f438006c26c60f0d"
FOLDER = Path(__file__).parent
SHEET = FOLDER.with_name("site.css")

LETTERS = "".join(map(chr, range(0x20, 0x7F))) + "ΔΣΩℝ"
ITALIC = "".join(map(chr, [*range(0x1D434, 0x1D455), *range(0x1D456, 0x1D468), *range(0x1D6FC, 0x1D71C)])) + "ℎ"
SIGNS = "±·×÷−⋅∘≠≈≡∼≃∝≤≥≪≫→←⇒↦∈∉⊂⊆∪∩∀∃∂∇∑∏√∞⊤⊥⊙⊕⊗⟨⟩⌊⌋⌈⌉‖∣∥…⋯⋮⋱′ˆ¯˜˙\u20d7\u2061\u2062\u2063"  # the last: an arrow above a letter, and operators without ink
CHARACTERS = {*LETTERS, *ITALIC, *SIGNS}  # in formulas, a letter that stands alone is drawn in italics
USUAL = set(" ()[],./=+0123456789KQVTWacdefghijkmnopqrstuvwxAW𝐴𝐾𝑄𝑉𝑊𝑇𝑎𝑑𝑒𝑖𝑗𝑘𝑚𝑛𝑞𝑠𝑡𝑣𝑤𝑥𝑦𝛼ℎ−×⋅·√∑∞⊤\u2061\u2062\u2063")
FONTS = {"usual": USUAL, "seldom": CHARACTERS - USUAL}


def original() -> bytes:
    """The whole font, from its package.

    raises  SystemExit: npm is missing or fails, or the font is another one
    """
    with TemporaryDirectory() as folder:
        try:
            subprocess.run(["npm", "pack", "--silent", PACKAGE], cwd=folder, check=True, stdout=subprocess.DEVNULL)
        except (OSError, subprocess.CalledProcessError) as error:
            raise SystemExit(f"{PACKAGE} cannot be fetched: {error}") from None
        [archive] = Path(folder).glob("*.tgz")
        with tarfile.open(archive) as package:
            font = package.extractfile(ORIGINAL).read()
    if hashlib.sha256(font).hexdigest() != SHA256:
        raise SystemExit(f"{PACKAGE} holds another font than this script was written for")
    return font


def subset(font: bytes, characters: set[str]) -> bytes:
    """The characters, and every glyph that they are built from when they grow.

    raises  SystemExit: the font lacks a character
    """
    options = Options(
        flavor="woff2", layout_features=[], hinting=False, bidi_closure=False, name_IDs=[0, 1, 2, 4, 6, 14]
    )
    whole = load_font(BytesIO(font), options)
    if missing := [character for character in sorted(characters) if ord(character) not in whole.getBestCmap()]:
        raise SystemExit(f"the font has no {', '.join(missing)}")
    drop_tall_roots(whole)
    subsetter = Subsetter(options)
    subsetter.populate(text="".join(characters))
    subsetter.subset(whole)
    made = BytesIO()
    save_font(whole, made, options)
    return made.getvalue()


def drop_tall_roots(font) -> None:
    """Leave the root one size."""
    variants = font["MATH"].table.MathVariants
    sizes = variants.VertGlyphConstruction[variants.VertGlyphCoverage.glyphs.index(font.getBestCmap()[ord("√")])]
    sizes.MathGlyphVariantRecord, sizes.GlyphAssembly = sizes.MathGlyphVariantRecord[:1], None


def unicode_range(characters: set[str]) -> str:
    """The characters as CSS names them, "U+28-29, U+3D"."""
    codes, runs = sorted(map(ord, characters)), []
    for code in codes:
        if runs and code == runs[-1][1] + 1:
            runs[-1][1] = code
        else:
            runs.append([code, code])
    return ", ".join(f"U+{first:X}" if first == last else f"U+{first:X}-{last:X}" for first, last in runs)


def with_ranges(sheet: str) -> str:
    """A style sheet whose rules for the two fonts state the characters of each."""
    for name, characters in FONTS.items():
        rule = re.compile(rf'(-{name}\.woff2"[^}}]*?unicode-range: )[^;]*;')
        sheet = rule.sub(lambda found, characters=characters: f"{found[1]}{unicode_range(characters)};", sheet)
    return sheet


if __name__ == "__main__":
    whole = original()
    for name, characters in FONTS.items():
        file = FOLDER / f"stix-two-math-{name}.woff2"
        file.write_bytes(subset(whole, characters))
        print(f"{file.name}: {len(characters)} characters, {file.stat().st_size:,} bytes")
    SHEET.write_text(with_ranges(SHEET.read_text("utf8")), "utf8")
