"""Words that stay on one line, by rule: a number with the word before it, its range and its sign; a hyphen with the
word before it; the first words of an agency's name. A typist sets non-breaking spaces in such places."""
import re

from reporting.documents.text import NO_BREAK, PRINTABLE

_CAPITALS = "".join(chr(point) for point in sorted(PRINTABLE) if chr(point).isupper())
_NUMBER = rf"(?:[^\W\d_]+|[≥≤]) (?:\d{{4}} - \d{{4}}\S*|\d\S*|[IVXLC]+(?!\w)\S*)(?:[ {NO_BREAK}]%\S*)?"
_NAME = rf"(?:Sở|Ban|Phòng|Cục|Bộ|Hội) [{_CAPITALS}]\w* \w+\S*(?: -(?= ))?"
_HYPHEN = r"[^\s-]\S* -(?= )"
LONG_HEAD = 3  # words
LONGEST = 40  # signs: more must be allowed to break
_NUMBERS = re.compile(rf"(?<!\S)[(“]?(?:{_NUMBER}|{_HYPHEN})")
_NAMES_TOO = re.compile(rf"(?<!\S)[(“]?(?:{_NAME}|{_NUMBER}|{_HYPHEN})")


def stretches(text, kept=_NAMES_TOO):
    """The text as pairs (words, whether they stay together); joined the words are the text."""
    pieces, end = [], 0
    for found in kept.finditer(text):
        pieces += [(text[end:found.start()], False), (found[0], len(found[0]) <= LONGEST)]
        end = found.end()
    return [(words, is_kept) for words, is_kept in (*pieces, (text[end:], False)) if words]


def head_words(text):
    """(the words of a table's head, its last two): no syllable stands alone on the last line of a long head. Short
    heads stand over narrow columns and break wherever they can."""
    words = text.split(" ")
    is_kept = len(words) > LONG_HEAD
    return (" ".join(words[:-2]), " ".join(words[-2:])) if is_kept else (text, "")


def with_no_breaks(text):
    """The same text with non-breaking spaces beside numbers and hyphens, for files that know no other way; names keep
    their spaces, so that a search finds them."""
    return "".join(words.replace(" ", NO_BREAK) if is_kept else words for words, is_kept in stretches(text, _NUMBERS))
