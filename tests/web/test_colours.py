"""The four colours of evidence are told apart by every eye, and words stand out from what is behind them."""

from __future__ import annotations

import math
import re
from importlib.resources import files
from itertools import combinations

import pytest

from onrecord.web.marking import COLOURED

STYLE = files("onrecord.web").joinpath("static", "style.css").read_text(encoding="utf-8")
THEMES = ("light", "dark")

Triple = tuple[float, float, float]
Matrix = tuple[Triple, Triple, Triple]

# Machado, Oliveira and Fernandes 2009, severity 1.0, on linear RGB.
EYES: dict[str, Matrix] = {
    "typical": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protanopia": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deuteranopia": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "tritanopia": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
}
# CIEDE2000: about 2 is seen side by side, 10 at a glance.
APART = 15


def colours(theme: str) -> dict[str, str]:
    """Read the colours of a theme out of the style sheet."""
    light, _, rest = STYLE.partition("@media (prefers-color-scheme: dark)")
    told = light if theme == "light" else rest.partition("*, *::before")[0]
    return dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6});", told))


def dot(row: Triple, told: Triple) -> float:
    """Return the sum of products."""
    return sum(one * other for one, other in zip(row, told, strict=True))


def linear(colour: str) -> Triple:
    """Return the linear RGB of a hexadecimal colour."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return red, green, blue


def seen(colour: str, eye: str) -> Triple:
    """Return the linear RGB that an eye makes of a colour."""
    told = linear(colour)
    red, green, blue = (min(1.0, max(0.0, dot(row, told))) for row in EYES[eye])
    return red, green, blue


def lab(told: Triple) -> Triple:
    """Return CIELAB (D65) of linear RGB."""
    rows = ((0.4124, 0.3576, 0.1805), (0.2126, 0.7152, 0.0722), (0.0193, 0.1192, 0.9505))
    scaled = (dot(row, told) / white for row, white in zip(rows, (0.95047, 1.0, 1.08883), strict=True))
    x, y, z = (part ** (1 / 3) if part > 0.008856 else 7.787 * part + 16 / 116 for part in scaled)
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def difference(left: Triple, right: Triple) -> float:
    """Return the CIEDE2000 difference of two CIELAB colours (Sharma, Wu and Dalal 2005)."""
    (l1, a1, b1), (l2, a2, b2) = left, right
    mean = ((math.hypot(a1, b1) + math.hypot(a2, b2)) / 2) ** 7
    stretch = 1.5 - 0.5 * math.sqrt(mean / (mean + 25**7))
    c1, c2 = math.hypot(a1 * stretch, b1), math.hypot(a2 * stretch, b2)
    h1, h2 = (math.degrees(math.atan2(b, a * stretch)) % 360 for a, b in ((a1, b1), (a2, b2)))
    turn = (h2 - h1 + 180) % 360 - 180 if c1 * c2 else 0.0
    hue = (h1 + turn / 2) % 360 if c1 * c2 else h1 + h2
    light, chroma = (l1 + l2) / 2, (c1 + c2) / 2
    waves = ((-0.17, 1, -30), (0.24, 2, 0), (0.32, 3, 6), (-0.20, 4, -63))
    weight = 1 + sum(size * math.cos(math.radians(times * hue + shift)) for size, times, shift in waves)
    by_light = (l2 - l1) / (1 + 0.015 * (light - 50) ** 2 / math.sqrt(20 + (light - 50) ** 2))
    by_chroma = (c2 - c1) / (1 + 0.045 * chroma)
    by_hue = 2 * math.sqrt(c1 * c2) * math.sin(math.radians(turn / 2)) / (1 + 0.015 * chroma * weight)
    twist = (
        -2
        * math.sqrt(chroma**7 / (chroma**7 + 25**7))
        * math.sin(math.radians(60 * math.exp(-(((hue - 275) / 25) ** 2))))
    )
    return math.sqrt(by_light**2 + by_chroma**2 + by_hue**2 + twist * by_chroma * by_hue)


def contrast(left: str, right: str) -> float:
    """Return the contrast of two colours as WCAG has it."""
    dark, light = sorted(dot((0.2126, 0.7152, 0.0722), linear(colour)) for colour in (left, right))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        ((50, 2.6772, -79.7751), (50, 0, -82.7485), 2.0425),
        ((60.2574, -34.0099, 36.2677), (60.4626, -34.1751, 39.4387), 1.2644),
    ],
)
def test_difference_is_ciede2000(left: Triple, right: Triple, expected: float) -> None:
    """The difference agrees with the published test values."""
    assert difference(left, right) == pytest.approx(expected, abs=1e-3)


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("eye", EYES)
def test_every_eye_tells_the_parts_apart(theme: str, eye: str) -> None:
    """Each pair of the four colours differs clearly, also to colour-blind eyes."""
    told = colours(theme)
    for left, right in combinations(COLOURED, 2):
        assert difference(lab(seen(told[left], eye)), lab(seen(told[right], eye))) > APART, (left, right)


@pytest.mark.parametrize("theme", THEMES)
def test_words_stand_out(theme: str) -> None:
    """Words reach a contrast of 4.5 on everything they stand on; underlines reach 3 on the page."""
    told = colours(theme)
    behind = [told[name] for name in ("paper", "sheet", "pick", "source-wash", "cue-wash", "figure-wash")]
    assert min(contrast(told["ink"], colour) for colour in behind) >= 7
    assert min(contrast(told[name], told["paper"]) for name in ("soft", "link", "cue")) >= 4.5
    assert min(contrast(told[name], told["pick"]) for name in ("soft", "link")) >= 4.5
    assert min(contrast(told[part], told["paper"]) for part in COLOURED) >= 3


def test_each_part_has_an_underline_of_its_own() -> None:
    """Without any colour the four are still told apart: solid, wavy, double and dotted."""
    styles = {
        part: re.search(rf"^\.{part} {{[^}}]*\b(solid|wavy|double|dotted)\b", STYLE, re.MULTILINE) for part in COLOURED
    }
    told = [found[1] for found in styles.values() if found]
    assert sorted(told) == ["dotted", "double", "solid", "wavy"]
