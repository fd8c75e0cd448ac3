"""Text of cells in the three forms that rules compare; the same cell is asked many times, so answers are kept."""
import re
from functools import lru_cache

from core import text as core_text

KEPT = 20_000


@lru_cache(KEPT)
def clean_line(text):
    """One printable line, as `core.text.clean_line`."""
    if text.isascii() and text.isprintable():
        return " ".join(text.split())
    return core_text.clean_line(text)


@lru_cache(KEPT)
def small(text):
    """One line in small letters with accents in one place."""
    return core_text.one_tone_place(clean_line(text))


@lru_cache(KEPT)
def plain(text):
    """Folded text with signs as spaces: what head patterns are matched against."""
    return " ".join(re.sub(r"[^a-z0-9]+", " ", core_text.fold(text)).split())
