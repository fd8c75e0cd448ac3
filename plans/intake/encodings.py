"""Vietnamese text of fonts older than Unicode: TCVN3 (.VnTime) and VNI (VNI-Times), found and turned into Unicode."""

import re

from core.old_fonts import from_tcvn3, from_vni

_COMMON = re.compile(
    r"\b(?:và|của|các|được|đồng|đua|kế|hoạch|tổ|chức|thực|hiện|điển|hình|tiến|tỉnh|xã|phường|sở|năm|nhân|dân|"
    r"tập|thể|cá|người|việc|công|tác|trước|ngày|tháng|giai|đoạn|đơn|vị|đề|nghị|số|ủy|nước|nhất|quyết|định)\b",
    re.IGNORECASE,
)


def to_unicode(text):
    """`text` in Unicode: of its readings as it stands, as TCVN3 and as VNI, the one with most Vietnamese words."""
    readings = (text, _capitals(from_tcvn3(text)), from_vni(text))
    return max(readings, key=lambda reading: len(_COMMON.findall(reading)))


def _capitals(text):
    """TCVN3 has no accented capitals but by another font: a line in capitals gets them back."""
    return "\n".join(line.upper() if _is_loud(line) else line for line in text.split("\n"))


def _is_loud(line):
    letters = [c for c in line if c.isascii() and c.isalpha()]
    return len(letters) >= 3 and sum(c.isupper() for c in letters) >= 0.9 * len(letters)
