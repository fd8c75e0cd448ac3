"""Ratings, titles, disciplines and holds: who writes them, who reads them, with which source."""
from datetime import date

import pytest
from django.urls import reverse

from audit.models import AuditEvent
from core.errors import InvalidInput, NotAllowed
from models_registry import services
from models_registry.checking import check_record
from models_registry.models import Discipline, Headship, Hold, TitleRecord, YearlyRating
from plans.models import EligibilityRule
from tests.factories import RecordFactory, SubjectFactory, leader, officer, submitter

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 21)


def known(**values):
    """A subject with a record of a plan that uses disciplines."""
    record = RecordFactory(**values)
    services.set_sensitive_policy(record.plan, fields=["discipline"], reason="Hướng dẫn 12-HD/TU", by=officer())
    return record.subject


def add_url(subject, kind):
    return f"{reverse('models_registry:merit_add', args=[subject.public_id])}?loai={kind}"


def test_an_agency_rates_its_own_and_not_what_the_office_verified():
    subject = SubjectFactory()
    user = submitter(subject.organization)
    facts = {"scheme": "official", "year": 2024, "source": "BB 3", "today": TODAY}

    services.rate(subject, value="Hoàn thành nhiệm vụ", by=user, **facts)
    services.rate(subject, value="Hoàn thành tốt nhiệm vụ", by=officer(), **facts)
    with pytest.raises(NotAllowed):
        services.rate(subject, value="Hoàn thành xuất sắc nhiệm vụ", by=user, **facts)

    assert list(YearlyRating.objects.values_list("value", "is_verified")) == [("Hoàn thành tốt nhiệm vụ", True)]


def test_a_stranger_and_a_leader_write_nothing():
    subject = SubjectFactory()

    for user in (submitter(), leader()):
        with pytest.raises(NotAllowed):
            services.add_title(subject, title="Bằng khen", year=2024, source="QĐ", by=user, today=TODAY)


def test_a_year_to_come_is_refused():
    with pytest.raises(InvalidInput) as refused:
        services.add_title(SubjectFactory(), title="Bằng khen", year=2027, source="QĐ", by=officer(), today=TODAY)

    assert list(refused.value.errors) == ["year"]


@pytest.mark.parametrize(("kind", "values", "model"), [
    ("xep-loai", {"scheme": "official", "year": "2024", "value": "Hoàn thành tốt nhiệm vụ"}, YearlyRating),
    ("danh-hieu", {"title": "Bằng khen", "year": "2024", "is_achieved": "1", "commendation_kind": "merit"},
     TitleRecord),
    ("ky-luat", {"level": "Khiển trách", "from_date": "2024-05-01"}, Discipline),
    ("tam-dung", {"from_date": "2024-05-01", "reason": "Đang thanh tra"}, Hold),
])
def test_the_office_writes_each_kind_with_its_source(client, kind, values, model):
    subject = known()
    client.force_login(officer())

    unsourced = client.post(add_url(subject, kind), values)
    client.post(add_url(subject, kind), {**values, "source": "Văn bản 15"})

    assert unsourced.status_code == 422
    assert model.objects.get().source == "Văn bản 15"


def test_an_agency_neither_writes_nor_reads_disciplines_and_holds(client):
    subject = known()
    services.add_discipline(subject, level="Khiển trách", from_date=date(2024, 1, 1), source="QĐ 9", by=officer())
    services.add_hold(subject, from_date=date(2024, 1, 1), reason="Đơn tố cáo", source="CV", by=officer())
    client.force_login(submitter(subject.organization))

    page = client.get(subject.get_absolute_url()).content.decode()

    assert client.get(add_url(subject, "ky-luat")).status_code == 403
    assert client.post(conduct_url(subject)).status_code == 403
    assert "Kỷ luật" not in page
    assert "Khiển trách" not in page
    assert "tố cáo" not in page


def conduct_url(subject):
    return reverse("models_registry:conduct", args=[subject.public_id])


def test_leaders_read_disciplines_when_they_ask_and_the_reading_is_logged(client):
    subject, user = known(), leader()
    services.add_discipline(subject, level="Khiển trách", from_date=date(2024, 1, 1), source="QĐ 9", reason="Vắng họp",
                            by=officer())
    client.force_login(user)

    masked = client.get(subject.get_absolute_url()).content.decode()
    readings = AuditEvent.objects.filter(action="models_registry.read_discipline")
    before = readings.count()
    shown = client.post(conduct_url(subject)).content.decode()

    assert ("Khiển trách" in masked, "••••" in masked, before) == (False, True, 0)
    assert "Khiển trách" in shown and "Vắng họp" in shown
    assert [(event.actor, event.object_id) for event in readings] == [(user, subject.pk)]
    assert "Khiển trách" not in str(AuditEvent.objects.get(action="models_registry.add_discipline").after)


def test_no_discipline_is_kept_or_shown_until_a_plan_uses_them(client):
    record = RecordFactory()
    client.force_login(officer())

    with pytest.raises(InvalidInput):
        services.add_discipline(record.subject, level="Khiển trách", from_date=date(2024, 1, 1), source="QĐ 9",
                                by=officer())
    page = client.get(record.subject.get_absolute_url()).content.decode()

    assert "Ghi kỷ luật" not in page and "••••" not in page
    assert client.post(conduct_url(record.subject)).status_code == 302


def test_a_condition_says_that_there_is_a_discipline_and_not_which_one():
    record = RecordFactory()
    EligibilityRule.objects.create(plan=record.plan, code="KL", kind="no_discipline", text="Không bị kỷ luật.")
    services.set_sensitive_policy(record.plan, fields=["discipline"], reason="Hướng dẫn", by=officer())
    services.add_discipline(record.subject, level="Khiển trách", from_date=date(2024, 1, 1), source="QĐ", by=officer())

    used = next(o for o in check_record(record, as_of=TODAY) if o.condition.code == "KL")
    services.set_sensitive_policy(record.plan, fields=[], reason="Thôi dùng", by=officer())
    unused = next(o for o in check_record(record, as_of=TODAY) if o.condition.code == "KL")

    assert (used.result, "Khiển trách" in used.evidence) == ("fail", False)
    assert unused.result == "unknown"


def test_a_head_leads_a_collective(client):
    person, body = SubjectFactory(), SubjectFactory(type="collective")
    client.force_login(officer())

    client.post(add_url(person, "dung-dau"), {"collective": str(body.public_id), "from_date": "2023-01-01",
                                              "source": "QĐ bổ nhiệm 12"})

    assert list(Headship.objects.values_list("person", "collective")) == [(person.pk, body.pk)]


def test_a_title_is_revoked_from_a_day_and_a_hold_ends(client):
    subject = SubjectFactory()
    title = services.add_title(subject, title="Bằng khen", year=2024, source="QĐ", by=officer(), today=TODAY)
    hold = services.add_hold(subject, from_date=date(2026, 1, 1), reason="Xác minh", source="CV", by=officer())
    client.force_login(officer())
    url = reverse("models_registry:merit_close", args=[subject.public_id])

    client.post(f"{url}?loai=danh-hieu&dong={title.public_id}", {"on": "2026-05-01", "reason": "QĐ thu hồi 3"})
    client.post(f"{url}?loai=tam-dung&dong={hold.public_id}", {"on": "2026-06-01", "reason": "Đã kết luận"})

    title.refresh_from_db()
    hold.refresh_from_db()
    assert (title.revoked_on, hold.to_date) == (date(2026, 5, 1), date(2026, 6, 1))


@pytest.mark.parametrize("query", ["", "?loai=tam-dung", "?loai=khac&dong=1"])
def test_what_is_not_there_cannot_be_closed(client, query):
    client.force_login(officer())

    assert client.get(reverse("models_registry:merit_close", args=[SubjectFactory().public_id]) + query
                      ).status_code == 404
