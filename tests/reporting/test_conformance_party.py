"""The finished report obeys the Party layout, and the judge finds a layout that does not."""
from dataclasses import replace
from datetime import date

import pytest

from reporting import layouts
from reporting.documents.values import Signer, to_json
from reporting.layouts import HD05_2026, HD36_2018
from reporting.render_child import make_html, write_pdf
from reporting.rendering import render_pdf
from tests.reporting.conformance import Report, broken_rules
from tests.reporting.report_samples import party_report

BLOC = {"issuer_lines": ("ĐẢNG ỦY KHỐI CƠ QUAN VÀ DOANH NGHIỆP TỈNH",), "superior_lines": ("TỈNH ỦY KHÁNH HÒA",),
        "symbol": "BC/ĐU"}
ISSUED = {"number": "5", "issued_on": date(2027, 2, 9)}
SEVERAL = {"addressees": ("Ban Tổ chức Trung ương", "Văn phòng Trung ương Đảng")}


@pytest.mark.parametrize(
    "options",
    [
        pytest.param({}, id="portrait annexes, blank number and day"),
        pytest.param({"times": 3}, id="long portrait annex"),
        pytest.param({"wide": True, "times": 3, "with_chart": True}, id="long landscape annex, chart"),
        pytest.param({**BLOC, "with_duties": False}, id="superior, long issuer"),
        pytest.param(ISSUED, id="issued"),
        pytest.param({"style": HD36_2018}, id="as before 2026"),
        pytest.param({"addressees": ("Ban Tổ chức Trung ương",)}, id="one addressee"),
        pytest.param(SEVERAL, id="several addressees"),
        pytest.param({"signer": Signer("K/T TRƯỞNG BAN", "PHÓ TRƯỞNG BAN", "Lê Ẵn")}, id="advisory body"),
        pytest.param({"signer": Signer("T/L BAN THƯỜNG VỤ", "CHÁNH VĂN PHÒNG", "Lê Ẵn")}, id="by order"),
        pytest.param({"signer": Signer("", "BÍ THƯ", "Lê Ẵn")}, id="no authority"),
    ],
)
def test_report_breaks_no_rule_of_the_party_layout(options):
    pdf = render_pdf(to_json(party_report(**options)))

    assert Report(pdf).is_party and broken_rules(pdf) == {}


@pytest.mark.parametrize(
    ("size", "value", "rule"),
    [
        ("nation", 13, "Party heading"),
        ("issuer", 13, "issuer"),
        ("number", 13, "number 14 pt upright"),
        ("place", 13, "date italic 14"),
        ("title", 14, "type of document"),
        ("body", 13, "body 13-14 pt, one size"),
        ("line", 24, "line spacing single to 1.5"),
        ("indent", 12.7, "indent 10 or 12.7 mm"),
        ("authority", 13, "signature lines 13-14"),
        ("recipients", 11, "recipients 11 pt"),
        ("recipients-head", 12, "Nơi nhận 12 bold italic"),
        ("margin-left", 33, "first line 20-26.5 mm from the top"),
    ],
)
def test_judge_names_the_size_that_is_wrong(monkeypatch, size, value, rule):
    wrong = replace(HD05_2026.sizes[size], value=value)
    monkeypatch.setitem(layouts.PARTY_SIZES, size, wrong)
    if size == "margin-left":
        monkeypatch.setitem(layouts.PARTY_SIZES, "margin-top", replace(wrong, value=27))

    pdf = write_pdf(make_html(party_report()), HD05_2026)

    assert rule in broken_rules(pdf)


@pytest.mark.parametrize(
    ("old", "new", "rule"),
    [
        (">*<", ">x<", "star under the issuer"),
        ("Số <", "Số: <", "number and symbol"),
        ("-----", "---", "five hyphens under the subject"),
        (">về kết quả", ">Về kết quả", "subject begins lower case"),
        ("T/M BAN", "TM. BAN", "authority words"),
        ("- Lưu Văn phòng Tỉnh ủy.", "- Lưu: VT.", "last is Lưu"),
        ("I- CÔNG", "I. CÔNG", "headings of the layout"),
        ("của Tỉnh ủy Khánh Hòa.</p>", "của Tỉnh ủy Khánh Hòa./.</p>", "text ends ./."),
    ],
)
def test_judge_names_the_wording_that_is_wrong(old, new, rule):
    html = make_html(party_report())
    if rule == "headings of the layout":
        html = html.replace("I- ", "I. ").replace("V- ", "V. ")

    pdf = write_pdf(html.replace(old, new), HD05_2026)

    assert rule in broken_rules(pdf)


def test_recipients_are_parted_as_the_rule_of_the_day_says():
    old, new = (Report(render_pdf(to_json(party_report(style=style)))).text for style in (HD36_2018, HD05_2026))

    assert "- Các đảng bộ trực thuộc," in old and "- Các đảng bộ trực thuộc;" in new
