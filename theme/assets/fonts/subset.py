"""Makes stix-two-math.woff2 anew: the part of STIX Two Math that formulas of this site can use.

    .venv/bin/python theme/assets/fonts/subset.py

Run it after an edit of CHARACTERS; it needs npm. The same characters give the same bytes. The
font is free to change and to share (OFL.txt). Its MATH table comes along, and with it the tall
brackets, roots and sums.
"""

import hashlib
import subprocess
import tarfile
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

from fontTools.subset import Options, Subsetter, load_font, save_font

PACKAGE = "@fontsource/stix-two-math@5.3.0"
ORIGINAL = "package/files/stix-two-math-latin-400-normal.woff2"
SHA256 = "8b2a6834cfe1f4e0f3724ffa59fe92000013fc5a4c41e6a3f438006c26c60f0d"
TARGET = Path(__file__).with_name("stix-two-math.woff2")

LETTERS = "".join(map(chr, range(0x20, 0x7F))) + "ΔΣΩℝ"
ITALIC = "".join(map(chr, [*range(0x1D434, 0x1D455), *range(0x1D456, 0x1D468), *range(0x1D6FC, 0x1D71C)])) + "ℎ"
SIGNS = "±·×÷−⋅∘≠≈≡∼≃∝≤≥≪≫→←⇒↦∈∉⊂⊆∪∩∀∃∂∇∑∏√∞⊤⊥⊙⊕⊗⟨⟩⌊⌋⌈⌉‖∣∥…⋯⋮⋱′ˆ¯˜˙\u20d7\u2061\u2062\u2063"  # the last: an arrow above a letter, and operators without ink
CHARACTERS = sorted({*LETTERS, *ITALIC, *SIGNS})  # in formulas, a letter that stands alone is drawn in italics


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


def subset(font: bytes) -> bytes:
    """The characters, and every glyph that they are built from when they grow.

    raises  SystemExit: the font lacks a character
    """
    options = Options(
        flavor="woff2", layout_features=[], hinting=False, bidi_closure=False, name_IDs=[0, 1, 2, 4, 6, 14]
    )
    whole = load_font(BytesIO(font), options)
    if missing := [character for character in CHARACTERS if ord(character) not in whole.getBestCmap()]:
        raise SystemExit(f"the font has no {', '.join(missing)}")
    subsetter = Subsetter(options)
    subsetter.populate(text="".join(CHARACTERS))
    subsetter.subset(whole)
    made = BytesIO()
    save_font(whole, made, options)
    return made.getvalue()


if __name__ == "__main__":
    TARGET.write_bytes(subset(original()))
    print(f"{TARGET.name}: {len(CHARACTERS)} characters, {TARGET.stat().st_size:,} bytes")
