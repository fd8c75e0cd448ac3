"""Vietnamese text of fonts older than Unicode: TCVN3 (.VnTime) and VNI (VNI-Times), found and turned into Unicode."""

import re

_TCVN3 = dict(
    zip(
        "µ¸¶·¹¨»¾¼½Æ©ÇÊÈÉË®ÌÐÎÏÑªÒÕÓÔÖ×ÝØÜÞßãáâä«åèæçé¬êíëìîïóñòô\u00adõøö÷ùúýûüþ¡¢§£¤¥¦",
        "àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵĂÂĐÊÔƠƯ",
        strict=True,
    )
)

_VNI_PAIRS = {
    "a": dict(zip("øùûõïâàáåãäêèéúüë", "àáảãạâầấẩẫậăằắẳẵặ", strict=True)),
    "e": dict(zip("øùûõïâàáåãä", "èéẻẽẹêềếểễệ", strict=True)),
    "o": dict(zip("øùûõïâàáåãä", "òóỏõọôồốổỗộ", strict=True)),
    "ô": dict(zip("øùûõï", "ờớởỡợ", strict=True)),
    "u": dict(zip("øùûõï", "ùúủũụ", strict=True)),
    "ö": dict(zip("øùûõï", "ừứửữự", strict=True)),
    "y": dict(zip("øùûõ", "ỳýỷỹ", strict=True)),
}
_VNI = {base + mark: letter for base, marks in _VNI_PAIRS.items() for mark, letter in marks.items()}
_VNI |= {"ñ": "đ", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ", "ô": "ơ", "ö": "ư"}
_VNI |= {key.upper(): letter.upper() for key, letter in _VNI.items()}
_VNI |= {key[0].upper() + key[1]: letter.upper() for key, letter in _VNI.items() if len(key) == 2 and key[1].islower()}
_VNI_PATTERN = re.compile("|".join(sorted(map(re.escape, _VNI), key=len, reverse=True)))

_COMMON = re.compile(
    r"\b(?:và|của|các|được|đồng|đua|kế|hoạch|tổ|chức|thực|hiện|điển|hình|tiến|tỉnh|xã|phường|sở|năm|nhân|dân|"
    r"tập|thể|cá|người|việc|công|tác|trước|ngày|tháng|giai|đoạn|đơn|vị|đề|nghị|số|ủy|nước|nhất|quyết|định)\b",
    re.IGNORECASE,
)


def to_unicode(text):
    """`text` in Unicode: of its readings as it stands, as TCVN3 and as VNI, the one with most Vietnamese words."""
    readings = (text, _capitals(text.translate(str.maketrans(_TCVN3))), _from_vni(text))
    return max(readings, key=lambda reading: len(_COMMON.findall(reading)))


def _capitals(text):
    """TCVN3 has no accented capitals but by another font: a line in capitals gets them back."""
    return "\n".join(line.upper() if _is_loud(line) else line for line in text.split("\n"))


def _is_loud(line):
    letters = [c for c in line if c.isascii() and c.isalpha()]
    return len(letters) >= 3 and sum(c.isupper() for c in letters) >= 0.9 * len(letters)


def _from_vni(text):
    return _VNI_PATTERN.sub(lambda found: _VNI[found[0]], text)
