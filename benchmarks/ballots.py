"""Secret elections by the thousand: are the sums right, is any vote double or late, can anybody match a vote?

    DATABASE_URL=sqlite:////tmp/bench.sqlite3 python -m benchmarks.ballots --elections 1000 --races 10000
    DATABASE_URL=postgres://… python -m benchmarks.ballots …

Needs an empty database of its own. Members vote in random order; some send a ballot twice, some are killed between the
roll and the ballot, some votes are called off and held anew. A matcher who knows every table, also as they lay just
before closing, then pairs the voters with the ballots in every order it can think of.
"""
import argparse
import contextlib
import os
import random
import statistics
import time
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import date
from datetime import time as hour
from threading import Barrier, Thread
from unittest import mock

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
django.setup()

from django.core.management import call_command  # noqa: E402 - needs the settings
from django.db import close_old_connections, connection  # noqa: E402
from django.utils import timezone  # noqa: E402

from accounts.enums import Role  # noqa: E402
from accounts.models import RoleAssignment, User  # noqa: E402
from audit.models import AuditEvent  # noqa: E402
from core.errors import DomainError  # noqa: E402
from nominations.enums import CouncilPosition, ItemState, NominationState, Opinion, Presence  # noqa: E402
from nominations.models import Ballot, ClosedBallot, CouncilItem, Nomination, Submission, VoterRoll  # noqa: E402
from nominations.services import council  # noqa: E402
from nominations.services.council import ballots  # noqa: E402
from organizations.models import Organization  # noqa: E402
from plans.models import Plan, QuotaObligation  # noqa: E402

SINCE = date(2021, 1, 1)
A_SESSION = 50  # cases on one agenda
OPINIONS = Opinion.values


class Killed(BaseException):
    """The process dies between the roll and the ballot."""


@dataclass
class Found:
    """What the simulation counts."""

    double: int = 0
    late: int = 0
    wrong_sums: int = 0
    refused: Counter = field(default_factory=Counter)
    right: Counter = field(default_factory=Counter)
    chance: float = 0.0
    ballots: int = 0
    truth: list = field(default_factory=list)  # (1 for agree, by order of voting), one list an election
    stored: dict = field(default_factory=lambda: defaultdict(list))


def main():
    arguments = parsed()
    call_command("migrate", verbosity=0)
    if Plan.objects.exists():
        raise SystemExit("The database is not empty; give the benchmark one of its own.")
    rng, found, started = random.Random(arguments.seed), Found(), time.perf_counter()
    call_command("seed_demo", seed=arguments.seed, agencies=5, nominations=20, verbosity=0)
    world = build(arguments.members, arguments.elections)
    for session in sessions(world, arguments.elections):
        for item in session.items.order_by("position"):
            election(item, world, rng, found, arguments.races // max(arguments.elections, 1))
    report(found, arguments, time.perf_counter() - started)


def parsed():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--elections", type=int, default=1_000)
    parser.add_argument("--members", type=int, default=15)
    parser.add_argument("--races", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=18)
    return parser.parse_args()


# --- the world --------------------------------------------------------------------------------------------------------


@dataclass
class World:
    officer: User
    body: object
    people: list
    cases: list


def build(members, elections):
    """A council of accounts and so many appraised cases; the cases stand straight in the tables, they are not tried."""
    officer = User.objects.filter(assignments__role=Role.OFFICER).first()
    body = council.create_council(name="Hội đồng thử", organization=Organization.objects.first(), by=officer)
    people = []
    for n in range(members):
        user = User.objects.create(username=f"phieu_{n:02d}", full_name=f"Thành Viên {n:02d}", password="!")
        RoleAssignment.objects.create(user=user, role=Role.COUNCIL_MEMBER, valid_from=SINCE,
                                      organization=body.organization)
        council.add_member(body, name=user.full_name, user=user, valid_from=SINCE, by=officer,
                           position=CouncilPosition.MEMBER if n else CouncilPosition.CHAIR)
        people.append(user)
    submission = Submission.objects.exclude(first_submitted_at=None).first()
    obligation = QuotaObligation.objects.first()
    Nomination.objects.bulk_create(Nomination(
        submission=submission, obligation=obligation, subject_type="individual", record_kind="exemplar",
        name=f"Trường Hợp {n:04d}", state=NominationState.APPRAISED) for n in range(elections))
    cases = list(Nomination.objects.filter(name__startswith="Trường Hợp ").order_by("pk"))
    return World(officer, body, people, cases)


def sessions(world, elections):
    """Running sessions with fifty cases each and everybody present."""
    today = timezone.localdate()
    for n in range(0, elections, A_SESSION):
        session = council.create_session(world.body, number=f"{n}", held_on=today, starts_at=hour(0), place="Phòng thử",
                                         chair=world.body.members.first(), by=world.officer)
        council.add_items(session, world.cases[n:n + A_SESSION], by=world.officer)
        council.open_session(session, by=world.officer, at=timezone.localtime().replace(hour=0, minute=0, second=0))
        council.call_roll(session, {seat.pk: (Presence.PRESENT, "") for seat in session.seats.all()}, by=world.officer)
        yield session


# --- one election -----------------------------------------------------------------------------------------------------


def election(item, world, rng, found, races):
    """Everybody votes once in random order, with all the mishaps; then it is closed and checked."""
    if rng.random() < 0.1:
        called_off(item, world, rng)
    council.open_ballot(item, by=world.officer)
    said = {user: rng.choice(OPINIONS) for user in world.people}
    voters = rng.sample(world.people, len(world.people))
    for user in voters:
        if rng.random() < 0.1:
            die(item, user, rng)
        council.cast_ballot(item, choice=said[user], by=user)
        if rng.random() < 0.1:
            attempt(found, "twice", lambda user=user: council.cast_ballot(item, choice=rng.choice(OPINIONS), by=user))
    race(item, world, rng, found, races // 2)
    before = physical(Ballot, item)
    closed = close(item, world, rng, found, races - races // 2)
    check(closed, said, found)
    match(item, voters, said, before, found)


def called_off(item, world, rng):
    """A vote begun, called off and destroyed: the correction that a secret ballot allows."""
    council.open_ballot(item, by=world.officer)
    for user in rng.sample(world.people, 6):
        council.cast_ballot(item, choice=rng.choice(OPINIONS), by=user)
    council.cancel_vote(item, reason="Nhầm trường hợp", by=world.officer)


def die(item, user, rng):
    """The roll is written, the ballot is not: nothing of either may stay."""
    with mock.patch.object(ballots, "_into_the_box", side_effect=Killed), contextlib.suppress(Killed):
        council.cast_ballot(item, choice=rng.choice(OPINIONS), by=user)


def attempt(found, name, act):
    try:
        act()
    except DomainError:
        found.refused[name] += 1
        return False
    return True


def race(item, world, rng, found, count):
    """Members who have voted try once more from two devices at once."""
    for _ in range(count):
        user = rng.choice(world.people)
        acts = [lambda choice=rng.choice(OPINIONS): council.cast_ballot(item, choice=choice, by=user) for _ in range(2)]
        found.double += sum(at_once(found, "double", acts))


def close(item, world, rng, found, count):
    """The result; meanwhile and afterwards ballots arrive that are one too many."""
    late = [lambda user=rng.choice(world.people): council.cast_ballot(item, choice=OPINIONS[0], by=user)]
    closing = [lambda: council.close_electronic(item, by=world.officer)]
    done = at_once(found, "late", late + closing if count else closing)
    found.late += sum(done[:-1])
    for _ in range(max(count - 1, 0)):
        found.late += attempt(found, "late", lambda: council.cast_ballot(
            item, choice=OPINIONS[0], by=rng.choice(world.people)))
    return CouncilItem.objects.get(pk=item.pk)


def at_once(found, name, acts):
    """Whether each act was done, all begun together."""
    if len(acts) == 1:
        return [attempt(found, name, acts[0])]
    together, done = Barrier(len(acts)), [False] * len(acts)

    def run(n, act):
        close_old_connections()
        together.wait()
        done[n] = attempt(found, name, act)
        connection.close()

    threads = [Thread(target=run, args=pair) for pair in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return done


def check(item, said, found):
    """The figures are what was said; roll and ballots are as many as voters."""
    truth = Counter(said.values())
    kept = Counter(ClosedBallot.objects.filter(item=item).values_list("choice", flat=True))
    rolls = VoterRoll.objects.filter(item=item).values_list("seat", flat=True)
    sound = (item.state == ItemState.CLOSED and kept == truth and (item.yes, item.no, item.other) == tuple(
        truth[name] for name in OPINIONS) and len(set(rolls)) == len(rolls) == len(said)
        and not Ballot.objects.filter(item=item).exists())
    found.wrong_sums += not sound


# --- the matcher ------------------------------------------------------------------------------------------------------


def physical(model, item):
    """(key, value) of the rows of the case as they lie in the table."""
    place = "ctid" if connection.vendor == "postgresql" else "rowid"
    value = "seat_id" if model is VoterRoll else "choice"
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT id, {value} FROM {model._meta.db_table} WHERE item_id = %s ORDER BY {place}", [item.pk])
        return cursor.fetchall()


def match(item, voters, said, before, found):
    """Pairs voters with ballots, first with first, in every pair of orders, and counts how often it is right."""
    seats = {seat.pk: seat.member.user for seat in item.session.seats.select_related("member__user")}
    roll = physical(VoterRoll, item)
    after = physical(ClosedBallot, item)
    logged = [event.actor for event in AuditEvent.objects.filter(
        action="nominations.cast_ballot", object_id=str(item.pk)).select_related("actor").order_by("pk")]
    orders_of_people = {"the log": logged[-len(voters):], "the roll as it lies": [seats[seat] for _, seat in roll],
                        "keys of the roll": [seats[seat] for _, seat in sorted(roll, key=lambda row: str(row[0]))]}
    orders_of_ballots = {"as they lay before closing": before, "their keys before closing": by_key(before),
                         "as they lie": after, "their keys": by_key(after)}
    for who, people in orders_of_people.items():
        for what, rows in orders_of_ballots.items():
            found.right[f"{who} with {what}"] += sum(
                said[user] == choice for user, (_, choice) in zip(people, rows, strict=True))
    count = len(voters)
    found.chance += sum(n * n for n in Counter(said.values()).values()) / count
    found.ballots += count
    found.truth.append([said[user] == Opinion.AGREE for user in voters])
    for what, rows in orders_of_ballots.items():
        found.stored[what].append([choice == Opinion.AGREE for _, choice in rows])


def by_key(rows):
    return sorted(rows, key=lambda row: str(row[0]))


def correlation(one, other):
    """Pearson's, over all places of all elections, each election about its own mean."""
    flat = [(a - statistics.fmean(x), b - statistics.fmean(y)) for x, y in zip(one, other, strict=True)
            for a, b in zip(x, y, strict=True)]
    below = (sum(a * a for a, _ in flat) * sum(b * b for _, b in flat)) ** 0.5
    return sum(a * b for a, b in flat) / below if below else 0.0


def report(found, arguments, seconds):
    print(f"{arguments.elections} elections × {arguments.members} members on {connection.vendor}: {seconds:.0f} s")
    print(f"double votes {found.double}, late votes {found.late}, elections with wrong sums {found.wrong_sums}; "
          f"refused {dict(found.refused)}")
    chance = found.chance / found.ballots
    print(f"guessed right by chance {chance:.1%} of {found.ballots} ballots")
    for name, right in found.right.most_common():
        print(f"  {name}: {right / found.ballots:.1%} ({right / found.ballots - chance:+.1%})")
    for what, rows in found.stored.items():
        print(f"  order of voting with ballots {what}: correlation {correlation(found.truth, rows):+.3f}")


if __name__ == "__main__":
    main()
