"""Widths of text in the document font, so that long names break where a typist would break them.

Only the rendering process imports this: reading the fonts takes time and memory.
"""

from functools import lru_cache
from pathlib import Path

from fontTools.ttLib import TTFont

FONTS = Path(__file__).resolve().parents[2] / "static" / "fonts"
MM_PER_PT = 25.4 / 72


@lru_cache(maxsize=4)
def _face(name):
    font = TTFont(FONTS / f"LiberationSerif-{name}.ttf", lazy=True)
    return font.getBestCmap(), dict(font["hmtx"].metrics), font["head"].unitsPerEm


def width_mm(text, size_pt, face="Regular"):
    """Width of a line of text in millimetres; `face` is Regular, Bold, Italic or BoldItalic."""
    letters, metrics, em = _face(face)
    units = sum(metrics[letters.get(ord(letter), ".notdef")][0] for letter in text)
    return units / em * size_pt * MM_PER_PT


def fit_lines(lines, *, limit_mm, size_pt, face="Regular"):
    """The given lines, each longer one broken between words into the fewest lines of about equal length."""
    fitted = []
    for line in lines:
        fitted += _broken(line.split(" "), limit_mm, lambda text: width_mm(text, size_pt, face))
    return tuple(fitted)


def _broken(words, limit, width):
    lines = _greedy(words, limit, width)
    if len(lines) == 1:
        return lines
    low, high = width(" ".join(words)) / len(lines), limit
    while high - low > 1:
        middle = (low + high) / 2
        tried = _greedy(words, middle, width)
        if len(tried) <= len(lines) and all(width(line) <= limit for line in tried):
            lines, high = tried, middle
        else:
            low = middle
    return lines


def _greedy(words, limit, width):
    lines = [words[0]]
    for word in words[1:]:
        longer = f"{lines[-1]} {word}"
        if width(longer) <= limit:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines
