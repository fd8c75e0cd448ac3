"""Conditions of a plan beside the typing, at submission and at appraisal; what stops a decision and what does not."""
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from core.errors import InvalidInput
from models_registry import services as registry
from models_registry.enums import Result as R
from models_registry.models import EligibilityResult, TitleRecord, YearlyRating
from nominations import eligibility, services
from nominations.models import Nomination
from plans.enums import Stage
from plans.models import EligibilityRule
from tests.factories import (
    NominationFactory,
    RecordFactory,
    SubjectFactory,
    SubmissionFactory,
    leader,
    obligation_of,
    officer,
    submitter,
)

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 21)
BEST, GOOD = "Hoàn thành xuất sắc nhiệm vụ", "Hoàn thành tốt nhiệm vụ"


def plan_with(*, count=1, **rule):
    """A draft nominee in a plan with one condition, and the agency's person."""
    submission = SubmissionFactory()
    obligation_of(submission.organization, field=submission.field)
    rule = {"code": "E1", "kind": "annual_rating", "severity": "block", "text": "hằng năm xuất sắc",
            "quote": "hằng năm hoàn thành xuất sắc nhiệm vụ", "applies_to": "individual",
            "params": {"values": [BEST], "every_year": True}, **rule}
    EligibilityRule.objects.create(plan=submission.plan, field=submission.field, **rule)
    nominations = NominationFactory.create_batch(count, submission=submission)
    return nominations[0], submission.created_by


def send(nomination, user):
    services.submit_submission(nomination.submission, by=user, today=TODAY)
    nomination.refresh_from_db()


def recognise(nomination, on=TODAY):
    services.recognise_nomination(nomination, decision_number="1/QĐ", decided_on=on, by=officer(), today=TODAY)


def results(nomination, user):
    return {o.condition.code: o.result for o in eligibility.outcomes(nomination, user=user, today=TODAY)}


def test_what_the_agency_declares_is_judged_at_once_and_enters_the_registry_with_the_nomination():
    nomination, user = plan_with()
    rows = [{"kind": "rating", "scheme": "official", "year": year, "value": BEST} for year in range(2021, 2026)]

    nomination = services.declare_merit(nomination, by=user, rows=rows)
    before = results(nomination, user)["E1"]
    send(nomination, user)

    kept = EligibilityResult.objects.get(code="E1")
    assert (before, kept.result, kept.moment, kept.checked_on) == (R.PASS, R.PASS, "submitted", TODAY)
    assert list(YearlyRating.objects.values_list("year", "value", "is_verified")) == [
        (year, BEST, False) for year in range(2021, 2026)]


def test_a_missing_year_never_stops_a_decision():
    nomination, user = plan_with()
    send(nomination, user)

    recognise(nomination)

    nomination.refresh_from_db()
    assert nomination.state == "decided"
    assert EligibilityResult.objects.get(code="E1", moment="appraised").result == R.UNKNOWN


def test_a_hard_condition_that_fails_stops_the_decision_until_it_is_waived_by_name_and_reason():
    nomination, user = plan_with()
    send(nomination, user)
    registry.rate(nomination.record.subject, scheme="official", year=2023, value=GOOD, source="BB 12", by=officer(),
                  today=TODAY)

    with pytest.raises(InvalidInput) as refused:
        recognise(nomination)
    services.find(nomination, code="E1", result="waived", words="Nghỉ thai sản năm 2023", by=officer(), today=TODAY)
    recognise(nomination)

    assert "«hằng năm xuất sắc»: Năm 2023 không đạt." in str(refused.value)
    nomination.refresh_from_db()
    assert nomination.state == "decided"
    kept = EligibilityResult.objects.get(code="E1", moment="appraised")
    assert (kept.result, kept.evidence) == (R.WAIVED, "Nghỉ thai sản năm 2023")


def test_a_warning_that_fails_stops_nothing():
    nomination, user = plan_with(severity="warn")
    services.declare_merit(nomination, by=user, rows=[
        {"kind": "rating", "scheme": "official", "year": 2023, "value": GOOD}])
    send(nomination, user)

    recognise(nomination)

    nomination.refresh_from_db()
    assert nomination.state == "decided"


@pytest.mark.parametrize(("code", "result", "words"), [("E1", "waived", " "), ("E1", "unknown", "x"),
                                                       ("E9", "pass", "x")])
def test_a_finding_needs_a_result_a_reason_and_a_condition_of_the_plan(code, result, words):
    nomination, user = plan_with()
    send(nomination, user)

    with pytest.raises(InvalidInput):
        services.find(nomination, code=code, result=result, words=words, by=officer(), today=TODAY)


def test_the_head_of_a_department_is_stopped_while_the_department_is_none_and_passes_with_it():
    nomination, user = plan_with(kind="leader_requires_collective_exemplar", applies_to="individual.head", params={},
                                 text="tập thể là điển hình")
    Nomination.objects.update(subject_kind="head")
    send(nomination, user)
    department = SubjectFactory(type="collective", name="Phòng Trồng trọt", organization=user.acting.organization)
    registry.set_head(nomination.record.subject, department, from_date=date(2020, 1, 1), source="QĐ 5", by=officer())

    alone = results(nomination, officer())["E1"]
    with pytest.raises(InvalidInput):
        recognise(nomination)
    record = RecordFactory(subject=department, field=nomination.submission.field)
    NominationFactory(submission=nomination.submission, subject_type="collective", state="submitted", record=record)
    together = results(nomination, officer())["E1"]
    registry.reach_stage(record, Stage.RECOGNISED, on_date=TODAY, by=officer())

    assert (alone, together, results(nomination, officer())["E1"]) == (R.FAIL, R.UNKNOWN, R.PASS)


def test_an_enterprise_without_a_party_organisation_says_so_and_is_not_judged_by_one():
    nomination, user = plan_with(kind="party_org_rating", applies_to="collective", na_allowed=True,
                                 params={"values": ["trong sạch vững mạnh"]})
    values = {"subject_type": "collective", "name": "Công ty Hải Vân", "has_party_organisation": False}
    nomination = services.update_nominee(nomination, by=user, values=values, today=TODAY)

    before = results(nomination, user)["E1"]
    send(nomination, user)

    assert (before, results(nomination, officer())["E1"]) == (R.NOT_APPLICABLE, R.NOT_APPLICABLE)


def test_a_subject_on_hold_is_not_decided_and_the_agency_is_not_told():
    nomination, user = plan_with()
    send(nomination, user)
    hold = registry.add_hold(nomination.record.subject, from_date=date(2026, 10, 1), reason="Xác minh đơn tố cáo",
                             source="CV 7", by=officer())

    with pytest.raises(InvalidInput):
        recognise(nomination)
    told = [o.evidence for o in eligibility.outcomes(nomination, user=user, today=TODAY)]
    registry.end_hold(hold, on=date(2026, 11, 1), by=officer())
    recognise(nomination)

    assert "Sở Nội vụ kiểm tra khi thẩm định." in told
    assert not any("tố cáo" in words for words in told)


def test_an_agency_learns_nothing_of_a_foreign_subject_of_the_same_name():
    nomination, user = plan_with()
    stranger = SubjectFactory(name=nomination.name, birth_year=nomination.birth_year, unit_text=nomination.unit_text)
    registry.rate(stranger, scheme="official", year=2023, value=GOOD, source="BB", by=officer(), today=TODAY)

    assert results(nomination, user)["E1"] == R.UNKNOWN


def test_the_conditions_stand_beside_the_typing_and_change_with_it(client):
    nomination, user = plan_with(kind="subject_kind", params={"values": ["teacher"]})
    client.force_login(user)
    url = reverse("nominations:duplicate_hint", args=[nomination.submission.public_id])

    said = {kind: client.get(url, {"kind": "ca-nhan", "name": "Lê A", "subject_kind": kind}).context["outcomes"]
            for kind in ("", "teacher", "farmer")}

    assert {kind: found[0].result for kind, found in said.items()} == {
        "": R.UNKNOWN, "teacher": R.PASS, "farmer": R.FAIL}


def test_the_declaration_page_asks_for_the_years_the_conditions_need(client):
    nomination, user = plan_with()
    client.force_login(user)
    url = reverse("nominations:declaration", args=[nomination.public_id])

    fields = list(client.get(url).context["form"].fields)
    client.post(url, {"n0-2021": BEST.lower(), "n0-2022": ""})

    assert fields == [f"n0-{year}" for year in range(2021, timezone.localdate().year)]
    assert Nomination.objects.get().declared == [
        {"kind": "rating", "scheme": "official", "year": 2021, "value": BEST.lower()}]


def test_a_declared_title_that_was_not_reached_is_kept_as_such():
    nomination, user = plan_with(kind="annual_title", params={"values": ["Chiến sĩ thi đua cơ sở"]})
    services.declare_merit(nomination, by=user, rows=[
        {"kind": "title", "title": "Chiến sĩ thi đua cơ sở", "year": 2025, "value": "no"}])

    send(nomination, user)

    assert list(TitleRecord.objects.values_list("title", "is_achieved")) == [("Chiến sĩ thi đua cơ sở", False)]


def test_the_officer_waives_on_the_dossier_page(client):
    nomination, user = plan_with()
    send(nomination, user)
    client.force_login(officer())
    url = reverse("nominations:finding", args=[nomination.public_id])

    refused = client.post(url, {"code": "E1", "result": "waived", "words": ""})
    client.post(url, {"code": "E1", "result": "waived", "words": "Đi học tập trung"})
    row = client.get(reverse("nominations:review", args=[nomination.public_id])).context["findings"][0]

    assert refused.status_code == 422
    assert (row["outcome"].result, row["outcome"].evidence) == (R.WAIVED, "Đi học tập trung")


def test_others_waive_nothing(client):
    nomination, user = plan_with()
    send(nomination, user)
    url = reverse("nominations:finding", args=[nomination.public_id])

    for person in (user, leader(), submitter()):
        client.force_login(person)
        assert client.post(url, {"code": "E1", "result": "waived", "words": "x"}).status_code == 403


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_judges_its_nominees_in_one_query(client, count):
    nomination, user = plan_with(count=count)
    nominations = list(nomination.submission.nominations.all())

    with CaptureQueriesContext(connection, ) as queries:
        found = eligibility.fails_in_list(nomination.submission, nominations, TODAY)

    assert (len(queries), set(found)) == (1, {n.pk for n in nominations})


def test_each_condition_says_how_it_stood_at_the_return_beside_how_it_stands_now(client):
    nomination, user = plan_with(params={"values": [BEST]})
    send(nomination, user)
    services.return_nomination(nomination, reason="Thiếu xếp loại", due_on=TODAY, by=officer(), today=TODAY)
    services.declare_merit(nomination, by=user, rows=[
        {"kind": "rating", "scheme": "official", "year": 2025, "value": BEST}])
    send(nomination, user)
    client.force_login(officer())

    page = client.get(reverse("nominations:review", args=[nomination.public_id]))

    was = {row["outcome"].condition.code: (row["was"].result, row["outcome"].result)
           for row in page.context["findings"] if row["was"]}
    words = page.content.decode()
    assert was == {"E1": (R.UNKNOWN, R.PASS)}
    assert 'trước: <del class="was">chưa đủ dữ liệu</del> → nay: <ins class="now">đạt</ins>' in words
    assert "Chưa có dữ liệu năm" in words.split("Căn cứ khi ấy:")[1][:80]
    assert ("Kê khai xếp loại, danh hiệu", "0 dòng", "1 dòng") in page.context["changes"]


def test_a_condition_that_asks_no_more_after_the_return_is_named(client):
    nomination, user = plan_with()
    send(nomination, user)
    services.return_nomination(nomination, reason="Là tập thể", due_on=TODAY, by=officer(), today=TODAY)
    services.update_nominee(nomination, by=user, values={"subject_type": "collective"}, today=TODAY)
    send(nomination, user)
    client.force_login(officer())

    page = client.get(reverse("nominations:review", args=[nomination.public_id]))

    assert [was.text for was in page.context["asked_no_more"]] == ["hằng năm xuất sắc"]


def test_what_the_nomination_itself_registered_does_not_precede_it_even_when_it_comes_back_later():
    nomination, user = plan_with(kind="registered_first", severity="warn", text="đăng ký trước", params={})
    send(nomination, user)
    long_ago = timezone.now() - timedelta(days=9)
    type(nomination.submission).objects.update(first_submitted_at=long_ago)
    nomination.record.stage_events.filter(stage=Stage.REGISTERED).update(on_date=timezone.localdate(long_ago))
    services.return_nomination(nomination, by=officer(), reason="Thiếu số liệu", due_on=date(2099, 1, 1), today=TODAY)
    nomination.refresh_from_db()
    nomination.submission.refresh_from_db()

    said = [eligibility.outcomes(nomination, user=person, today=TODAY)[0].result for person in (user, officer())]
    send(nomination, user)

    assert said == [R.FAIL, R.FAIL]
    assert eligibility.outcomes(nomination, user=user, today=TODAY)[0].result == R.FAIL


@pytest.mark.parametrize(("registered_on", "result"), [(date(2026, 11, 20), R.PASS), (TODAY, R.FAIL)])
def test_while_one_writes_registration_is_held_against_today(registered_on, result):
    nomination, user = plan_with(kind="registered_first", severity="warn", text="đăng ký trước", params={})
    subject = SubjectFactory(name=nomination.name, birth_year=nomination.birth_year, unit_text=nomination.unit_text,
                             organization=nomination.submission.organization)
    record = RecordFactory(subject=subject, field=nomination.submission.field,
                           organization=nomination.submission.organization)
    registry.reach_stage(record, Stage.REGISTERED, on_date=registered_on, by=user)
    nomination.record = record

    found = eligibility.outcomes(nomination, user=user, today=TODAY)

    assert found[0].result == result
