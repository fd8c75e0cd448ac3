"""Vietnamese text of fonts older than Unicode, TCVN3 (.VnTime) and VNI (VNI-Times), cell by cell.

A list has few whole sentences, so what decides is whether the words are spelled as Vietnamese syllables.
"""
import re
import unicodedata

from core.text import nfc

TCVN3 = dict(zip(
    "µ¸¶·¹¨»¾¼½Æ©ÇÊÈÉË®ÌÐÎÏÑªÒÕÓÔÖ×ÝØÜÞßãáâä«åèæçé¬êíëìîïóñòô\u00adõøö÷ùúýûüþ¡¢§£¤¥¦",
    "àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵĂÂĐÊÔƠƯ", strict=True))
_TCVN3_CODES = str.maketrans(TCVN3)

_VNI_MARKS = {
    "a": ("øùûõïâàáåãäêèéúüë", "àáảãạâầấẩẫậăằắẳẵặ"), "e": ("øùûõïâàáåãä", "èéẻẽẹêềếểễệ"),
    "o": ("øùûõïâàáåãä", "òóỏõọôồốổỗộ"), "ô": ("øùûõï", "ờớởỡợ"), "u": ("øùûõï", "ùúủũụ"), "ö": ("øùûõï", "ừứửữự"),
    "y": ("øùûõ", "ỳýỷỹ"),
}
VNI = {base + mark: letter for base, (marks, letters) in _VNI_MARKS.items()
       for mark, letter in zip(marks, letters, strict=True)}
VNI |= {"ñ": "đ", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ", "ô": "ơ", "ö": "ư"}
VNI |= {key.upper(): letter.upper() for key, letter in VNI.items()} | {
    key[0].upper() + key[1]: letter.upper() for key, letter in VNI.items() if len(key) == 2}
_VNI_PATTERN = re.compile("|".join(sorted(map(re.escape, VNI), key=len, reverse=True)))

MOST_WORDS = 4000
_DASHES = dict.fromkeys(range(0x2010, 0x2028), "-")
_WORD = re.compile(r"[^\s\x00-@\[-`{-~\u2010-\u2027]+")
_INITIAL = "ngh|ng|nh|ch|gh|gi|kh|ph|qu|th|tr|[bcdđghklmnpqrstvx]"
_VOWELS = ("uyê|uya|iêu|yêu|oai|oay|oao|oeo|uôi|ươi|ươu|uây|uyu|uêu|[iu]ê|yê|uô|ươ|uâ|uơ|uy|uê|oa|oă|oe|oo|ai|ao|au|ay|"
           "âu|ây|eo|êu|ia|iu|oi|ôi|ơi|ua|ui|ưa|ưi|ưu|[aăâeêioôơuưy]")
_SYLLABLE = re.compile(f"(?:{_INITIAL})?(?:{_VOWELS})(?:ng|nh|ch|[cmnpt])?")
_TONES = {"\u0300", "\u0301", "\u0303", "\u0309", "\u0323"}


def unicode_blocks(blocks):
    """The same blocks with the cells of an old font in Unicode; a cell alone tells little, the file decides."""
    words = _WORD.findall(nfc(" ".join(text for block in blocks for text in _texts(block) if not text.isascii())))
    words = [word for word in words if not word.isascii()][:MOST_WORDS]
    reader = _reader_for(words)
    if reader is None:
        return blocks
    is_mixed = any(map(_is_surely_unicode, words))
    return [_turned(block, reader, is_mixed) for block in blocks]


def _texts(block):
    return [block["text"]] if "text" in block else [cell for row in block["rows"] for cell in row if cell]


def _turned(block, reader, is_mixed):
    if "text" in block:
        return {**block, "text": _better(block["text"], reader, is_mixed)}
    return {**block, "rows": [_turned_row(row, reader, is_mixed) for row in block["rows"]]}


def _turned_row(row, reader, is_mixed):
    """The cells of a row; in a mixed file a cell that reads either way goes with its neighbours."""
    surely_old = [_better(cell, reader, is_mixed=True) for cell in row]
    return [_better(cell, reader, is_mixed and surely_old == row) for cell in row]


def _reader_for(words):
    """The reading of old text that makes syllables of words that are none; None for a file in Unicode."""
    strange = [word for word in words if not _is_spelled(word)]
    reader = max((tcvn3, vni), key=lambda reading: _spelled(reading, strange))
    return reader if _spelled(reader, strange) >= max(2, 0.03 * len(words)) else None


def _spelled(reading, words):
    return sum(_is_spelled(reading(word)) for word in words)


def _is_surely_unicode(word):
    """Old fonts have only the first 256 characters."""
    return any(ord(character) > 0xFF for character in word)


def _better(text, reader, is_mixed):
    """One cell of a file in an old font, left alone when that reads better; in a mixed one also when it reads alike."""
    if text.isascii() or _is_surely_unicode(nfc(text).translate(_DASHES)):
        return text
    turned = reader(text)
    before, after = _share(nfc(text)), _share(turned)
    return turned if after > before or after == before and not is_mixed else text


def _share(text):
    words = _WORD.findall(text)
    return sum(map(_is_spelled, words)) / len(words) if words else 0


def _is_spelled(word):
    """Whether a word can be a Vietnamese syllable with at most one tone."""
    marked = unicodedata.normalize("NFD", word.lower())
    tones = [c for c in marked if c in _TONES]
    base = nfc("".join(c for c in marked if c not in _TONES))
    return len(tones) <= 1 and bool(_SYLLABLE.fullmatch(base))


def tcvn3(text):
    return nfc(from_tcvn3(text))


def from_tcvn3(text):
    """The letters that TCVN3 codes stand for; text that is in Unicode already is spoiled."""
    return text.translate(_TCVN3_CODES)


def vni(text):
    return nfc(from_vni(text))


def from_vni(text):
    """The letters that VNI codes stand for; text that is in Unicode already is spoiled."""
    return _VNI_PATTERN.sub(lambda found: VNI[found[0]], text)
