"""Names printed in capitals, written as in running text: «TỈNH CÀ MAU» is «tỉnh Cà Mau»."""

import re

from plans.intake.text import LOWER, UPPER, plain, squeeze

_AREAS = {"tỉnh", "huyện", "xã", "phường", "quận", "thị"}
_PLACE = re.compile(
    r"\b(TỈNH(?! ỦY)|THÀNH PHỐ|HUYỆN(?! ỦY)|XÃ|PHƯỜNG|QUẬN|THỊ XÃ|THỊ TRẤN|ĐẶC KHU|(?:TỈNH|HUYỆN|THÀNH|THỊ) (?:ỦY"
    r"|UỶ))\s+"
    r"((?:(?!GIAI\b|NĂM\b|TRÊN\b|ĐẾN\b|LẦN\b|TỪ\b|VÀ\b|THEO\b|THUỘC\b|TRONG\b|VỀ\b|SỞ\b|BAN\b"
    r"|PHÒNG\b)[^\W\d]+\s?-?\s?)+)"
)
_ABBREVIATIONS = {"UBND": "Ủy ban nhân dân", "HĐND": "Hội đồng nhân dân", "UBMTTQ": "Ủy ban Mặt trận Tổ quốc"}
_KNOWN = tuple(
    (re.compile(rf"\b{words}\b", re.IGNORECASE), words)
    for words in (
        "Việt Nam",
        "Trung ương",
        "Thi đua",
        "Khen thưởng",
        "Nội vụ",
        "Y tế",
        "Giáo dục và Đào tạo",
        "Tài chính",
        "Mặt trận Tổ quốc",
        "Công an",
        "Quân sự",
        "Bộ đội Biên phòng",
        "Nông nghiệp và Môi trường",
        "Khoa học và Công nghệ",
        "Văn hóa",
        "Tuyên giáo",
        "Dân vận",
        "Tổ chức",
        "Lao động",
        "Nông dân",
        "Phụ nữ",
        "Cựu chiến binh",
        "Hồ Chí Minh",
        "Chính phủ",
        "Đảng ủy",
        "Tỉnh ủy",
        "Đảng ủy Ủy ban nhân dân",
    )
)


def is_loud(text):
    """Whether nearly all letters are capitals."""
    letters = [c for c in text if c.isalpha()]
    return len(letters) > 2 and sum(c.isupper() for c in letters) >= 0.85 * len(letters)


def in_full(name):
    """The name of a body with its abbreviations written out, one tone place for «Ủy»."""
    name = squeeze(name).replace("Uỷ", "Ủy").replace("uỷ", "ủy").replace("UỶ", "ỦY")
    loud = is_loud(re.sub(r"\b(?:UBND|HĐND|UBMTTQ)\b", "", name)) or name in _ABBREVIATIONS
    return re.sub(
        r"\b(UBND|HĐND|UBMTTQ)\b",
        lambda found: _ABBREVIATIONS[found[0]].upper() if loud else _ABBREVIATIONS[found[0]],
        name,
    )


def quiet(name, text=""):
    """`name`, printed in capitals, as running text writes it; capitals inside are those that `text` shows."""
    if not is_loud(name):
        return name
    name = squeeze(name)
    lower = name.lower()
    for found in _PLACE.finditer(name):
        lower = lower[: found.start(2)] + found[2].title() + lower[found.end(2) :]
    for pattern, words in _KNOWN:
        lower = pattern.sub(words, lower)
    lower = _as_in_text(lower, text)
    return lower[:1].upper() + lower[1:]


def _as_in_text(name, text):
    """Pairs of words that the text writes with capitals and never without are written so."""
    words = name.split(" ")
    for i in range(len(words) - 1):
        pair = f"{words[i]} {words[i + 1]}".strip(" ,.")
        titled = pair.title()
        if len(pair) > 4 and titled in text and pair not in text:
            words[i], words[i + 1] = words[i][:1].upper() + words[i][1:], words[i + 1][:1].upper() + words[i + 1][1:]
    return re.sub(r"(“\s*)(\w)", lambda found: found[1] + found[2].upper(), " ".join(words))


def place_of(level, text, preferred=None):
    """The name that follows the level of area («tỉnh») most often in running text; None when none does."""
    names = {}
    for found in re.finditer(rf"\b{level}\s+([{UPPER}][{LOWER}]*(?:[ -]+[{UPPER}][{LOWER}]*){{0,3}})", text):
        names[found[1]] = names.get(found[1], 0) + 1
    if preferred and any(plain(preferred) == plain(name) for name in names):
        return preferred
    return max(names, key=lambda name: (names[name], -text.index(name))) if names else None
