"""Every address × role × kind of request × one's own, another's, a draft, nothing: as docs/authz.csv says."""
import pytest
from django.db import transaction
from django.test import override_settings
from django.urls import reverse

from portal.routes import ANONYMOUS, DRAFTS, ROLES, all_routes, read_table
from tests import authz_world
from tests.authz_door import Door

pytestmark = pytest.mark.django_db
ROUTES = {route.name: route for route in all_routes()}
REQUESTS = (("GET", "GET", False), ("GET", "HEAD", False), ("GET", "GET", True), ("POST", "POST", False))
OPEN_TO_ALL_BY_NATURE = {"accounts:sign_in", "accounts:sign_out", "alive", "ready", "plans:feed", "reporting:check",
                         "reporting:check_code", "notifications:one_click"}


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    """Built once; each request is undone, so all see the same, and a page need be fetched but once."""
    quick = override_settings(PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"])
    with django_db_blocker.unblock(), quick, transaction.atomic():
        made = authz_world.build()
        made.door = Door(made.people)
        yield made
        transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def quiet(caplog):
    caplog.set_level("CRITICAL", "django.request")


@pytest.fixture(scope="module")
def table():
    found = {}
    for cell in read_table():
        assert cell[:-1] not in found, f"twice in the table: {cell}"
        found[cell[:-1]] = cell.expected
    return found


def expected_status(table, route, role, relation, kind, method, is_htmx):
    """What the table says, and what holds everywhere: strangers sign in first, an unknown method is 405."""
    if role == ANONYMOUS and not route.public:
        return 401 if is_htmx else 302
    if method not in route.methods:
        return 405
    return table.get((route.name, kind, role, relation))


@pytest.mark.parametrize("name", ROUTES)
def test_an_address_answers_each_role_as_the_table_says(world, table, name):
    authz_world.freshen(world)
    route, wrong, asked = ROUTES[name], [], set()

    for relation in route.relations:
        address = reverse(name, kwargs=world.kwargs(route, relation))
        for role in (*ROLES, ANONYMOUS):
            for kind, method, is_htmx in REQUESTS:
                expected = expected_status(table, route, role, relation, kind, method, is_htmx)
                if expected == 405 or method == "HEAD":  # the method decides, not the object: each answer once
                    if (role, method, is_htmx, expected) in asked:
                        continue
                    asked.add((role, method, is_htmx, expected))
                page = world.door.page(role, address, method, is_htmx)
                if page.status != expected or (page.status >= 400 and page.acts):
                    wrong.append((name, method + "+htmx" * is_htmx, role, relation, expected, page.status))

    assert wrong == []


@pytest.mark.parametrize("name", [name for name, route in ROUTES.items() if route.object])
def test_what_one_may_not_see_looks_like_what_does_not_exist(world, table, name):
    route, told = ROUTES[name], []
    method = "GET" if "GET" in route.methods else "POST"

    for role in ROLES:
        absent = face(world, role, method, route, "missing")
        for relation in route.relations:
            hidden = table[name, method, role, relation] == 404
            if hidden and relation != "missing" and face(world, role, method, route, relation) != absent:
                told.append((role, relation))

    assert told == []


def face(world, role, method, route, relation):
    return world.door.page(role, reverse(route.name, kwargs=world.kwargs(route, relation)), method).face


AGENCY = {"BIMAT-HS-own", "BIMAT-HS-own_draft", "BIMAT-HD-own", "BIMAT-KH-own"}
SENT = {"BIMAT-HS-own", "BIMAT-HS-foreign", "BIMAT-HD-own", "BIMAT-HD-foreign"}
IN_FORCE = {"BIMAT-KH-own", "BIMAT-KH-foreign"}
MAY_READ = {
    "nguoi_nop": AGENCY, "lanh_dao_don_vi": AGENCY, "chu_tri": AGENCY,
    "chuyen_vien": SENT | IN_FORCE | {"BIMAT-KH-own_draft", "BIMAT-KH-foreign_draft"},
    "lanh_dao": SENT | IN_FORCE, "hoi_dong": {"BIMAT-HD-own"}, "quan_tri": IN_FORCE,  # the log names plans
}


@pytest.mark.parametrize("role", ROLES)
def test_no_page_shows_a_role_what_is_not_for_it(world, role):
    authz_world.freshen(world)
    seen, leaks = set(), []

    for address in addresses_of_pages(world):
        page = world.door.page(role, address)
        assert page.status < 500, address
        seen |= page.canaries
        leaks += [(address, text) for text in page.canaries - MAY_READ[role]]

    assert leaks == []
    assert seen == MAY_READ[role]


def addresses_of_pages(world):
    """Every page for every object, and every list searched for the hidden texts."""
    for name, route in ROUTES.items():
        if "GET" in route.methods:
            for relation in route.relations:
                address = reverse(name, kwargs=world.kwargs(route, relation))
                yield address
                if not route.object:
                    yield f"{address}?q=BIMAT"


PARTS = {"rule_id", "field_id", "document_id", "milestone_id"}


@pytest.mark.parametrize("name", [n for n, r in ROUTES.items() if PARTS & set(authz_world.names_in(r.path))])
def test_a_part_of_another_plan_is_not_found_under_this_one(world, name):
    route, plans = ROUTES[name], world.objects["plan"]

    for relation in ("own", "own_draft"):
        strange = plans["foreign" if relation == "own" else "foreign_draft"]
        address = reverse(name, kwargs=world.kwargs(route, relation, parts_of=strange))
        for role in ROLES:
            for method in route.methods:
                assert world.door.page(role, address, method).status in {403, 404}, (role, relation, method)


@pytest.mark.parametrize("name", [name for name, route in ROUTES.items() if "POST" in route.methods])
def test_no_form_is_taken_without_its_token(world, name):
    route, taken = ROUTES[name], []
    address = reverse(name, kwargs=world.kwargs(route, route.relations[0]))

    for role, headers in (*((role, {}) for role in (*ROLES, ANONYMOUS)), *FORGED):
        got = world.door.ask(role, "POST", address, headers, enforce_csrf_checks=True)
        if got.status_code != 403 or got.acts:
            taken.append((role, headers, got.status_code))

    assert taken == []


FORGED = [("chuyen_vien", {"HTTP_ORIGIN": "https://elsewhere.example"}),
          ("chuyen_vien", {"HTTP_X_CSRFTOKEN": "a" * 32})]


def test_the_table_and_the_site_name_the_same_routes(table):
    in_table = {(route, method) for route, method, _, _ in table}
    on_site = {(route.name, method) for route in ROUTES.values() for method in ("GET", "POST")
               if method in route.methods}

    assert in_table - on_site == set()
    assert on_site - in_table == set()


def test_the_table_names_only_roles_and_relations_that_exist(table):
    roles = {role for _, _, role, _ in table}
    relations = {relation for _, _, _, relation in table}

    assert roles == {*ROLES, ANONYMOUS}
    assert relations == {"none", *DRAFTS}


def test_only_signing_in_health_pages_and_secret_calendar_addresses_are_public():
    assert {name for name, route in ROUTES.items() if route.public} == OPEN_TO_ALL_BY_NATURE


def test_the_matrix_has_at_least_ten_thousand_cells(world):
    cells = sum(len(route.relations) * (len(ROLES) + 1) * len(REQUESTS) for route in ROUTES.values())

    assert cells >= 10_000
