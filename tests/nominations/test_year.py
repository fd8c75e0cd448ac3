"""A year of an agency and the office, from the registration in January to the published decisions."""
from datetime import date

import pytest
from django.urls import reverse

from models_registry import services as registry
from models_registry.models import ExemplarRecord
from models_registry.queries import standings
from nominations import services
from nominations.enums import Presence
from nominations.models import Decision, Nomination
from nominations.services import council
from plans.enums import Stage
from tests.factories import OrganizationFactory, PlanFieldFactory, SubmissionFactory, obligation_of, officer, submitter
from tests.nominations.council_room import council_of, default_rule, moment, yesterday

pytestmark = pytest.mark.django_db
NAMES = ("An", "Bình", "Cúc", "Dung", "Em", "Giang", "Hoa", "Lan", "Minh", "Nga")


def test_from_the_registration_to_the_figures(client):
    agency, field, reviewer = OrganizationFactory(), PlanFieldFactory(), officer()
    obligation = obligation_of(agency, field=field, min_count=8)
    writer, stranger = submitter(agency), submitter()

    # January: what was found is registered in the first round
    batch = registry.open_batch(plan=field.plan, name="Đợt 1", opens_on=date(2026, 1, 1), locks_on=date(2026, 1, 31),
                                by=reviewer)
    found = [registry.discover(by=writer, organization=agency, plan=field.plan, field=field, type="individual",
                               name=f"Nguyễn Thị {name}", unit_text="Tổ 1", story=f"Việc tốt của {name}",
                               today=date(2026, 1, 5)) for name in NAMES]
    assert len(registry.register(batch, found, by=writer, today=date(2026, 1, 10))) == 10

    # Spring and summer: support and the half-year's assessment
    for record in ExemplarRecord.objects.all():
        registry.support(record, on_date=date(2026, 4, 1), what="Tập huấn", person_in_charge="Tổ trưởng", by=writer,
                         today=date(2026, 4, 1))
    records = list(ExemplarRecord.objects.order_by("pk"))
    registry.assess_many(records, period="2026-H1", by=writer, words={r.pk: ("propose", "") for r in records})

    # Autumn: ten nominated from the registry, three returned and fixed
    submission = SubmissionFactory(field=field, organization=agency, created_by=writer)
    services.carry_over(submission, records, by=writer, today=date(2026, 10, 1))
    Nomination.objects.update(birth_year=1980)
    services.submit_submission(submission, by=writer, today=date(2026, 10, 1))
    sent = list(submission.nominations.order_by("pk"))
    for nomination in sent[:3]:
        services.return_nomination(nomination, reason="Thêm số liệu", due_on=date(2026, 10, 20), by=reviewer,
                                   today=date(2026, 10, 5))
        services.update_nominee(nomination, by=writer, values={"achievement": "Giúp 12 hộ thoát nghèo."},
                                today=date(2026, 10, 8))
    services.submit_submission(submission, by=writer, today=date(2026, 10, 8))

    # November: appraised in three clicks; what the council votes is prepared, and published under one decision
    client.force_login(reviewer)
    chosen = [str(n.public_id) for n in sent]
    client.post(reverse("nominations:recognise_selected"), {"act": "pass", "confirmed": "1", "nomination": chosen})
    agreed = [9] * 9 + [3]
    hold_session(Nomination.objects.filter(submission=submission).order_by("pk"), agreed, by=reviewer)
    assert list(Nomination.objects.order_by("pk").values_list("planned", flat=True)) == ["recognise"] * 9 + ["reject"]
    unpublished = standings([obligation], as_of=date(2026, 11, 20))[obligation.pk].actual
    client.post(reverse("nominations:publish"), {
        "nomination": chosen, "decision_number": "120/QĐ-UBND", "decided_on": "2026-11-15"})

    # Afterwards: the figure, the registry, the decision and the histories agree
    figure = standings([obligation], as_of=date(2026, 11, 20))[obligation.pk]
    assert (unpublished, figure.actual, figure.shortfall) == (0, 9, 0)
    assert ExemplarRecord.objects.filter(stage=Stage.RECOGNISED).count() == 9
    assert Decision.objects.get().nominations.count() == 9
    stages = list(records[0].stage_events.values_list("stage", flat=True))
    assert stages == ["discovered", "registered", "nurturing", "recognised"]
    assert list(Nomination.objects.filter(state="rejected")) == [sent[9]]

    # Nobody of another agency finds any of it
    client.force_login(stranger)
    pages = [client.get(address) for address in (
        submission.get_absolute_url(), sent[0].get_absolute_url(), records[0].get_absolute_url(),
        reverse("nominations:list"), reverse("models_registry:list") + "?q=nguyen",
        reverse("nominations:export") + "?dinh-dang=csv", reverse("models_registry:export") + "?dinh-dang=csv")]
    assert [page.status_code for page in pages] == [404, 404, 404, 200, 200, 200, 200]
    assert not any("Nguyễn Thị" in page.content.decode() for page in pages)


def hold_session(cases, agreed, *, by):
    """A council of nine, all there, votes openly on the cases; `agreed` says how many for each."""
    default_rule()
    body = council_of(9, by=by)
    session = council.create_session(body, number="01", held_on=yesterday(), starts_at=moment(8).time(), by=by,
                                     place="Phòng họp số 1", chair=body.members.first())
    items, refused = council.add_items(session, cases, by=by)
    session = council.open_session(session, by=by, at=moment(8))
    council.call_roll(session, {seat.pk: (Presence.PRESENT, "") for seat in session.seats.all()}, by=by)
    for item, yes in zip(items, agreed, strict=True):
        council.close_totals(item, yes=yes, no=9 - yes, by=by)
    council.end_session(session, by=by, at=moment(10))
    assert refused == []
