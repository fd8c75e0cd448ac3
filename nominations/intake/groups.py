"""The group of a nominee («thuộc nhóm»): as a column or a heading says it, or as the name of a body itself begins.

A group decides which conditions and narrow quotas speak of a nominee, so only plain words count; else it stays unsaid.
"""
import re
from functools import lru_cache

from nominations.intake.chars import KEPT, small

_PERSONS = (
    ("head", "người đứng đầu"),
    ("official", "cán bộ|công chức|viên chức|cán bộ,? công chức|công chức,? viên chức|cán bộ,? công chức,? viên chức"),
    ("worker", "người lao động|công nhân|công nhân,? (?:người )?lao động"),
    ("entrepreneur", "doanh nhân"),
    ("teacher", "nhà giáo|giáo viên|thầy,? cô giáo"),
    ("student", "học sinh|sinh viên|học sinh,? sinh viên"),
    ("health_worker", "người làm y tế|(?:cán bộ|nhân viên) y tế|thầy thuốc"),
    ("farmer", "nông dân|hội viên nông dân"),
    ("resident", "người dân|nhân dân|quần chúng nhân dân"),
    ("religious", "chức sắc|chức sắc tôn giáo|chức sắc,? chức việc(?: tôn giáo)?"),
    ("armed_forces", "lực lượng vũ trang|chiến sĩ|cán bộ,? chiến sĩ"),
    ("other", "khác"),
)
_BODIES = (
    ("agency", "cơ quan|đơn vị|cơ quan,? đơn vị"),
    ("enterprise", "doanh nghiệp"),
    ("cooperative", "hợp tác xã|htx"),
    ("village", "thôn|thôn,? tổ dân phố|tổ dân phố|khu dân cư|thôn,? khu dân cư"),
    ("commune", "xã|xã,? phường|xã,? phường,? (?:đặc khu|thị trấn)"),
    ("clan", "dòng họ"),
    ("club", "câu lạc bộ|câu lạc bộ,? tổ,? nhóm"),
    ("school", "trường|nhà trường|trường học|trường,? cơ sở giáo dục|cơ sở giáo dục"),
    ("health_unit", "đơn vị y tế|cơ sở y tế"),
    ("armed_forces", "lực lượng vũ trang"),
    ("mass_body", "hội|đoàn thể|hội,? đoàn thể"),
    ("other", "khác"),
)
_GROUPS = {"individual": _PERSONS, "household": (), "collective": _BODIES}
_NAMES = tuple((code, re.compile(pattern)) for code, pattern in (
    ("enterprise", r"(?:tổng )?công ty\b|cty\b|doanh nghiệp\b|tập đoàn\b|dntn\b"),
    ("cooperative", r"hợp tác xã\b|htx\b"),
    ("village", r"(?:thôn|ấp|làng|khóm|buôn|khu dân cư|tổ dân phố|tdp|khu phố) \S"),
    ("commune", r"(?:xã|phường|đặc khu) \S"),
    ("clan", r"dòng họ\b"),
))
_BEFORE = re.compile(r"(?:(?:[ivxl]+|[a-zđ]|\d+(?:\.\d+)*)\s*[.)/:–-]*\s+)?(?:(?:các|khối|nhóm|đối tượng|tập thể|"
                     r"cá nhân)\s+(?:là\s+)?)*[:–-]?\s*")
_BEHIND = re.compile(r"\s*(?:(?:tiêu biểu|xuất sắc|điển hình)\s*)?(?:\(.*\)|:.*)?[\s.;:]*$")


@lru_cache(KEPT)
def group_in(words, kind):
    """The code of the group that a cell or heading names for a record of this kind; "" for none."""
    bare = _BEHIND.sub("", _BEFORE.sub("", small(words), count=1))
    return next((code for code, pattern in _GROUPS.get(kind, ()) if re.fullmatch(pattern, bare)), "")


def group_of_name(name):
    """The group that the name of a body begins with («Công ty …», «Hợp tác xã …», «Thôn …»); "" when unsure."""
    return next((code for code, pattern in _NAMES if pattern.match(small(name))), "")
