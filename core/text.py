"""Vietnamese text: cleaning at every door, keys for search, for duplicates and for the Vietnamese order."""
import re
import unicodedata

# Invisible characters that word processors, telephones and PDF readers leave in copied text.
_INVISIBLE = dict.fromkeys([0x00AD, 0x034F, 0x061C, 0x180E, *range(0x200B, 0x2010), *range(0x202A, 0x202F),
                            *range(0x2060, 0x2070), 0xFEFF, *range(0xFE00, 0xFE10), *range(0xFFF9, 0xFFFC)])
_LINE_BREAKS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_SPACES_IN_LINE = re.compile(r"[^\S\n]+")
_UNPRINTABLE_CATEGORIES = {"Cc", "Co", "Cs", "Cn"}
_LETTERS_WITH_STROKE = str.maketrans("đĐ", "dD")


def nfc(text):
    """The text with every letter and its marks composed into one character (Unicode NFC)."""
    return unicodedata.normalize("NFC", text)


def unprintable(text):
    """The characters of `text` that no printer shows (control, private use, unassigned), each once, in order."""
    bad = (c for c in text if c not in "\n\t" and unicodedata.category(c) in _UNPRINTABLE_CATEGORIES)
    return "".join(dict.fromkeys(bad))


def shortened(text, most):
    """The text in at most `most` characters, the last of them «…» where something was left out."""
    return text if len(text) <= most else text[:most - 1] + "…"


def tidy_line(text):
    """One line: NFC, invisible characters out, runs of space and line breaks made one space.

    Unprintable characters stay, so that a form can refuse them by name.
    """
    return " ".join(nfc(_LINE_BREAKS.sub("\n", text).translate(_INVISIBLE)).split())


def tidy_text(text):
    """Paragraphs: NFC, single spaces inside a line, at most one empty line between paragraphs, none at the ends.

    Unprintable characters stay, as in `tidy_line`.
    """
    text = nfc(_LINE_BREAKS.sub("\n", text).translate(_INVISIBLE))
    lines = (_SPACES_IN_LINE.sub(" ", line).strip() for line in text.split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip("\n")


def clean_line(text):
    """One printable line: `tidy_line` without the unprintable characters."""
    return tidy_line(_without_unprintable(text))


def clean_text(text):
    """Printable paragraphs: `tidy_text` without the unprintable characters."""
    return tidy_text(_without_unprintable(text))


def fold(text):
    """Search key: lower case, no accents, đ as d, single spaces; «Hòa», «Hoà» and «HOA» share one key."""
    marked = unicodedata.normalize("NFD", tidy_line(text).translate(_LETTERS_WITH_STROKE))
    return "".join(c for c in marked if not unicodedata.combining(c)).lower()


def _without_unprintable(text):
    text = _LINE_BREAKS.sub("\n", text)
    return text.translate(dict.fromkeys(map(ord, unprintable(text))))


# --- names of people and of bodies ------------------------------------------------------------------------------

# Longest first where one begins another; written as `_plain_words` leaves them.
_TITLES = tuple(
    tuple(title.split())
    for title in sorted(
        """đồng chí|đc|chuẩn úy|thiếu úy|trung úy|thượng úy|đại úy|thiếu tá|trung tá|thượng tá|đại tá|thiếu tướng|
        trung tướng|thượng tướng|đại tướng|chuẩn đô đốc|phó đô đốc|đô đốc|hạ sĩ|trung sĩ|thượng sĩ|bác sĩ|bs|bsck|
        bscki|bsckii|bsck1|bsck2|bác sĩ chuyên khoa i|bác sĩ chuyên khoa ii|bác sĩ chuyên khoa 1|
        bác sĩ chuyên khoa 2|ck1|ck2|cki|ckii|
        dược sĩ|ds|dsck1|dsck2|dscki|dsckii|thạc sĩ|ths|tiến sĩ|ts|tskh|tiến sĩ khoa học|giáo sư|gs|phó giáo sư|pgs|
        kỹ sư|ks|kiến trúc sư|kts|luật sư|ls|cử nhân|cn|y sĩ|điều dưỡng|nhà giáo|nhà giáo ưu tú|nhà giáo nhân dân|ngưt|
        ngnd|thầy thuốc ưu tú|thầy thuốc nhân dân|ttưt|ttnd|nghệ sĩ|nghệ sĩ ưu tú|nghệ sĩ nhân dân|nsưt|nsnd|nghệ nhân|
        nghệ nhân ưu tú|nghệ nhân nhân dân|nnưt|nnnd|linh mục|mục sư|hòa thượng|thượng tọa|đại đức|ni trưởng|ni sư|
        sư cô|già làng""".replace("\n", "").split("|"),
        key=lambda title: -len(title.split()),
    )
)
# These are also first words of place names: taken off only when two words are left.
_FORMS_OF_ADDRESS = {("ông",), ("bà",), ("anh",), ("chị",), ("em",), ("cô",), ("chú",), ("bác",), ("cụ",), ("thầy",)}

_BEFORE_NAMES = {words[0] for words in (*_TITLES, *_FORMS_OF_ADDRESS)}

_TONES = "\u0300\u0309\u0303\u0301\u0323"  # huyền, hỏi, ngã, sắc, nặng: the order of Vietnamese dictionaries
_TONE_ON_LAST = re.compile(f"(?<!q)(o)([ae])([{_TONES}])(?!\\w)|(?<!q)(u)(y)([{_TONES}])(?!\\w)")
_TONE_TOO_EARLY = re.compile(f"(o)([{_TONES}])([ae])(?=\\w)|(u)([{_TONES}])(y)(?=\\w)")
_TONE_ON_CONSONANT = re.compile(f"(?<=q)(u)([{_TONES}])([aeioy][\u0306\u0302\u031b]?)|"
                                f"(?<!\\w)(gi)([{_TONES}])([aeou][\u0306\u0302\u031b]?)")


def one_tone_place(text):
    """Lower-case text with tones where the older spelling puts them: «hoà», «uỷ», «qúy» become «hòa», «ủy», «quý»."""
    marked = _tones_last(text.lower())
    marked = _TONE_ON_CONSONANT.sub(_swap_last_two, marked)
    marked = _TONE_TOO_EARLY.sub(_swap_last_two, marked)
    return nfc(_TONE_ON_LAST.sub(_swap_last_two, marked))


def normalised_name(name):
    """The key under which two spellings of one name meet: a hint that a person weighs, never a proof.

    Lower case, one tone place, «sỹ» as «sĩ», «hằng» as «hàng», hyphens and dots as spaces, forms of address,
    ranks and degrees taken off the front.
    """
    words = _plain_words(name)
    while (rest := _without_title(words)) != words:
        words = rest
    return " ".join(words)


def given_name(name):
    """The last word of a person's name («Hòa» of «Ông Nguyễn Văn Hòa (Ba Hòa)»), as written; "" when there is none."""
    words = _name_words(name)
    return words[-1] if words else ""


def given_name_key(name):
    """Sort key for lists of people: by given name, then family name, then middle names. Plain ASCII, as `sort_key`."""
    words = _name_words(name)
    if words and len(stripped := normalised_name(" ".join(words)).split()) < len(words):
        words = words[len(words) - len(stripped):]
    parts = (words[-1:], words[:1] if len(words) > 1 else [], words[1:-1])
    levels = [_levels(one_tone_place(" ".join(part))) for part in parts]
    return "".join(f"{letters}{_END}{tones}" for letters, tones, _ in levels)


def _plain_words(name):
    text = re.sub(r"đ\s*/\s*c\b", "đc", clean_line(name).lower())
    text = one_tone_place(re.sub(r"[-‐-―_.,]+", " ", text))
    same = {"sỹ": "sĩ", "hằng": "hàng"}
    return [same.get(word, word) for word in text.split()]


def _without_title(words):
    if not words or words[0] not in _BEFORE_NAMES:
        return words
    for title in _TITLES:
        if len(words) > len(title) and tuple(words[: len(title)]) == title:
            return words[len(title):]
    if len(words) > 2 and tuple(words[:1]) in _FORMS_OF_ADDRESS:
        return words[1:]
    return words


def _name_words(name):
    outside = re.sub(r"\([^)]*\)", " ", clean_line(name))
    words = re.sub(r"[-‐-―_.,]+", " ", outside).split()
    return [word for word in words if any(c.isalpha() for c in word)]


def _tones_last(text):
    """NFD with the tone after the mark that makes the letter, so that one pattern fits every vowel."""
    marked = unicodedata.normalize("NFD", text)
    return re.sub(f"([{_TONES}])([\u0306\u0302\u031b]+)", r"\2\1", marked)


def _swap_last_two(match):
    first, second, third = (group for group in match.groups() if group is not None)
    return first + third + second


# --- the Vietnamese order ---------------------------------------------------------------------------------------

_ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_PUNCTUATION = "_-,;:!?.'\"()[]{}@*/\\&#%`^+<=>|~$"
_BASE36 = "0123456789abcdefghijklmnopqrstuvwxyz"
_END = "00"  # less than every letter code, so that a name stands before its own continuation


def _code(number):
    return _BASE36[number // 36] + _BASE36[number % 36]


_WEIGHTS = {" ": _code(1)}
_WEIGHTS |= {mark: _code(2 + i) for i, mark in enumerate(_PUNCTUATION)}
_WEIGHTS |= {digit: _code(100 + i) for i, digit in enumerate("0123456789")}
_WEIGHTS |= {letter: _code(200 + i) for i, letter in enumerate(_ALPHABET)}


def sort_key(text):
    """Text whose plain order is the Vietnamese order: a ă â … d đ …; then tones; then lower case before capitals.

    Only digits and small ASCII letters, so that SQLite, COLLATE "C" and any language collation agree.
    At most 4 characters for each letter and 2 more; a letter of another script takes 10.
    """
    letters, tones, capitals = _levels(text)
    return letters + _END + (tones + capitals).rstrip("0")


def _levels(text):
    """Three strings: two characters for each letter, then one digit each for its tone and for its case."""
    letters, tones, capitals = [], [], []
    for character in clean_line(text):
        lower = character.lower()
        base, tone = _base_and_tone(lower)
        letters.append(_WEIGHTS.get(base) or f"zz{ord(lower[0]):06x}")
        tones.append(tone)
        capitals.append("0" if lower == character else "1")
    return "".join(letters), "".join(tones), "".join(capitals)


def _base_and_tone(letter):
    """The letter of the alphabet and its tone: "0" for none, "1" … "5", "8" for a mark no Vietnamese letter has."""
    if letter in _WEIGHTS:
        return letter, "0"
    marked = unicodedata.normalize("NFD", letter)
    tone = next((mark for mark in marked if mark in _TONES), "")
    base = nfc(marked.replace(tone, "")) if tone else letter
    if base in _WEIGHTS:
        return base, str(_TONES.index(tone) + 1)
    return marked[0], "8"
