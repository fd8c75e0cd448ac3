"""Shares among those chosen («trong đó ít nhất 30% là nữ»): no quota and no condition of one nominee, but said.

A person decides what becomes of them, so they are pointed out. Results, growth and criteria of a body are passed over.
"""

import re

from plans.intake.clauses import clauses
from plans.intake.text import plain

_SHARE = re.compile(r"\b\d{1,3}(?:,\d)?\s*%(?! (?:tong )?so (?:thon|ban|xa|phuong|to dan pho|khu dan cu|ho|truong)\b)")
_ASKED = re.compile(
    r"\b(?:it nhat|toi thieu|khong duoi|khong thap hon|khong qua|toi da|phan dau|chiem|bao dam|dam bao|uu tien|tro len"
    r"|tu \d)\b"
)
_MAKE_UP = re.compile(
    r"\b(?:la (?:nu|nguoi|phu nu|can bo nu|thanh nien|nong dan|cong nhan)|nu\b|nguoi dan toc|dan toc thieu so|ton giao"
    r"|truc tiep|lao dong|duoi \d\d tuoi|tre tuoi|vung sau|vung xa|co cau|khong giu chuc vu|ngoai nha nuoc|co so)\b"
)
_CHOSEN = re.compile(
    r"\b(?:trong do|co cau|uu tien|ty le|trong so|so luong|dien hinh|guong|ca nhan|tap the|mo hinh|duoc chon|gioi thieu"
    r"|lua chon|de nghi)\b"
)
_OTHER = re.compile(
    r"\b(?:giam|tang|so voi|nam truoc|da (?:co|duoc|dat)|ket qua (?:\d|nam)|ho ngheo|ty le che phu|hai long|tiem chung"
    r"|\d% [^,;]*\bdat|dat (?:danh hieu|tieu chuan|chuan)|tong so [^,;]* la"
    r"|hoan thanh (?:tot|xuat sac)|phai co tren|kinh phi|ngan sach)\b"
)


def shares_in(text):
    """[(start, end)] of the clauses of one paragraph that lay down a share among those chosen."""
    folded = plain(text)
    return [
        (start + len(text[start:end]) - len(text[start:end].lstrip()), end)
        for start, end in clauses(text)
        if _SHARE.search(folded, start, end)
        and _ASKED.search(folded, start, end)
        and _MAKE_UP.search(folded, start, end)
        and _CHOSEN.search(folded, start, end)
        and not _OTHER.search(folded, start, end)
    ]
