"""Plan files: what the simple shape means, what is refused, and that a refused file leaves nothing behind."""
import copy
import json
from datetime import date
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from core.errors import InvalidInput
from organizations.models import Organization, UnitCategory
from organizations.services import create_organization
from plans.importing import import_plan, parse_json, read_plan_json
from plans.importing.wording import after_duration, bodies_in, full_name, system_and_kind, unit_of
from plans.models import DeadlineOccurrence, Plan, QuotaObligation

HEADER = {
    "doc_type": "kế hoạch", "number": "87", "symbol": "KH-UBND", "issuer": "Ủy ban nhân dân tỉnh Vĩnh Long",
    "place": "Vĩnh Long", "date": "2026-03-20", "title": "Nhân rộng điển hình tiên tiến giai đoạn 2026 - 2030",
    "system": "state", "period": {"from": 2026, "to": 2030}, "signer": "Lê Văn An", "legal_bases": [
        {"number": "41-CT/TW", "name": None, "date": "2024-12-26"}]}


def quota(**values):
    return {"subject_type": "collective", "min": 8, "max": None, "unit": "count", "basis": "per_field",
            "unit_category": None, "period_scope": "whole", "scope_label": None,
            "source_quote": "ít nhất 08 tập thể", **values}


def field(name="Quốc phòng, an ninh", leads=("Công an tỉnh", "Bộ Chỉ huy Quân sự tỉnh"), quotas=()):
    return {"name": name, "period": None, "coordinators": ["Sở Nội vụ", "các cơ quan liên quan"],
            "leads": [{"agency": agency, "verb": None} for agency in leads], "quotas": list(quotas)}


def deadline(kind, value=None, to=None, recurrence=None, quote="", **values):
    return {"title": "Gửi báo cáo", "responsible": None, "recipient": None, "deliverable": None,
            "due": {"kind": kind, "value": value, "to": to, "recurrence": recurrence}, "source_quote": quote, **values}


def plan_file(**values):
    return {"header": HEADER, "fields": [field()], "general_quotas": [], "milestones": [], "eligibility": [], **values}


def rule_of(**values):
    return read_plan_json(plan_file(general_quotas=[quota(**{"basis": "per_plan", **values})])).rules[0]


def milestone_of(*args, **values):
    return read_plan_json(plan_file(milestones=[deadline(*args, **values)])).milestones[0]


def errors_of(data):
    with pytest.raises(InvalidInput) as refused:
        read_plan_json(data)
    return refused.value.errors


# --- quotas -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("basis", "mode"), [("per_lead", "each"), ("per_field", "joint")])
def test_several_leads_owe_each_or_together_as_the_basis_says(basis, mode):
    data = plan_file(fields=[field(quotas=[quota(basis=basis)])])

    rule = read_plan_json(data).rules[0]

    assert (rule.bearers, rule.bearer_mode) == (("Công an tỉnh", "Bộ Chỉ huy Quân sự tỉnh"), mode)


@pytest.mark.parametrize(("subject", "expected"), [
    ("individual", (("individual",), (), ("exemplar", "model"))),
    ("enterprise", (("collective",), ("enterprise",), ("exemplar", "model"))),
    ("residential_area", (("collective",), ("village",), ("exemplar", "model"))),
    ("model", (("collective", "individual", "household"), (), ("model",))),
    ("exemplar", (("collective", "individual", "household"), (), ("exemplar",))),
    ("model_or_exemplar", (("collective", "individual", "household"), (), ("exemplar", "model"))),
])
def test_the_kind_of_subject_decides_what_is_counted(subject, expected):
    rule = rule_of(subject_type=subject)

    assert (rule.subject_types, rule.subject_kinds, rule.record_kinds) == expected


def test_a_group_of_units_becomes_a_category_and_bodies_named_one_by_one_become_bearers():
    group = rule_of(basis="per_unit_category", unit_category="sở, ban, ngành")
    named = rule_of(basis="per_unit_category", unit_category="Sở Giáo dục và Đào tạo, Sở Y tế")

    assert (group.bearers, group.category) == ((), "so-ban-nganh")
    assert (named.bearers, named.category) == (("Sở Giáo dục và Đào tạo", "Sở Y tế"), "")


def test_a_share_waits_for_its_number_and_a_missing_number_waits_too():
    share = rule_of(unit="percent", min=60)
    unnumbered = rule_of(min=None, max=None)

    assert (share.unit, share.percent_min, share.min_count, share.modality) == ("percent", 60, None, "pending")
    assert (unnumbered.unit, unnumbered.min_count, unnumbered.modality) == ("count", None, "pending")


def test_a_minimum_given_as_a_range_makes_the_upper_figure_a_target():
    open_range = rule_of(min=3, max=10, source_quote="số lượng tối thiểu từ 03 - 10 mô hình, điển hình")
    closed = rule_of(min=5, max=7, source_quote="mỗi xã từ 05 đến 07 mô hình")

    assert (open_range.min_count, open_range.max_count, open_range.target_count) == (3, None, 10)
    assert (closed.min_count, closed.max_count, closed.target_count) == (5, 7, None)


def test_phases_of_the_same_years_are_one_phase_and_single_years_count_one_by_one():
    data = plan_file(general_quotas=[
        quota(basis="per_plan", period_scope="phase", scope_label="2026-2028"),
        quota(basis="per_plan", period_scope="phase", scope_label="2026-2028", subject_type="individual"),
        quota(basis="per_plan", period_scope="year", scope_label="2029-2030")])

    proposal = read_plan_json(data)

    assert [(p.code, p.starts_on, p.ends_on) for p in proposal.phases] == [
        ("GD-2026-2028", date(2026, 1, 1), date(2028, 12, 31)), ("NAM-2029", date(2029, 1, 1), date(2029, 12, 31)),
        ("NAM-2030", date(2030, 1, 1), date(2030, 12, 31))]
    assert [rule.phases for rule in proposal.rules] == [
        ("GD-2026-2028",), ("GD-2026-2028",), ("NAM-2029", "NAM-2030")]


# --- deadlines --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("given", "expected"), [
    (("date", "2026-05-15", None, None, "gửi trước ngày 15/5/2026"),
     ("day", "", "2026-05-15", "before", "within", "none")),
    (("date", "2026-05-15", None, None, "chậm nhất ngày 15/5/2026"),
     ("day", "", "2026-05-15", "by_end", "within", "none")),
    (("range", "2023-Q1", "2023-Q2"), ("quarter", "2023-Q1", "2023-Q2", "by_end", "within", "none")),
    (("yearday", "--11-30", None, "annual", "**trước ngày** 30/11 hàng năm"),
     ("day", "", "--11-30", "before", "within", "yearly")),
    (("yearmonth", "--12", None, "annual", "vào trung tuần tháng 12 hàng năm"),
     ("ten_day", "--12-T2", "--12-T2", "by_end", "within", "yearly")),
    (("yearquarter", "--Q1", None, "annual"), ("quarter", "--Q1", "--Q1", "by_end", "within", "yearly")),
    (("monthday", "---20", None, "quarterly"), ("day", "", "---20", "by_end", "within", "quarterly")),
    (("range", "--02-01", "--02-28", "annual"), ("day", "--02-01", "--02-28", "by_end", "within", "yearly")),
    (("recurring", None, None, "annual"), ("year", "", "", "by_end", "about", "yearly")),
    (("recurring", None, None, "semiannual", "định kỳ 6 tháng, năm"),
     ("half", "", "", "by_end", "about", "half_and_year")),
    (("recurring", None, None, "semiannual", "định kỳ 6 tháng"), ("half", "", "", "by_end", "about", "half_yearly")),
    (("date", "2023-05-19", None, None, "(19/5/1890 - 19/5/2023)"),
     ("day", "2023-05-19", "2023-05-19", "by_end", "occasion", "none")),
    (("relative", "P20D", None, None, "trong 20 ngày kể từ ngày ban hành"),
     ("day", "", "2026-04-09", "by_end", "within", "none")),
    (("relative", "P10WD", None, None, "10 ngày làm việc kể từ ngày nhận đủ hồ sơ"),
     ("none", "", "", "by_end", "undated", "none")),
])
def test_the_words_of_a_deadline_become_its_specification(given, expected):
    found = milestone_of(*given)

    assert (found.unit, found.start_code, found.end_code, found.boundary, found.relation, found.recurrence) == expected


def test_two_series_told_in_one_breath_are_one_duty():
    words = "định kỳ 6 tháng, năm gửi báo cáo"
    data = plan_file(milestones=[deadline("recurring", recurrence="semiannual", quote=words),
                                 deadline("recurring", recurrence="annual", quote=words),
                                 deadline("recurring", recurrence="annual", quote="hằng năm tổng hợp")])

    found = read_plan_json(data).milestones

    assert [(m.code, m.recurrence) for m in found] == [("M01", "half_and_year"), ("M03", "yearly")]


def test_working_days_skip_weekends_and_months_end_on_their_last_day():
    friday = date(2026, 3, 20)

    assert after_duration(friday, "P10WD") == date(2026, 4, 3)
    assert after_duration(date(2026, 1, 31), "P1M") == date(2026, 2, 28)
    assert after_duration(friday, "PT24H") == date(2026, 3, 21)


def test_impossible_days_are_no_deadlines():
    assert [unit_of(code) for code in ("2026-02-29", "--02-29", "2026-13", "2026-Q5", "---31", "30/9/2026")] == [
        "", "day", "", "", "day", ""]


# --- names ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("text", "expected"), [
    ("Sở Văn hóa, Thể thao và Du lịch", ("Sở Văn hóa, Thể thao và Du lịch",)),
    ("Công an tỉnh, Bộ Chỉ huy Quân sự tỉnh", ("Công an tỉnh", "Bộ Chỉ huy Quân sự tỉnh")),
    ("Đảng ủy các cơ quan Đảng tỉnh", ("Đảng ủy các cơ quan Đảng tỉnh",)),
    ("các sở, ban, ngành", ()), ("mỗi xã", ()), ("Thủ trưởng các cơ quan, địa phương", ()),
])
def test_bodies_named_one_by_one_are_told_from_groups(text, expected):
    assert bodies_in(text) == expected


def test_short_forms_and_tone_places_meet_under_one_key():
    assert full_name("UBND tỉnh Khánh Hoà") == full_name("Uỷ ban nhân dân tỉnh Khánh Hòa")
    assert full_name("Sở Nông nghiệp và PTNT") == full_name("Sở Nông nghiệp và Phát triển nông thôn")
    assert system_and_kind("Liên đoàn Lao động tỉnh") == ("front", "mass_body")


# --- documents --------------------------------------------------------------------------------------------------------


def test_a_letter_that_attaches_a_plan_stands_beside_it():
    letter = {**HEADER, "doc_type": "công văn", "number": None, "symbol": "UBND-TH", "date": "2024-12-11",
              "period": None}
    party_plan = {**HEADER, "number": "235", "symbol": "KH/TU", "issuer": "Ban Thường vụ Tỉnh ủy",
                  "date": "2024-11-11", "system": "party"}

    documents = read_plan_json(plan_file(header=letter, attached=[party_plan])).documents

    assert [(dict(d.values)["role"], dict(d.values)["number"]) for d in documents] == [
        ("transmittal", None), ("plan", "235-KH/TU")]


def test_a_damaged_number_is_refused_and_never_taken_in_part():
    data = {"documents": [{"role": "plan", "number": "JH/180/UBND-TH", "issued_on": "2024-12-11"}],
            "period": {"from": 2024, "to": None}}

    errors = errors_of(data)

    assert list(errors) == ["documents[0].number"]
    assert "«JH/180/UBND-TH» không phải là số, ký hiệu văn bản đầy đủ" in errors["documents[0].number"][0]


# --- refusals ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("change", "path", "words"), [
    ({"fields": {}}, "fields", "phải là danh sách"),
    ({"fields": [field(quotas=[quota(min=-1)])]}, "fields[0].quotas[0].min", "phải là số nguyên từ 0"),
    ({"fields": [field(quotas=[quota(min=True)])]}, "fields[0].quotas[0].min", "phải là số nguyên"),
    ({"fields": [field(quotas=[quota(min=5, max=3)])]}, "fields[0].quotas[0].max", "nhỏ hơn «min»"),
    ({"fields": [field(quotas=[quota(subject_type="nhóm")])]}, "fields[0].quotas[0].subject_type", "phải là một trong"),
    ({"fields": [field(name=None)]}, "fields[0].name", "thiếu"),
    ({"fields": [field(name="a" * 501)]}, "fields[0].name", "dài 501 ký tự"),
    ({"fields": [field(name="\ud800")]}, "fields[0].name", "ký tự không hợp lệ"),
    ({"milestones": [deadline("date", "30/9/2026")]}, "milestones[0].due.value", "không phải thời hạn hợp lệ"),
    ({"standing_duties": [3]}, "standing_duties[0]", "phải là một đối tượng"),
    ({"header": {**HEADER, "date": "hôm qua"}}, "header.date", "phải là ngày, tháng hoặc năm"),
    ({"header": {**HEADER, "number": "JH/180"}}, "header.number", "không phải số văn bản"),
    ({"rules": [{"code": "R1", "fields": ["X"], "subject_types": ["collective"], "bearers": ["Sở Y tế"]}]}, "rules",
     "nêu «X» nhưng tệp không có mã này"),
    ({"rules": [{"code": "R1", "subject_types": ["collective"]}]}, "rules[0].bearers", "đúng một trong hai"),
])
def test_a_wrong_value_is_told_by_its_path(change, path, words):
    errors = errors_of(plan_file(**change))

    assert list(errors) == [path]
    assert words in errors[path][0]


@pytest.mark.parametrize(("raw", "words"), [
    (b"", "JSON sai ở dòng 1"), (b"[]", "phải là một đối tượng JSON"), (b'{"header": NaN}', "NaN"),
    (b"\xff\xfe", "không phải văn bản UTF-8"), (b'{"a":' * 100_000, "quá sâu"), (b" " * (4 * 1024 * 1024 + 1), "4 MiB"),
    (b'{"a": ' + b"9" * 5000 + b"}", "số quá dài"),
])
def test_hostile_files_are_refused_in_words(raw, words):
    with pytest.raises(InvalidInput) as refused:
        parse_json(raw)

    assert words in str(refused.value)


def test_a_file_of_thousands_of_entries_is_refused_and_its_errors_are_few():
    errors = errors_of(plan_file(fields=[{"name": 1}] * 5000))

    assert "có 5000 mục, tối đa 300" in errors["fields"][0]
    assert len(errors) == 50


def test_an_empty_object_describes_no_plan():
    assert list(errors_of({})) == ["header", "period"]


# --- storing ----------------------------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_missing_agencies_are_created_unconfirmed_and_asked_or_ordered_by_their_system():
    data = plan_file(fields=[field(leads=["Sở Y tế", "Liên đoàn Lao động tỉnh"], quotas=[quota(basis="per_lead")])])

    plan = import_plan(data, by=None)

    leads = plan.fields.get().leads.order_by("order")
    assert [(lead.organization.name, lead.verb, lead.organization.is_confirmed) for lead in leads] == [
        ("Sở Y tế", "giao", False), ("Liên đoàn Lao động tỉnh", "de_nghi", False)]
    assert (plan.code, plan.status) == ("KH-2026-87-VINHLONG", "draft")


@pytest.mark.django_db
def test_an_agency_known_in_the_province_is_used_and_a_namesake_elsewhere_is_not():
    here = create_organization(by=None, name="Sở Y tế", province_code="vinh-long")
    create_organization(by=None, name="Sở Y tế", province_code="lang-son")

    import_plan(plan_file(fields=[field(leads=["Sở  y tế"], quotas=[quota()])]), by=None)

    assert list(Organization.objects.filter(led_fields__isnull=False)) == [here]


@pytest.mark.django_db
def test_a_group_without_members_gives_no_obligations_until_it_has_some():
    data = plan_file(general_quotas=[quota(basis="per_unit_category", unit_category="xã, phường")])

    plan = import_plan(data, by=None, issue=True, today=date(2026, 3, 20))

    assert QuotaObligation.objects.count() == 0
    assert UnitCategory.objects.get().name == "xã, phường"
    assert (plan.status, plan.rules.get().bearer_category.name) == ("issued", "xã, phường")


@pytest.mark.django_db
def test_issuing_on_import_makes_every_duty_of_the_named_agencies():
    data = plan_file(fields=[field(quotas=[quota(basis="per_lead")])], milestones=[
        deadline("yearday", "--12-10", recurrence="annual", quote="trước ngày 10/12", responsible="Sở Nội vụ")])

    import_plan(data, by=None, issue=True, today=date(2026, 3, 20))

    assert sorted(QuotaObligation.objects.values_list("bearer__name", flat=True)) == [
        "Bộ Chỉ huy Quân sự tỉnh", "Công an tỉnh"]
    assert list(DeadlineOccurrence.objects.order_by("due_on").values_list("organization__name", "due_on")) == [
        ("Sở Nội vụ", date(2026, 12, 9)), ("Sở Nội vụ", date(2027, 12, 9))]


@pytest.mark.django_db
def test_marks_and_page_breaks_are_cleaned_from_the_words_shown():
    quote = "gửi về UBND huyện\n (Phòng Nội vụ huyện) **trước ngày 30/9/2026**"

    plan = import_plan(plan_file(milestones=[deadline("date", "2026-09-30", quote=quote)]), by=None)

    milestone = plan.milestones.get()
    assert milestone.quote == "gửi về UBND huyện (Phòng Nội vụ huyện) trước ngày 30/9/2026"
    assert milestone.boundary == "before"


@pytest.mark.django_db
def test_the_same_code_twice_is_refused():
    data = plan_file(code="KH-THU")
    import_plan(data, by=None)

    with pytest.raises(InvalidInput, match="đã có trong hệ thống"):
        import_plan(data, by=None)

    assert Plan.objects.count() == 1


@pytest.mark.django_db
def test_the_command_prints_only_the_code(tmp_path):
    file, out, notes = tmp_path / "plan.json", StringIO(), StringIO()
    file.write_text(json.dumps(plan_file(fields=[field(quotas=[quota(basis="per_lead")])])), encoding="utf-8")

    call_command("import_plan", str(file), stdout=out, stderr=notes)

    assert out.getvalue() == "KH-2026-87-VINHLONG\n"
    assert "2 cơ quan chịu chỉ tiêu được tạo mới, chưa xác nhận" in notes.getvalue()


@pytest.mark.django_db
def test_the_command_stores_nothing_of_a_wrong_file(tmp_path):
    file, broken = tmp_path / "plan.json", copy.deepcopy(plan_file())
    broken["fields"][0]["quotas"] = [quota(min="tám")]
    file.write_text(json.dumps(broken), encoding="utf-8")

    with pytest.raises(CommandError, match=r"fields\[0\]\.quotas\[0\]\.min: phải là số nguyên"):
        call_command("import_plan", str(file))

    assert (Plan.objects.count(), Organization.objects.count()) == (0, 0)


def test_the_command_tells_of_a_missing_file(tmp_path):
    with pytest.raises(CommandError, match="Không đọc được tệp"):
        call_command("import_plan", str(tmp_path / "khong-co.json"))
