"""How fast the lists of nominations and of the registry are with many rows, beside the same lists with few.

    DEBUG=0 DATABASE_URL=sqlite:////tmp/bench.sqlite3 python -m benchmarks.lists --few 100 --many 10000

Builds its own data in the (empty) database it is given, so never point it at a database in service. Every page is looked
at by an officer, the lists of an agency by its submitter; processor seconds, the best of several looks.
"""
import argparse
import itertools
import os
import time
from datetime import UTC, date, datetime, timedelta

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
AGENCIES, FIELDS, A_DOSSIER, ROUNDS = 150, 11, 5, 7
COUNTER = itertools.count()


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
    fill(ground, arguments.many - arguments.few)
    many = looks(ground)
    print(f"| page | {arguments.few} | {arguments.many} | ratio | queries |\n|---|---|---|---|---|")
    for name, (seconds, queries) in many.items():
        before, asked = few[name]
        shown = str(queries) if queries == asked else f"{asked} → {queries}"
        print(f"| {name} | {before * 1000:.0f} ms | {seconds * 1000:.0f} ms | {seconds / before:.2f} × | {shown} |")
    print("load:", " ".join(f"{value:.1f}" for value in os.getloadavg()))


def lay_ground():
    """A plan of eleven fields, 150 agencies that owe in it, and the two people who look."""
    with transaction.atomic():
        agencies = [organization(f"Cơ quan thứ {n}") for n in range(AGENCIES)]
        plan = Plan.objects.create(code="BENCH", title="Kế hoạch để đo", owner=agencies[0], period_from=FIRST,
                                   period_to=LAST, status="issued", issued_at=datetime(2021, 1, 1, tzinfo=UTC))
        fields = [PlanField.objects.create(plan=plan, code=f"F{n}", order=n, name=f"Lĩnh vực {n}") for n in range(FIELDS)]
        rule = QuotaRule.objects.create(plan=plan, code="Q", order=1, counts_individual=True, min_count=20)
        owed = [QuotaObligation.objects.create(rule=rule, bearer=agency, window_key="plan", window_start=FIRST,
                                               window_end=LAST) for agency in agencies]
        return {"plan": plan, "fields": fields, "agencies": agencies, "owed": owed,
                "officer": person("bench_officer", Role.OFFICER), "few": 0,
                "submitter": person("bench_submitter", Role.SUBMITTER, agencies[0])}


def organization(name):
    return Organization.objects.create(code=fold(name).replace(" ", "-"), name=name, search_key=fold(name),
                                       sort_key=sort_key(name))


def person(username, role, agency=None):
    user = User.objects.create_user(username, f"{username}@example.vn", "Bench-2026!", full_name=f"Người đo {username}")
    RoleAssignment.objects.create(user=user, role=role, organization=agency)
    return user


def fill(ground, how_many):
    """That many nominations of people with records, checks and histories, five a dossier, agencies in turn."""
    with transaction.atomic():
        for start in range(0, how_many, 1000):
            _fill(ground, min(1000, how_many - start))
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _fill(ground, how_many):
    numbers = [next(COUNTER) for _ in range(how_many)]
    subjects = Subject.objects.bulk_create([_subject(n, ground) for n in numbers])
    records = ExemplarRecord.objects.bulk_create([ExemplarRecord(
        subject=subject, plan=ground["plan"], field=ground["fields"][n % FIELDS], organization=subject.organization,
        stage="registered", story="Giảm thời gian giải quyết hồ sơ từ 5 ngày còn 2 ngày.")
        for n, subject in zip(numbers, subjects, strict=True)])
    StageEvent.objects.bulk_create([StageEvent(record=r, stage="registered", on_date=FIRST) for r in records])
    EligibilityResult.objects.bulk_create([EligibilityResult(
        record=record, code=f"DK{k}", moment="submitted", result=("pass", "unknown", "pass")[k], severity="warn",
        text=f"Điều kiện {k}", checked_on=FIRST) for record in records for k in range(3)])
    dossiers = {n // A_DOSSIER: None for n in numbers}
    dossiers = dict(zip(dossiers, Submission.objects.bulk_create([_dossier(k, ground) for k in dossiers]), strict=True))
    decision, _ = Decision.objects.get_or_create(number="1/QĐ-UBND", signed_on=FIRST, defaults={
        "made_by": ground["officer"]})
    Nomination.objects.bulk_create([_nomination(n, dossiers[n // A_DOSSIER], record, ground, decision)
                                    for n, record in zip(numbers, records, strict=True)])


def _name(n):
    return f"{FAMILY[n % 13]} {MIDDLE[n // 13 % 11]} {GIVEN[n // 143 % 19]}" + (f" {n // 2717}" if n >= 2717 else "")


def _subject(n, ground):
    name = _name(n)
    return Subject(type="individual", name=name, normalised_name=normalised_name(name), search_key=fold(name),
                   sort_key=sort_key(name), given_key=given_name_key(name), birth_year=1950 + n % 50,
                   organization=ground["agencies"][n // A_DOSSIER % AGENCIES], unit_text=f"Phòng {n % 90}")


def _dossier(k, ground):
    at = timezone.now() - timedelta(days=k % 700, minutes=k)
    return Submission(plan=ground["plan"], field=ground["fields"][k % FIELDS], organization=ground["agencies"][k % AGENCIES],
                      created_by=ground["submitter"], receipt_code=f"DC-{k:09}"[:12], first_submitted_at=at, submitted_at=at)


def _nomination(n, dossier, record, ground, decision):
    state, name = STATES[n % len(STATES)], _name(n)
    decided = {"decision_number": decision.number, "decided_on": FIRST, "decision": decision,
               "decided_at": dossier.submitted_at, "decided_by": ground["officer"]} if state == "decided" else {}
    return Nomination(
        submission=dossier, obligation=ground["owed"][n // A_DOSSIER % AGENCIES], state=state, subject_type="individual",
        name=name, birth_year=1950 + n % 50, unit_text=f"Phòng {n % 90}", search_key=fold(f"{name} Phòng {n % 90}"),
        achievement="Giảm thời gian giải quyết hồ sơ từ 5 ngày còn 2 ngày. " * 8, sort_key=sort_key(name), record=record,
        submitted_at=dossier.submitted_at, return_reason="Thiếu minh chứng" if state == "returned" else "", **decided)


def pages(ground):
    """(name, who, address) of every list page."""
    plan, field, agency = ground["plan"], ground["fields"][3], ground["agencies"][7]
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
    yield "điển hình: tất cả", office, "/dien-hinh/"
    yield "điển hình: tìm «binh»", office, "/dien-hinh/?q=binh"
    yield "điển hình: lọc", office, f"/dien-hinh/?plan={plan.public_id}&agency={agency.public_id}"
    yield "điển hình: một cơ quan", own, "/dien-hinh/"
    yield "đánh giá định kỳ", office, "/dien-hinh/danh-gia/"
    yield "đợt đăng ký", own, "/dien-hinh/dot-dang-ky/"


def looks(ground):
    """{page: (seconds, queries)} of every list page."""
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
    return min(timed(client, address) for _ in range(ROUNDS)), queries


def timed(client, address):
    begun = time.process_time()
    client.get(address)
    return time.process_time() - begun


if __name__ == "__main__":
    main()
