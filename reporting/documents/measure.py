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
    """The given lines, each longer one broken into the fewest lines, of like length, at commas where possible."""
    fitted = []
    for line in lines:
        fitted += _broken(_words(line, limit_mm, size_pt), limit_mm, lambda text: width_mm(text, size_pt, face))
    return tuple(fitted)


def _words(line, limit_mm, size_pt):
    """The words of a line; one that no line can hold is cut, at the widest letters that fit."""
    letters = max(1, int(limit_mm / (size_pt * MM_PER_PT)))
    return [part for word in line.split(" ") for part in _cut(word, letters, limit_mm, size_pt)]


def _cut(word, letters, limit_mm, size_pt):
    if width_mm(word, size_pt, "Bold") <= limit_mm:
        return [word]
    return [word[at : at + letters] for at in range(0, len(word), letters)]


BREAKS_BEFORE = {"và", "trên", "theo", "đến", "của", "về", "giai", "trong", "cho", "năm", "tỉnh", "thành", "các"}
TOGETHER = {("thi", "đua"), ("khen", "thưởng"), ("hội", "đồng"), ("ủy", "ban"), ("nhân", "dân"), ("bệnh", "viện"),
            ("điển", "hình"), ("tiên", "tiến"), ("nhân", "rộng"), ("thực", "hiện"), ("kế", "hoạch"), ("xây", "dựng"),
            ("giai", "đoạn"), ("địa", "bàn"), ("mô", "hình"), ("phát", "hiện"), ("bồi", "dưỡng"), ("phong", "trào"),
            ("nội", "vụ"), ("chủ", "trì")}
MARKS = ",.;:()“”"
WORST_BREAK, BAD_BREAK, FAIR_BREAK = 0.6, 0.12, 0.06


def _broken(words, limit, width):
    """The least costly way to break: cost of the room left on each line, and of parting words that belong together."""
    best = {0: (0, 0.0, ())}  # words placed: (lines, cost, the lines)
    for end in range(1, len(words) + 1):
        ways = []
        for start in range(end - 1, -1, -1):
            line = " ".join(words[start:end])
            if width(line) > limit and start < end - 1:
                break
            count, cost, lines = best[start]
            room = (1 - width(line) / limit) ** 2
            ways.append((count + 1, cost + room + _break_cost(words, end), (*lines, line)))
        best[end] = min(ways, key=lambda way: way[:2])
    return best[len(words)][2]


def _break_cost(words, end):
    """Free after a comma, dear beside a hyphen, before a number, inside a word of two syllables that
    papers often use."""
    if end == len(words) or words[end - 1].endswith((",", ";", ":")):
        return 0
    before, after = words[end - 1].lower().strip(MARKS), words[end].lower().strip(MARKS)
    if "-" in (words[end], words[end - 1]) or after[:1].isdigit() or (before, after) in TOGETHER:
        return WORST_BREAK
    return FAIR_BREAK if words[end].lower() in BREAKS_BEFORE else BAD_BREAK
