"""Characters: a folded text of the same length, on which the grammar works, and words found again in the text."""

import re
import unicodedata
from functools import lru_cache

# Letters of Vietnamese, for classes of regular expressions.
UPPER = "A-ZÀÁẢÃẠĂẰẮẲẴẶÂẦẤẨẪẬĐÈÉẺẼẸÊỀẾỂỄỆÌÍỈĨỊÒÓỎÕỌÔỒỐỔỖỘƠỜỚỞỠỢÙÚỦŨỤƯỪỨỬỮỰỲÝỶỸỴ"
LOWER = UPPER.lower()
DASHES = "-‐‑‒–—―−"


@lru_cache(maxsize=4096)
def _plain(character):
    if character in "đĐ":
        return "d"
    if character in DASHES:
        return "-"
    base = unicodedata.normalize("NFD", character)[0].lower()
    return base if len(base) == 1 else character


@lru_cache(maxsize=2048)
def plain(text):
    """Lower case without accents, one character for each: a place in it is the same place in `text`.

    OCR that loses or changes a mark, old and new tone places, capitals: all read alike.
    """
    return "".join(map(_plain, text))


def squeeze(text):
    return " ".join(text.split())


def find_words(text, words):
    """(start, end) of `words` in `text`, whatever spaces, capitals and marks stand between; None when absent."""
    parts = [re.escape(part) for part in plain(words).split()]
    if not parts:
        return None
    found = re.search(r"[\s|*]*".join(parts), plain(text))
    return found.span() if found else None
