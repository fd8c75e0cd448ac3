"""Who may import whom: apps downwards only, modules of an app in one order, and nobody the wiring."""
import ast
from pathlib import Path

import pytest

BASE = Path(__file__).resolve().parent.parent
APPS = (
    "core", "audit", "organizations", "accounts", "notifications", "plans", "models_registry", "nominations",
    "reporting", "portal", "config",
)  # fmt: skip
ORDER = (
    {"enums"},
    {"models"},
    {"rules", "transitions"},
    {"queries", "services"},
    {"forms", "filters"},
    {"views", "tasks"},  # a view may wake a task; a service does it by the task's name
    {"admin", "templatetags", "management", "urls", "apps"},
)
RANK = {module: rank for rank, modules in enumerate(ORDER) for module in modules}
SERVICES = RANK["services"]


def imported(tree):
    """Dotted names that a module imports, also inside functions; `from a import b` gives `a.b`."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "relative import"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def imports_of(app):
    """(file, own module, imported dotted name) of our own apps' modules, for every source file but migrations."""
    for file in sorted((BASE / app).rglob("*.py")):
        inside = file.relative_to(BASE / app)
        if "migrations" in inside.parts:
            continue
        for name in imported(ast.parse(file.read_text(encoding="utf-8"), str(file))):
            if name.split(".")[0] in {*APPS, "tests"}:
                yield file.relative_to(BASE), inside.parts[0].removesuffix(".py"), name


def out_of_order(module, name):
    """Whether `module` of an app may not import `name` of the same app."""
    target = RANK.get((name.split(".") + ["?"])[1])
    return target is not None and target > RANK.get(module, SERVICES)


@pytest.mark.parametrize("app", APPS)
def test_an_app_imports_only_apps_below_it(app):
    allowed = set(APPS[: APPS.index(app) + 1])

    upward = [f"{file}: {name}" for file, _, name in imports_of(app) if name.split(".")[0] not in allowed]

    assert upward == []


@pytest.mark.parametrize("app", APPS[:-1])
def test_inside_an_app_imports_follow_one_order(app):
    wrong = [
        f"{file}: {name}"
        for file, module, name in imports_of(app)
        if name.split(".")[0] == app and out_of_order(module, name)
    ]

    assert wrong == []


def test_only_rendering_knows_the_pdf_library():
    knows = [
        str(file.relative_to(BASE))
        for app in APPS
        for file in sorted((BASE / app).rglob("*.py"))
        if any(name.split(".")[0] == "weasyprint" for name in imported(ast.parse(file.read_text(encoding="utf-8"))))
    ]

    assert set(knows) <= {"reporting/rendering.py", "reporting/render_child.py", "reporting/dossier_child.py"}


@pytest.mark.parametrize(
    ("module", "name", "refused"),
    [
        ("models", "plans.enums.Status", False),
        ("models", "plans.services.issue_plan", True),
        ("services", "plans.queries.open_plans", False),
        ("services", "plans.views", True),
        ("generation", "plans.forms", True),
        ("generation", "plans.models.Plan", False),
        ("views", "plans.forms", False),
        ("views", "plans.tasks.wake", False),
        ("services", "plans.tasks.wake", True),
    ],
)
def test_the_order_is_read_as_meant(module, name, refused):
    assert out_of_order(module, name) is refused
