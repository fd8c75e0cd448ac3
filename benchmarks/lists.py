"""How fast the lists of nominations and of the registry are with many rows, beside the same lists with few.

    DEBUG=0 DATABASE_URL=sqlite:////tmp/bench.sqlite3 python -m benchmarks.lists --few 100 --many 10000

Builds its own data in the (empty) database it is given, so never point it at a database in service. Every page is
looked at by an officer, the lists of an agency by its submitter; processor seconds of the whole request, the best of
several looks; on PostgreSQL those of the server process of this connection are in them (it must run on this machine).

The few are laid out twice: as they come (in every state, fifteen of a hundred waiting), and so that every page is as
full as with the many. The second is the fair look: what differs is then the number of rows behind the page, not on it.
"""
import argparse
import itertools
import os
import time
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
django.setup()

from django.conf import settings  # noqa: E402 - needs the settings
from django.core.management import call_command  # noqa: E402
from django.db import connection, transaction  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402
from django.utils import timezone  # noqa: E402

from accounts.enums import Role  # noqa: E402
from accounts.models import RoleAssignment, User  # noqa: E402
from core.text import fold, given_name_key, normalised_name, sort_key  # noqa: E402
from models_registry.models import EligibilityResult, ExemplarRecord, StageEvent, Subject  # noqa: E402
from nominations.models import Decision, Nomination, Submission  # noqa: E402
from organizations.models import Organization  # noqa: E402
from plans.models import Plan, PlanField, QuotaObligation, QuotaRule  # noqa: E402

FIRST, LAST = date(2021, 1, 1), date(2030, 12, 31)
FAMILY = ("Nguyễn", "Trần", "Lê", "Phạm", "Huỳnh", "Phan", "Vũ", "Võ", "Đặng", "Bùi", "Đỗ", "Hồ", "Ngô")
MIDDLE = ("Văn", "Thị", "Minh", "Thanh", "Quốc", "Ngọc", "Hữu", "Đức", "Kim", "Xuân", "Bảo")
GIVEN = ("An", "Bình", "Châu", "Dũng", "Giang", "Hà", "Hùng", "Khánh", "Lan", "Mai", "Nam", "Oanh", "Phúc", "Quân",
         "Sơn", "Tâm", "Uyên", "Việt", "Yến")
STATES = ("submitted", "appraising", "appraised", "returned", "decided", "decided", "rejected")
AGENCIES, FIELDS, ROUNDS = 150, 11, 7
CHOSEN, CHOSEN_FIELD = 7, 3


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--few", type=int, default=100)
    parser.add_argument("--many", type=int, default=10_000)
    arguments = parser.parse_args()
    settings.ALLOWED_HOSTS = ["testserver"]
    call_command("migrate", verbosity=0)
    if Plan.objects.exists():
        raise SystemExit("The database is not empty; give the benchmark one of its own.")
    ground = lay_ground()
    fill(ground, arguments.few)
    few = looks(ground)
    empty()
    fill(ground, arguments.few, full=True)
    full = looks(ground)
    empty()
    fill(ground, arguments.many)
    report(arguments, few, full, looks(ground))


def report(arguments, few, full, many):
    """The table: time and rows of each page as they come, on full pages and with the many; how many times longer."""
    few_words, many_words = f"{arguments.few:,}", f"{arguments.many:,}"
    print(f"| page | {few_words} as they come | {few_words} on full pages | {many_words} | : as they come "
          "| : full pages | queries |\n|---|---|---|---|---|---|---|")
    for name, look in many.items():
        found = [few[name], full[name], look]
        times = " | ".join(f"{one.seconds * 1000:.0f} ms ({one.rows} rows)" for one in found)
        ratios = " | ".join(f"{look.seconds / one.seconds:.2f} ×" for one in found[:2])
        print(f"| {name} | {times} | {ratios} | {' → '.join(dict.fromkeys(str(one.queries) for one in found))} |")
    print("load:", " ".join(f"{value:.1f}" for value in os.getloadavg()), "·", connection.vendor)


def lay_ground():
    """A plan of eleven fields, 150 agencies that owe in it, and the two people who look."""
    with transaction.atomic():
        agencies = [organization(f"Cơ quan thứ {n}") for n in range(AGENCIES)]
        plan = Plan.objects.create(code="BENCH", title="Kế hoạch để đo", owner=agencies[0], period_from=FIRST,
                                   period_to=LAST, status="issued", issued_at=datetime(2021, 1, 1, tzinfo=UTC))
        fields = [PlanField.objects.create(plan=plan, code=f"F{n}", order=n, name=f"Lĩnh vực {n}")
                  for n in range(FIELDS)]
        rule = QuotaRule.objects.create(plan=plan, code="Q", order=1, counts_individual=True, min_count=20)
        owed = [QuotaObligation.objects.create(rule=rule, bearer=agency, window_key="plan", window_start=FIRST,
                                               window_end=LAST) for agency in agencies]
        return {"plan": plan, "fields": fields, "agencies": agencies, "owed": owed,
                "officer": person("bench_officer", Role.OFFICER),
                "submitter": person("bench_submitter", Role.SUBMITTER, agencies[CHOSEN])}


def organization(name):
    return Organization.objects.create(code=fold(name).replace(" ", "-"), name=name, search_key=fold(name),
                                       sort_key=sort_key(name))


def person(username, role, agency=None):
    user = User.objects.create_user(username, f"{username}@example.vn", "Bench-2026!", full_name=f"Người đo {username}")
    RoleAssignment.objects.create(user=user, role=role, organization=agency)
    return user


def fill(ground, how_many, *, full=False):
    """That many nominations of people with records, checks and histories, five a dossier, agencies in turn; `full`: one
    a dossier, all waiting, all found by the search, every other one of the chosen agency and field."""
    numbers = itertools.count()
    with transaction.atomic():
        for start in range(0, how_many, 1000):
            _fill(ground, list(itertools.islice(numbers, min(1000, how_many - start))), FULL if full else AS_THEY_COME)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def empty():
    """Take all of it out again; the ground stays."""
    for model in (Nomination, Decision, Submission, EligibilityResult, StageEvent, ExemplarRecord, Subject):
        model.objects.all()._raw_delete(using="default")


@dataclass(frozen=True)
class Layout:
    """How many stand in a dossier, and of the n-th: its name, state, agency and field (by the dossier's number)."""

    a_dossier: int
    name: object
    state: object
    agency: object
    field: object


def _name(n):
    return f"{FAMILY[n % 13]} {MIDDLE[n // 13 % 11]} {GIVEN[n // 143 % 19]}" + (f" {n // 2717}" if n >= 2717 else "")


AS_THEY_COME = Layout(5, _name, lambda n: STATES[n % len(STATES)], lambda k: k % AGENCIES, lambda k: k % FIELDS)
FULL = Layout(1, lambda n: f"{FAMILY[n % 13]} {MIDDLE[n // 13 % 11]} Bình", lambda n: "submitted",
              lambda k: k % AGENCIES if k % 2 else CHOSEN, lambda k: k % FIELDS if k % 2 else CHOSEN_FIELD)


def _fill(ground, numbers, layout):
    dossiers = {n // layout.a_dossier: None for n in numbers}
    dossiers = dict(zip(dossiers, Submission.objects.bulk_create(
        [_dossier(k, ground, layout) for k in dossiers]), strict=True))
    subjects = Subject.objects.bulk_create([_subject(n, dossiers[n // layout.a_dossier], layout) for n in numbers])
    records = ExemplarRecord.objects.bulk_create([ExemplarRecord(
        subject=subject, plan=ground["plan"], field=dossiers[n // layout.a_dossier].field, stage="registered",
        organization=subject.organization, story="Giảm thời gian giải quyết hồ sơ từ 5 ngày còn 2 ngày.")
        for n, subject in zip(numbers, subjects, strict=True)])
    StageEvent.objects.bulk_create([StageEvent(record=r, stage="registered", on_date=FIRST) for r in records])
    EligibilityResult.objects.bulk_create([EligibilityResult(
        record=record, code=f"DK{k}", moment="submitted", result=("pass", "unknown", "pass")[k], severity="warn",
        text=f"Điều kiện {k}", checked_on=FIRST) for record in records for k in range(3)])
    decision, _ = Decision.objects.get_or_create(number="1/QĐ-UBND", signed_on=FIRST, defaults={
        "made_by": ground["officer"]})
    Nomination.objects.bulk_create([_nomination(n, dossiers[n // layout.a_dossier], record, ground, decision, layout)
                                    for n, record in zip(numbers, records, strict=True)])


def _subject(n, dossier, layout):
    name = layout.name(n)
    return Subject(type="individual", name=name, normalised_name=normalised_name(name), search_key=fold(name),
                   sort_key=sort_key(name), given_key=given_name_key(name), birth_year=1950 + n % 50,
                   organization=dossier.organization, unit_text=f"Phòng {n % 90}")


def _dossier(k, ground, layout):
    at = timezone.now() - timedelta(days=k % 700, minutes=k)
    return Submission(plan=ground["plan"], field=ground["fields"][layout.field(k)],
                      organization=ground["agencies"][layout.agency(k)], created_by=ground["submitter"],
                      receipt_code=f"DC-{k:09}"[:12], first_submitted_at=at, submitted_at=at)


def _nomination(n, dossier, record, ground, decision, layout):
    state, name = layout.state(n), layout.name(n)
    decided = {"decision_number": decision.number, "decided_on": FIRST, "decision": decision,
               "decided_at": dossier.submitted_at, "decided_by": ground["officer"]} if state == "decided" else {}
    return Nomination(
        submission=dossier, obligation=ground["owed"][n // layout.a_dossier % AGENCIES], state=state, record=record,
        subject_type="individual", name=name, birth_year=1950 + n % 50, unit_text=f"Phòng {n % 90}",
        search_key=fold(f"{name} Phòng {n % 90}"), sort_key=sort_key(name),
        achievement="Giảm thời gian giải quyết hồ sơ từ 5 ngày còn 2 ngày. " * 8, submitted_at=dossier.submitted_at,
        return_reason="Thiếu minh chứng" if state == "returned" else "", **decided)


def pages(ground):
    """(name, who, address) of every list page."""
    plan, field, agency = ground["plan"], ground["fields"][CHOSEN_FIELD], ground["agencies"][CHOSEN]
    office, own = ground["officer"], ground["submitter"]
    yield "thẩm định: chờ xét", office, "/tham-dinh/"
    yield "thẩm định: tất cả, trang 2", office, "/tham-dinh/?state=&page=2"
    yield "thẩm định: theo tên", office, "/tham-dinh/?state=&order=name"
    yield "thẩm định: lọc lĩnh vực, cơ quan", office, (
        f"/tham-dinh/?state=&plan={plan.public_id}&field={field.public_id}&agency={agency.public_id}")
    yield "thẩm định: tìm «binh»", office, "/tham-dinh/?state=&q=binh"
    yield "đề cử: Sở Nội vụ", office, "/de-cu/"
    yield "đề cử: Sở Nội vụ, đã gửi", office, "/de-cu/?state=submitted"
    yield "đề cử: một cơ quan", own, "/de-cu/"
    yield "quyết định", office, "/tham-dinh/quyet-dinh/"
    yield "một quyết định", office, Decision.objects.get().get_absolute_url()
    yield "điển hình: tất cả", office, "/dien-hinh/"
    yield "điển hình: tìm «binh»", office, "/dien-hinh/?q=binh"
    yield "điển hình: lọc", office, f"/dien-hinh/?plan={plan.public_id}&agency={agency.public_id}"
    yield "điển hình: một cơ quan", own, "/dien-hinh/"
    yield "đánh giá định kỳ", office, "/dien-hinh/danh-gia/"
    yield "đợt đăng ký", own, "/dien-hinh/dot-dang-ky/"


@dataclass(frozen=True)
class Look:
    seconds: float
    rows: int
    queries: int


def looks(ground):
    """{page: Look} of every list page."""
    clients = {}
    found = {}
    for name, user, address in pages(ground):
        client = clients.get(user.pk) or clients.setdefault(user.pk, Client())
        if not client.session.get("_auth_user_id"):
            client.force_login(user)
        found[name] = look(client, address)
    return found


def look(client, address):
    client.get(address)
    connection.queries_log.clear()
    with CaptureQueriesContext(connection) as asked:
        response = client.get(address)
        queries = len(asked)
    if response.status_code != 200:
        raise SystemExit(f"{address}: {response.status_code}")
    rows = response.content.decode().count("<tr>") - 1
    return Look(min(timed(client, address) for _ in range(ROUNDS)), max(rows, 0), queries)


def timed(client, address):
    begun = processor_seconds()
    client.get(address)
    return processor_seconds() - begun


def processor_seconds():
    """Of this process and, on PostgreSQL, of the server process that answers it."""
    if connection.vendor != "postgresql":
        return time.process_time()
    served = Path(f"/proc/{connection.connection.info.backend_pid}/schedstat").read_text().split()[0]
    return time.process_time() + int(served) / 1e9


if __name__ == "__main__":
    main()
