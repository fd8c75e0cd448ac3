"""A long annex in parts looks like the annex laid out whole: same lines on the same pages, same numbers."""
from dataclasses import replace

import pytest

from reporting.documents import parts
from reporting.render_child import make_pdf
from tests.reporting.conformance import Report, broken_rules
from tests.reporting.report_samples import party_report, report


@pytest.fixture
def short_parts(monkeypatch):
    """Small parts, so that a small annex has several."""
    monkeypatch.setattr(parts, "WHOLE_ROWS", 40)
    monkeypatch.setattr(parts, "PART_ROWS", 45)


def pages(pdf):
    return [[line.text for line in lines] for lines in Report(pdf).lines]


@pytest.mark.parametrize("make", [
    pytest.param(lambda: report(times=4), id="portrait, with a short annex after it"),
    pytest.param(lambda: report(times=4, wide=True, with_duties=False), id="landscape"),
    pytest.param(lambda: party_report(times=4, with_duties=False), id="Party"),
])
def test_parts_show_what_one_pass_shows(make, request, short_parts, monkeypatch):
    content = make()
    in_parts = make_pdf(content)
    monkeypatch.setattr(parts, "WHOLE_ROWS", 10_000)

    whole = make_pdf(content)

    assert pages(in_parts) == pages(whole) and len(pages(whole)) > 6
    assert set(broken_rules(in_parts)) <= {"tagged, PDF/A"}


def test_a_row_as_long_as_a_page_is_never_cut(short_parts):
    content = report(times=4, with_duties=False)
    rows = content.annexes[0].quota_rows
    long = (replace(rows[0], field="Thi đua yêu nước " * 200), *rows[1:])
    content = replace(content, annexes=(replace(content.annexes[0], quota_rows=long),))

    found = make_pdf(content)

    assert " ".join(sum(pages(found), [])).count("yêu nước") >= 200
