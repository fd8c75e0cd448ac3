"""Every address of the site as data: read from the resolver, so that no page can hide from the tests."""
import csv
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import NamedTuple

from django.conf import settings
from django.urls import URLPattern, get_resolver

from accounts.enums import Role

TABLE = "docs/authz.csv"
ANONYMOUS = "anonymous"
ROLES = tuple(Role.values)
EVERYTHING = ("GET", "HEAD", "POST")

# What an address is about, by the longest beginning that fits; anything else is about no single object.
OBJECTS = (
    ("ban-in/<", "print"),
    ("bao-cao/<", "report"),
    ("co-quan/<", "organization"),
    ("co-quan/nhap/<", "organization_import"),
    ("cum-khoi/<", "cluster"),
    ("de-cu/<", "nomination"),
    ("de-cu/chi-tieu/<", "obligation"),
    ("de-cu/ho-so/<", "submission"),
    ("de-cu/nhap/<", "list_import"),
    ("de-cu/tep/<", "attachment"),
    ("dien-hinh/<", "record"),
    ("dien-hinh/doi-tuong/<", "subject"),
    ("hoi-dong/bien-ban/<", "council_session"),
    ("hoi-dong/kiem-phieu/<", "council_session"),
    ("hoi-dong/phien/<", "council_session"),
    ("hoi-dong/quy-tac/<", "vote_rule"),
    ("hoi-dong/thanh-phan/<", "council"),
    ("hoi-dong/thanh-vien/<", "council_member"),
    ("hoi-dong/truong-hop/<", "council_item"),
    ("ke-hoach/<", "plan"),
    ("ke-hoach/doc-van-ban/<", "reading"),
    ("moc/<", "occurrence"),
    ("moc/tep/<", "deliverable"),
    ("moc/viec/<", "milestone"),
    ("nhom-don-vi/<", "category"),
    ("quan-tri/tai-khoan/<", "account"),
    ("sap-xep-to-chuc/<", "reorganisation"),
    ("tham-dinh/<", "nomination"),
    ("tham-dinh/quyet-dinh/<", "decision"),
    ("thong-bao/<", "notice"),
    ("thu-gui/<", "message"),
)

# Whose the object is; plans and what agencies send also have drafts.
PLAIN = ("own", "foreign", "missing")
DRAFTS = ("own", "own_draft", "foreign", "foreign_draft", "missing")
RELATIONS = {"": ("none",), "plan": DRAFTS, "submission": DRAFTS, "nomination": DRAFTS,
             "attachment": DRAFTS}


@dataclass(frozen=True)
class Route:
    """One address: `path` as written in the list of addresses, `methods` that it answers, `public` without sign-in."""

    name: str
    path: str
    methods: tuple
    object: str
    public: bool

    @property
    def relations(self):
        return RELATIONS.get(self.object, PLAIN)


class Cell(NamedTuple):
    """What one kind of request of one role to one kind of object is answered with (an HTTP status)."""

    route: str
    method: str
    role: str
    relation: str
    expected: int


def all_routes():
    """Every route, in the order of the addresses."""
    found = [Route(name, path, methods_of(view), object_of(path), not getattr(view, "login_required", True))
             for name, path, view in _walk(get_resolver())]
    return sorted(found, key=lambda route: (route.path, route.name))


def _walk(resolver, prefix="", namespace=""):
    for entry in resolver.url_patterns:
        path = prefix + str(entry.pattern)
        if isinstance(entry, URLPattern):
            yield namespace + (entry.name or path), path, entry.callback
        else:
            inner = f"{namespace}{entry.namespace}:" if entry.namespace else namespace
            yield from _walk(entry, path, inner)


def methods_of(view):
    """The methods a view answers: as its decorators say, as its class says, else all three."""
    view_class = getattr(view, "view_class", None)
    if view_class:
        offered = [name for name in view_class.http_method_names if hasattr(view_class, name)]
        return tuple(name for name in EVERYTHING if name.lower() in offered or name == "HEAD" and "get" in offered)
    while view is not None:
        allowed = _closed_over(view).get("request_method_list")
        if allowed:
            return tuple(name for name in EVERYTHING if name in allowed)
        view = getattr(view, "__wrapped__", None)
    return EVERYTHING


def _closed_over(view):
    cells = getattr(view, "__closure__", None) or ()
    return dict(zip(view.__code__.co_freevars, (cell.cell_contents for cell in cells), strict=True)) if cells else {}


def object_of(path):
    fitting = [(len(beginning), kind) for beginning, kind in OBJECTS if path.startswith(beginning)]
    return max(fitting)[1] if fitting else ""


def read_table(file=None):
    """The rows of the authorisation table; a row may name several roles, methods or relations, joined by «|»."""
    with open(file or Path(settings.BASE_DIR) / TABLE, encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            for method in row["method"].split("|"):
                for role in row["role"].split("|"):
                    for relation in row["relation"].split("|"):
                        yield Cell(row["route"], method, role, relation, int(row["expected"]))


def lacking_rows():
    """The rows that the table still needs, all roles and relations in one, with the status to be filled in."""
    written = {(cell.route, cell.method) for cell in read_table()}
    for route in all_routes():
        for method in ("GET", "POST"):
            if method in route.methods and (route.name, method) not in written:
                yield f"{route.name},{method},{'|'.join(ROLES)},{'|'.join(route.relations)},?"
                yield f"{route.name},{method},{ANONYMOUS},{'|'.join(route.relations)},{200 if route.public else 302}"


def described():
    """Every route with the roles that get somewhere by it, for `show_routes`."""
    reached = {}
    for cell in read_table():
        if cell.expected < 400 and cell.role != ANONYMOUS:
            reached.setdefault(cell.route, set()).add(cell.role)
    return [{**asdict(route), "methods": list(route.methods),
             "roles": [role for role in ROLES if role in reached.get(route.name, ())]} for route in all_routes()]
