"""How fast reminders leave, and what is lost or doubled when planner and sender are killed at random.

    DATABASE_URL=sqlite:////tmp/bench.sqlite3 EMAIL_URL=smtp://127.0.0.1:2525 python -m benchmarks.reminders
    … python -m benchmarks.reminders --kill 40 --reminders 1000

Needs an empty database of its own. The floor is the sink's limit: bare smtplib, one connection, the same mails.
"""
import argparse
import os
import random
import signal
import smtplib
import subprocess
import sys
import tempfile
import time
from collections import Counter
from datetime import UTC, date, datetime, timedelta
from email.message import EmailMessage
from pathlib import Path

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
django.setup()

from django.conf import settings  # noqa: E402 - needs the settings
from django.core.management import call_command  # noqa: E402
from django.db import transaction  # noqa: E402
from django.utils import timezone  # noqa: E402

from accounts.models import RoleAssignment, User  # noqa: E402
from core.text import fold, sort_key  # noqa: E402
from notifications import sending  # noqa: E402
from notifications.models import Notice, OutboundMessage  # noqa: E402
from organizations.models import Organization  # noqa: E402
from plans.models import DeadlineOccurrence, Milestone, Plan  # noqa: E402
from plans.reminders import plan_due  # noqa: E402

DUE = date(2026, 11, 27)
SHORT_LEASE = timedelta(seconds=8)  # so that a killed sender's mails need not be waited for two minutes


def main():
    arguments = parsed()
    if arguments.role:
        return ROLES[arguments.role]()
    call_command("migrate", verbosity=0)
    if Plan.objects.exists() or OutboundMessage.objects.exists():
        raise SystemExit("The database is not empty; give the benchmark one of its own.")
    taken = Path(tempfile.mkstemp(suffix=".tsv")[1])
    sink = subprocess.Popen([sys.executable, "-m", "benchmarks.sink", str(settings.EMAIL_PORT), str(taken)])
    try:
        time.sleep(1)
        count = arguments.reminders or (1_000 if arguments.kill else 10_000)
        build(count)
        killed(arguments.kill, taken, count) if arguments.kill else measured(count, taken)
    finally:
        sink.kill()
        taken.unlink()


def parsed():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--reminders", type=int)
    parser.add_argument("--kill", type=int, default=0, help="how often to kill planner or sender")
    parser.add_argument("--role", choices=ROLES, help="be one of the processes (used by the program itself)")
    return parser.parse_args()


@transaction.atomic
def build(count):
    """`count` agencies with one submitter each, all owing one duty in two days."""
    plan = Plan.objects.create(code="BENCH", title="Đo", status="issued", period_from=date(2026, 1, 1),
                               issued_at=datetime(2026, 1, 2, tzinfo=UTC))
    milestone = Milestone.objects.create(plan=plan, code="M01", order=1, title="Gửi báo cáo năm",
                                         end_code="--11-28", boundary="before", recurrence="yearly")
    names = [f"Cơ quan số {number}" for number in range(count)]
    agencies = Organization.objects.bulk_create([Organization(
        code=f"a{n}", name=name, province_code="khanh-hoa", kind="department", search_key=fold(name),
        sort_key=sort_key(name)) for n, name in enumerate(names)])
    people = User.objects.bulk_create([User(username=f"p{n}", full_name=name, email=f"p{n}@example.org", password="!")
                                       for n, name in enumerate(names)])
    RoleAssignment.objects.bulk_create([RoleAssignment(user=user, role="nguoi_nop", organization=agency)
                                        for user, agency in zip(people, agencies, strict=True)])
    DeadlineOccurrence.objects.bulk_create([DeadlineOccurrence(
        milestone=milestone, key="2026", organization=agency, window_end=DUE, due_on=DUE) for agency in agencies])


def now():
    """Ten in the morning three days before the due day, going on at the pace of the clock."""
    return datetime(2026, 11, 24, 3, tzinfo=UTC) + (timezone.now() - STARTED)


STARTED = datetime.fromtimestamp(float(os.environ.setdefault("BENCH_STARTED", str(time.time()))), UTC)


# --- how fast -------------------------------------------------------------------------------------------------------


def measured(count, taken):
    floor = count / timed(lambda: bare(count))
    print(f"floor: bare smtplib, one connection   {floor:8.0f} mails/s")
    planning = timed(lambda: plan_due(now=now()))
    print(f"planner, {OutboundMessage.objects.count()} rows and notices     {count / planning:8.0f} reminders/s")
    for senders in (1, 2):
        OutboundMessage.objects.update(state="new", sent_at=None, attempts=0, lease_until=None)
        taken.write_bytes(b"")
        seconds = timed(lambda n=senders: [p.wait() for p in [started("sender") for _ in range(n)]])
        lines = taken.read_bytes().splitlines()
        rate = len(lines) / seconds
        print(f"{senders} sender(s), start-up of the process included {rate:5.0f} mails/s, {rate / floor:.2f} of the "
              f"floor; {len(set(lines))} mails, {len(lines) - len(set(lines))} doubled")


def timed(act):
    began = time.perf_counter()
    act()
    return time.perf_counter() - began


def bare(count):
    with smtplib.SMTP(settings.EMAIL_HOST, settings.EMAIL_PORT) as server:
        for number in range(count):
            message = EmailMessage()
            message["Subject"], message["From"], message["To"] = "Nhắc việc", "a@example.org", f"p{number}@example.org"
            message["Message-ID"] = f"<{number}@floor>"
            message.set_content("Theo kế hoạch, cơ quan thực hiện việc dưới đây.\n" * 12)
            server.send_message(message)


# --- what is lost ---------------------------------------------------------------------------------------------------


def killed(kills, taken, count):
    """Two planners and two senders; one of them is killed again and again, and started anew."""
    roles = ["planner", "planner", "sender_forever", "sender_forever"]
    running, chance, done = [started(role) for role in roles], random.Random(4), 0
    while done < kills or OutboundMessage.objects.exclude(state="sent").exists() \
            or OutboundMessage.objects.count() < count:
        time.sleep(chance.uniform(0.5, 4.0))
        if done < kills:
            victim = chance.randrange(len(running))
            running[victim].send_signal(signal.SIGKILL)
            running[victim].wait()
            running[victim], done = started(roles[victim]), done + 1
    for process in running:
        process.kill()
    arrived = Counter(taken.read_bytes().splitlines())
    print(f"{done} kills, {count} reminders: {count - len({line.split(bytes([9]))[0] for line in arrived})} lost, "
          f"{sum(arrived.values()) - len(arrived)} doubled with the same Message-ID, "
          f"{len(arrived) - count} with another; {Notice.objects.count()} notices")


def started(role):
    return subprocess.Popen([sys.executable, "-m", "benchmarks.reminders", "--role", role],
                            env={**os.environ, "LOG_LEVEL": "CRITICAL"})


def plan_forever():
    while True:
        plan_due(now=now())
        time.sleep(0.2)


def send_forever():
    sending.LEASE = SHORT_LEASE
    while True:
        sending.send_due(now=now())
        time.sleep(0.2)


ROLES = {"planner": plan_forever, "sender_forever": send_forever,
         "sender": lambda: sending.send_due(now=now(), limit=1_000_000)}

if __name__ == "__main__":
    main()
