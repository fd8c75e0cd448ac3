"""What a number counts: the nouns of the domain, folded, and their subject types."""

import re

from plans.intake.text import plain, squeeze

_PERSONS = (
    r"ca nhan|nong dan|giao vien|doan vien|hoi vien|chuc sac|cong nhan|thanh nien|phu nu|cong chuc|vien chuc"
    r"|doanh nhan|nghe nhan|"
    r"bac si|dang vien|quan chung|hoc sinh|sinh vien|cuu chien binh|chien si|nha giao|tri thuc|can bo|guong ca nhan"
    r"|thay thuoc|"
    r"nguoi (?:dan toc|co uy tin|cao tuoi|lao dong|dan|khuyet tat|uy tin|co cong)[a-z ]{0,14}"
)
TYPES = (
    ("model_or_exemplar", r"mo hinh(?: tro len)?\s*(?:,|va|hoac|/|-)+\s*(?:guong )?dien (?:hinh|hirih)(?: tien tien)?"),
    ("collective", r"(?:guong )?tap the|chi bo|to chuyen mon|khoa,? phong|phong,? khoa"),
    ("household", r"ho gia dinh|ho nong dan|ho dan|gia dinh"),
    ("enterprise", r"doanh nghiep|co so san xuat|co so kinh doanh|ho kinh doanh"),
    ("cooperative", r"hop tac xa|to hop tac"),
    ("model", r"mo hinh"),
    ("individual", _PERSONS),
    ("club", r"cau lac bo|(?:to|nhom|doi) (?:tu quan|thien nguyen|dan phong|tinh nguyen|tu nguyen|hoa giai|bao ve)"),
    ("residential_area", r"to dan pho|khu dan cu|khu pho|thon|ban(?= |,|$|\b)|ap|khom|buon|lang"),
    ("clan", r"dong ho"),
    ("school", r"truong(?! hop)|co so giao duc"),
    ("exemplar", r"guong dien (?:hinh|hirih)|dien (?:hinh|hirih)|nguoi tot,? viec tot|guong"),
    ("household", r"ho"),
)
NOUN = "|".join(f"(?P<n{i}>{pattern})" for i, (_, pattern) in enumerate(TYPES))
PLAIN_NOUN = "|".join(pattern for _, pattern in TYPES)
NOUN_ANY = f"(?:{PLAIN_NOUN})"
# Words that fold alike: the accent decides.
_ACCENTS = {
    "ho": ("hộ",),
    "ban": ("bản", "bản,"),
    "ap": ("ấp",),
    "lang": ("làng",),
    "thon": ("thôn",),
    "buon": ("buôn",),
    "khom": ("khóm",),
    "guong": ("gương",),
    "truong": ("trường",),
}


def subject_of(match, text):
    """The subject type of the noun that `match` (of NOUN) found, None when the accent says another word."""
    for i, (kind, _) in enumerate(TYPES):
        if match.group(f"n{i}") is not None:
            word = text[slice(*match.span(f"n{i}"))].lower()
            allowed = _ACCENTS.get(match.group(f"n{i}"))
            return kind if not allowed or word in allowed else None
    return None


def subject_of_words(text):
    """The subject type that a table head names («Tập thể», «Số mô hình»), None when it names none or several."""
    folded = squeeze(plain(text))
    folded = re.sub(
        r"\b(?:trong )?(?:nam (?:19|20)\d\d|giai doan (?:19|20)\d\d\s*-\s*(?:19|20)\d\d)\b", " ", folded
    ).strip(" :,-()")
    folded = re.sub(r"^(?:so luong|so|chi tieu|dien hinh|dien hinh la|tong so)\s+", "", squeeze(folded))
    folded = re.sub(r"\s+(?:toi thieu|it nhat|toi da|khong qua|moi nam|hang nam|/nam)$", "", folded)
    folded = re.sub(r"\s*\(.*?\)\s*$", "", folded)
    for kind, pattern in TYPES:
        if re.fullmatch(rf"(?:{pattern})(?: dien hinh| tien tien| tieu bieu)*", folded):
            return kind
    return None
