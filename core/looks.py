"""How a status looks everywhere: tone (colour), shape and, when the caller has none, a word.

Colour never stands alone: the shape and the word carry the meaning on a black-and-white print.
"""
from dataclasses import dataclass


@dataclass(frozen=True)
class Tone:
    """Concrete colours for SVG and PDF; the style sheet repeats them for pages, light and dark."""

    name: str
    ink: str
    tint: str


@dataclass(frozen=True)
class Look:
    """One status: its tone, its shape (the name of a drawing) and its usual word."""

    tone: Tone
    shape: str
    word: str

    @property
    def sign(self):
        """The shape as one printable character."""
        return SIGNS[self.shape]


SIGNS = {"disc": "●", "triangle": "▲", "square": "■", "ring": "○", "tick": "✓", "cross": "✕", "dash": "–"}

GOOD = Tone("good", "#1b6642", "#e0f0e6")
WARN = Tone("warn", "#8a4f00", "#fcecd0")
BAD = Tone("bad", "#a3242f", "#fae3e3")
QUIET = Tone("quiet", "#565e6c", "#eceef2")
CALM = Tone("calm", "#33427a", "#e9ecf6")

NEUTRAL = Look(QUIET, "dash", "")

LOOKS = {
    # Pace of a quota line on the board
    "met": Look(GOOD, "tick", "Đạt"),
    "on_track": Look(GOOD, "disc", "Đúng tiến độ"),
    "behind": Look(WARN, "triangle", "Chậm"),
    "at_risk": Look(BAD, "square", "Nguy cơ không đạt"),
    "not_due": Look(QUIET, "ring", "Chưa đến kỳ"),
    "missed": Look(BAD, "cross", "Không đạt"),
    "over": Look(WARN, "triangle", "Vượt mức tối đa"),
    "no_figure": Look(QUIET, "dash", "Không giao số"),
    # Obligations
    "short": Look(BAD, "cross", "Chưa đạt"),
    "running": Look(CALM, "disc", "Đang thực hiện"),
    "pending_allocation": Look(QUIET, "ring", "Chưa phân bổ"),
    "not_quantified": Look(QUIET, "dash", "Không có chỉ tiêu số"),
    # Deadlines
    "open": Look(QUIET, "ring", "Đang mở"),
    "soon": Look(WARN, "triangle", "Sắp đến hạn"),
    "done": Look(GOOD, "tick", "Đã xong"),
    "done_late": Look(WARN, "tick", "Xong muộn"),
    "late": Look(BAD, "square", "Quá hạn"),
    "waived": Look(QUIET, "dash", "Được miễn"),
    "closed_by_reorganisation": Look(QUIET, "dash", "Đóng do sắp xếp tổ chức"),
    "no_due_date": Look(QUIET, "ring", "Không ghi ngày"),
    # Papers and their way
    "draft": Look(QUIET, "ring", "Bản nháp"),
    "issued": Look(CALM, "disc", "Đã ban hành"),
    "closed": Look(QUIET, "tick", "Đã kết thúc"),
    "submitted": Look(CALM, "disc", "Đã gửi"),
    "under_review": Look(CALM, "disc", "Đang thẩm định"),
    "returned": Look(WARN, "triangle", "Trả lại bổ sung"),
    "recognised": Look(GOOD, "tick", "Đã công nhận"),
    "rejected": Look(BAD, "cross", "Không đạt"),
    "withdrawn": Look(QUIET, "cross", "Đã rút"),
    # Messages and jobs
    "pending": Look(QUIET, "ring", "Chờ xử lý"),
    "sent": Look(GOOD, "tick", "Đã gửi"),
    "failed": Look(BAD, "cross", "Không thành công"),
}


def look_of(status):
    """The look of a status code; a quiet dash for one nobody has drawn yet."""
    return LOOKS.get(str(status), NEUTRAL)
