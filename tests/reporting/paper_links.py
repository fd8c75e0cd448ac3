"""Reports for the tests of what is behind their figures, and every link that stands on their page."""
from dataclasses import replace
from datetime import date
from urllib.parse import parse_qs, urlsplit

from core.numbers import viet_number
from reporting import behind, paper_text, services
from reporting.content import proposed_paper
from reporting.offices import usual_layout
from tests.factories import officer

TODAY = date(2026, 11, 21)


def prepare(plan, kind, as_of):
    layout = usual_layout(plan)
    return services.prepare_report(plan, as_of=as_of, kind=kind, layout=layout, by=officer(), today=TODAY,
                                   paper=replace(proposed_paper(plan, layout), with_duties=True))


def links_of(report):
    """[(printed, address)] of every figure that opens a list, in the words and in the tables of all papers."""
    found = []
    for number, content in enumerate(paper_text.papers_of(report)):
        for row in paper_text.rows_of(report, content, None, number):
            found += [(piece.text, piece.url) for piece in row.pieces if piece.url]
        for table in paper_text.tables_of(report, content):
            found += [(cell.text, cell.url) for _, cells in table.rows for cell in cells if cell.url]
    return list(dict.fromkeys(found))


def disagreements(client, report):
    """(printed, address, what the list says) wherever these differ.

    Shares and the gap of one agency among several stand in a row of the list; «8/10» heads the list of the 8.
    """
    wrong = []
    for printed, url in links_of(report):
        said, rows = _said(client, report, url)
        in_rows = "share" in url or "agencies_behind" in url
        if printed.removeprefix("≥ ") not in said | (rows if in_rows else set()):
            wrong.append((printed, url, said))
    return wrong


def _said(client, report, url):
    """(what the list behind an address gives as its number, the numbers in its rows)."""
    key = parse_qs(urlsplit(url).query).get("so")
    if key:
        found = behind.figure_list(report, key[0])
        return {found.total}, {cell for row in found.rows for cell in row.cells[found.words:]}
    context = client.get(url).context
    return {viet_number(context["subjects"]), context["figure"]}, set()
