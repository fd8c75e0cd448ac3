"""What the browser is sent: vendored files are the ones we know, and nothing points outside or runs inline."""
import gzip
import hashlib
import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.template import engines

ROOT = Path(__file__).resolve().parents[1]
VENDOR = ROOT / "static" / "vendor"
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
OWN_SCRIPTS = sorted((ROOT / "static" / "js").rglob("*.js"))
OWN_STYLES = sorted((ROOT / "static" / "css").rglob("*.css"))
WEIGHT_OF_THE_FIRST_PAGE = 80_000

# Official documents are printed, never sent to a browser: they may carry their page measures themselves.
PRINTED = ROOT / "templates" / "reporting" / "documents"

OUTSIDE = re.compile(r"""(?:https?:)?//(?!www\.w3\.org/)[a-z0-9-]+\.[a-z]{2,}""", re.IGNORECASE)
FORBIDDEN_IN_TEMPLATES = {
    "inline script": re.compile(r"<script(?![^>]*\bsrc=)", re.IGNORECASE),
    "handler attribute": re.compile(r"""<[^>]*\s(?:on[a-z]+|hx-on[:\w-]*)\s*=""", re.IGNORECASE),
    "script address": re.compile(r"javascript:", re.IGNORECASE),
    "unescaped value": re.compile(r"\|\s*safe\b|\|\s*safeseq\b|autoescape\s+off"),
}
FORBIDDEN_ON_PAGES = {
    "inline style": re.compile(r"<style\b|<[^>]*\sstyle\s*=", re.IGNORECASE),
}


def name(path):
    return str(path.relative_to(ROOT))


def recorded():
    """File name → (version, SHA-256) as written down in VERSIONS.txt."""
    lines = (VENDOR / "VERSIONS.txt").read_text().splitlines()
    rows = [line.split() for line in lines if line and not line.startswith("#")]
    return {file: (version, digest) for file, version, digest in rows}


def test_vendored_files_are_exactly_the_recorded_ones():
    found = {
        str(path.relative_to(VENDOR)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in VENDOR.rglob("*") if path.is_file() and path.name != "VERSIONS.txt"
    }

    assert found == {file: digest for file, (_, digest) in recorded().items()}


@pytest.mark.parametrize("path", [VENDOR / "bootstrap.min.css", *OWN_STYLES], ids=name)
def test_style_sheet_loads_nothing_from_outside(path):
    text = re.sub(r"/\*.*?\*/", "", path.read_text(), flags=re.DOTALL)

    loaded = re.findall(r"""url\(\s*["']?([^)"']+)""", text) + re.findall(r"@import\s+[\"']?([^\"';]+)", text)

    assert [address for address in loaded if OUTSIDE.match(address)] == []
    assert "sourceMappingURL" not in path.read_text()


@pytest.mark.parametrize("path", OWN_STYLES, ids=name)
def test_pictures_of_our_style_sheets_are_files_that_exist(path):
    addresses = re.findall(r"""url\(\s*["']?([^)"']+)""", path.read_text())

    assert [address for address in addresses if not (path.parent / address).resolve().is_file()] == []


@pytest.mark.parametrize("path", OWN_SCRIPTS, ids=name)
def test_script_names_no_outside_host_and_builds_no_code(path):
    text = path.read_text()

    assert OUTSIDE.findall(re.sub(r"^\s*//.*$", "", text, flags=re.MULTILINE)) == []
    assert re.findall(r"\beval\(|new Function|document\.write|\.style\b|setAttribute\(\"style\"", text) == []


@pytest.mark.parametrize("path", TEMPLATES, ids=name)
def test_template_keeps_the_content_policy(path):
    text = re.sub(r"{#.*?#}", "", path.read_text())
    rules = dict(FORBIDDEN_IN_TEMPLATES)
    if PRINTED not in path.parents:
        rules |= FORBIDDEN_ON_PAGES

    broken = {rule: pattern.findall(text) for rule, pattern in rules.items() if pattern.search(text)}

    assert broken == {}
    assert OUTSIDE.findall(text) == []


@pytest.mark.parametrize("piece", ['<p onclick="go()">', "<script>go()</script>", "{{ text|safe }}",
                                   "{% autoescape off %}", '<a href="javascript:go()">'])
def test_the_rules_see_what_they_forbid(piece):
    assert any(pattern.search(piece) for pattern in FORBIDDEN_IN_TEMPLATES.values())


@pytest.mark.parametrize("piece", ['<p style="color:red">', "<style>p{}</style>"])
def test_the_rules_see_inline_styles(piece):
    assert any(pattern.search(piece) for pattern in FORBIDDEN_ON_PAGES.values())


@pytest.mark.parametrize("address", ["https://cdn.example.com/x.css", "//cdn.example.com/x.js", "http://a.vn"])
def test_the_rules_see_an_outside_address(address):
    assert OUTSIDE.search(address)


@pytest.mark.parametrize("path", TEMPLATES, ids=name)
def test_template_can_be_read(path):
    engines["django"].from_string(path.read_text())


def test_first_page_with_all_it_loads_is_light(rf):
    page = engines["django"].get_template("registration/login.html").render({}, rf.get("/"))
    loaded = re.findall(r"""(?:src|href)="/static/([^"?]+)""", page)

    files = [Path(finders.find(address)) for address in loaded]
    weight = len(gzip.compress(page.encode())) + sum(len(gzip.compress(file.read_bytes())) for file in files)

    assert "vendor/bootstrap.min.css" in loaded and "django_htmx/htmx-2.min.js" in loaded
    assert weight <= WEIGHT_OF_THE_FIRST_PAGE
