"""Who sends a paper by a time, and to whom. All sentences are invented."""

import pytest

from plans.intake.duties import duties_in

SENTENCES = [
    (
        "Báo cáo gửi về Sở Nội vụ (qua Phòng Thi đua, điện thoại 0258.3822.456) trước ngày 10/6/2026.",
        [(None, "Sở Nội vụ")],
    ),
    (
        "Các đơn vị gửi về Ban Tổ chức (qua Văn phòng Ban) trước ngày 10/6/2026.",
        [("Các đơn vị", "Ban Tổ chức (qua Văn phòng Ban)")],
    ),
    (
        "Các cơ quan chủ trì gửi báo cáo về Sở Nội vụ trước ngày 15/11/2026.",
        [("Các cơ quan chủ trì", "Sở Nội vụ")],
    ),
    (
        "Báo cáo năm gửi về Sở Nội vụ trước ngày 30/11/2026; hồ sơ gửi trước ngày 15/12/2026.",
        [(None, "Sở Nội vụ"), (None, "Sở Nội vụ")],
    ),
    ("Kế hoạch của từng cơ quan, đơn vị gửi trước ngày 20/5/2026.", [("từng cơ quan, đơn vị", None)]),
]


@pytest.mark.parametrize(("sentence", "expected"), SENTENCES)
def test_who_sends_and_to_whom(sentence, expected):
    found = duties_in(sentence)

    assert [
        tuple(sentence[slice(*span)] if span else None for span in (duty.responsible, duty.recipient)) for duty in found
    ] == expected
