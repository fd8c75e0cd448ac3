"""How fast the board is, measured in one run beside an empty signed-in page of the same application.

    DEBUG=0 DATABASE_URL=sqlite:////tmp/bench.sqlite3 python -m benchmarks.board --records 10000

Builds its own data in the (empty) database it is given, so never point it at a database in service. «Kept» is a page
looked at again while nothing was written; «after an act» the first look after a record of the plan reached a stage;
«new» the first look of a process, when every number is counted.
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
from django.urls import reverse  # noqa: E402

from accounts.enums import Role  # noqa: E402
from accounts.models import RoleAssignment, User  # noqa: E402
from core.text import fold, sort_key  # noqa: E402
from models_registry.models import Credit, ExemplarRecord, StageEvent, Subject  # noqa: E402
from models_registry.services import reach_stage  # noqa: E402
from organizations.models import Organization  # noqa: E402
from plans.enums import Stage  # noqa: E402
from plans.models import ObligationFigure, Plan, PlanField, QuotaObligation, QuotaRule  # noqa: E402
from reporting import kept  # noqa: E402
from reporting.figures import quota_lines  # noqa: E402

FIRST, LAST, AS_OF = date(2021, 1, 1), date(2030, 12, 31), date(2026, 6, 30)
STAGES = (Stage.REGISTERED, Stage.NURTURING, Stage.RECOGNISED)
ROUNDS = 7


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--records", type=int, default=10_000, help="records in the plan of 23 obligations")
    arguments = parser.parse_args()
    settings.ALLOWED_HOSTS = ["testserver"]
    call_command("migrate", verbosity=0)
    if Plan.objects.exists():
        raise SystemExit("The database is not empty; give the benchmark one of its own.")
    with transaction.atomic():
        small = build("23 obligations", fields=10, agencies=12, obligations=23, records=arguments.records)
        grid = build("12 x 10", fields=10, agencies=12, obligations=120, records=1200)
        wide = build("150 x 11", fields=11, agencies=150, obligations=1650, records=3000)
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
    client = signed_in()
    report(client, small, grid, wide, arguments.records)


def build(name, *, fields, agencies, obligations, records):
    """A plan with each agency owing in turn in each field, and records spread evenly over the obligations."""
    owner = organization(f"UBND {name}")
    plan = Plan.objects.create(code=f"BENCH-{name}", title=name, owner=owner, period_from=FIRST, period_to=LAST,
                               status="issued", issued_at=datetime(2021, 1, 1, tzinfo=UTC))
    plan_fields = [PlanField.objects.create(plan=plan, code=f"F{n}", order=n, name=f"Lĩnh vực {n}")
                   for n in range(fields)]
    bearers = [organization(f"Cơ quan {n} của {name}") for n in range(agencies)]
    rule = QuotaRule.objects.create(plan=plan, code="Q", order=1, counts_individual=True, min_count=20)
    owed = QuotaObligation.objects.bulk_create(
        QuotaObligation(rule=rule, field=plan_fields[n // agencies % fields], bearer=bearers[n % agencies],
                        window_key=f"w{n // (agencies * fields)}", window_start=FIRST, window_end=LAST)
        for n in range(obligations))
    ObligationFigure.objects.bulk_create(
        ObligationFigure(obligation=o, effective_on=FIRST, modality="must", min_count=20) for o in owed)
    store_records(plan, rule, owed, records)
    return plan


def organization(name):
    return Organization.objects.create(code=fold(name).replace(" ", "-"), name=name, search_key=fold(name),
                                       sort_key=sort_key(name))


def store_records(plan, rule, owed, how_many):
    subjects = Subject.objects.bulk_create((
        Subject(type="individual", name=f"Người {plan.pk} {n}", normalised_name=f"NGƯỜI {plan.pk} {n}",
                search_key=f"nguoi {plan.pk} {n}", sort_key=f"{n:09}", given_key=f"{n:09}",
                organization=owed[n % len(owed)].bearer) for n in range(how_many)), batch_size=5000)
    records = ExemplarRecord.objects.bulk_create((
        ExemplarRecord(subject=s, plan=plan, field=owed[n % len(owed)].field, organization=owed[n % len(owed)].bearer,
                       stage=Stage.RECOGNISED) for n, s in enumerate(subjects)), batch_size=5000)
    Credit.objects.bulk_create((
        Credit(record=r, obligation=owed[n % len(owed)], rule=rule) for n, r in enumerate(records)), batch_size=5000)
    StageEvent.objects.bulk_create((
        StageEvent(record=r, stage=stage, on_date=FIRST + timedelta(days=(n * 7 + k * 90) % 2000))
        for n, r in enumerate(records) for k, stage in enumerate(STAGES[:1 + n % 3])), batch_size=5000)


def signed_in():
    user = User.objects.create(username="bench", full_name="Người Đo", email="")
    RoleAssignment.objects.create(user=user, role=Role.OFFICER)
    client = Client()
    client.force_login(user)
    return client


def report(client, small, grid, wide, records):
    """One line a page: milliseconds and ratio to the empty page, kept, after an act and new;
    queries of the last two."""
    floor = best(lambda: client.get(reverse("accounts:profile")))
    print(f"{connection.vendor}, {records} records; an empty signed-in page takes {floor:.1f} ms")
    pages = (
        ("board of 23 rows by field", small, {}), ("board of 23 rows by agency", small, {"xem": "co-quan"}),
        ("matrix 12 x 10", grid, {"xem": "ma-tran"}), ("matrix 150 x 11", wide, {"xem": "ma-tran"}),
        ("board over time", small, {"xem": "thoi-gian"}))
    for name, plan, query in pages:
        address = reverse("reporting:board", args=[plan.public_id], query={"den": AS_OF.isoformat(), **query})
        show(name, client, address, floor, plan)
    show("list of boards", client, reverse("reporting:boards"), floor, small)
    numbers = reverse("reporting:numbers", args=[small.public_id])
    show("list behind the total", client, numbers, floor, small)
    show("its last page", client, f"{numbers}?page={(records + 149) // 150}", floor, small)
    show("list behind one obligation", client, reverse("reporting:numbers", args=[small.public_id], query={
        "nghia_vu": str(small.rules.get().obligations.first().public_id)}), floor, small)
    print(f"figures counted anew, 23 rows: {best(lambda: quota_lines(small, as_of=AS_OF), kept.forget):.1f} ms")


def show(name, client, address, floor, plan):
    records = itertools.cycle(ExemplarRecord.objects.filter(plan=plan).order_by("pk")[:100])

    def act():
        reach_stage(next(records), Stage.NURTURING, on_date=AS_OF - timedelta(days=1), by=None)

    times = [(best(lambda: client.get(address), before), queries_of(client, address, before))
             for before in (lambda: None, act, kept.forget)]
    size = len(client.get(address).content) / 1024
    said = "   ".join(f"{label} {taken:7.1f} ms {taken / floor:5.1f} x {asked:2} queries"
                      for label, (taken, asked) in zip(("kept", "after an act", "new"), times, strict=True))
    print(f"{name:<28} {said}   {size:5.0f} KiB")


def queries_of(client, address, before):
    before()
    with CaptureQueriesContext(connection) as queries:
        client.get(address)
    return len(queries)


def best(act, before=lambda: None):
    """Milliseconds of the quickest of `ROUNDS` runs: a busy machine makes single runs slower, never quicker. `before`
    runs before each, unmeasured."""
    clock = time.process_time if connection.vendor == "sqlite" else time.perf_counter  # SQLite works in this process
    act()
    taken = []
    for _ in range(ROUNDS):
        before()
        start = clock()
        act()
        taken.append(1000 * (clock() - start))
    return min(taken)


if __name__ == "__main__":
    main()
