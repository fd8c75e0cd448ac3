"""A report as its templates need it: finished lines, numerals, gaps and tables. Runs in the rendering process."""

from dataclasses import fields, is_dataclass, replace

from reporting import layouts
from reporting.documents.measure import fit_lines, width_mm
from reporting.documents.tables import build_table
from reporting.documents.text import month_text, printable
from reporting.documents.values import BULLET, SUBHEADING

ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV", "XV")
END = "./."


def context_of(content):
    """Everything the document template prints, from a `ReportContent`."""
    content = cleaned(content)
    style = layouts.style_by_code(content.style_code)
    return {
        "title": document_title(content.head),
        "head": _head(content.head, style),
        "subject_lines": _subject_lines(content.head, style),
        "addressees": _addressees(content.head.addressees),
        "opening": content.opening,
        "sections": _sections(content.sections),
        "closing": _ended(content.closing),
        "signer": _upper_signer(content.signer),
        "recipients": recipient_lines(content.recipients, answers=bool(content.head.addressees)),
        "annexes": _annexes(content, style),
    }


def cleaned(value):
    """The same value with every text made printable."""
    if isinstance(value, str):
        return printable(value)
    if isinstance(value, tuple):
        return tuple(cleaned(item) for item in value)
    if is_dataclass(value):
        return replace(value, **{item.name: cleaned(getattr(value, item.name)) for item in fields(value)})
    return value


def document_title(head):
    """«Báo cáo: Kết quả thực hiện …», the title a reader program shows."""
    return f"{head.doc_type}: {' '.join(head.subject_lines)}"


def _head(head, style):
    left, right = layouts.header_columns(style)
    superior = fit_lines(_upper(head.superior_lines), limit_mm=left, size_pt=style["superior"])
    issuer = fit_lines(_upper(head.issuer_lines), limit_mm=left, size_pt=style["issuer"], face="Bold")
    return {
        "superior": superior,
        "issuer": issuer[:-1],
        "issuer_last": issuer[-1],
        "number": (head.number or "").strip().zfill(2) if (head.number or "").strip() else "",
        "symbol": head.symbol,
        "place": head.place,
        "date": _date(head),
        "small_date": _date_width(head, style["place"]) > right,
        "long_date": _date_width(head, style["place-small"]) > right,
        "doc_type": head.doc_type.upper(),
    }


def _date(head):
    """Day, month and year as printed; an empty text is a gap."""
    if head.issued_on:
        day = head.issued_on
        return {"day": f"{day.day:02d}", "month": month_text(day.month), "year": str(day.year)}
    return {"day": "", "month": month_text(head.month) if head.month else "", "year": str(head.year or "")}


def _date_width(head, size_pt):
    return width_mm(f"{head.place}, ngày 29 tháng 12 năm 2026", size_pt, "Italic")


def _subject_lines(head, style):
    limit = 0.9 * layouts.text_width(style)
    lines = fit_lines(head.subject_lines, limit_mm=limit, size_pt=style["subject"], face="Bold")
    return {"first": lines[:-1], "last": lines[-1]}


def _addressees(names):
    """One addressee stands on the line of «Kính gửi»; several stand in a list «…;» ending «.»."""
    if len(names) < 2:
        return {"single": names[0].rstrip(".;") if names else "", "several": ()}
    return {"single": "", "several": _punctuated(names)}


def _sections(sections):
    return [
        {"numeral": numeral, "heading": section.heading.upper(), "blocks": _blocks(section.blocks)}
        for numeral, section in zip(_numerals(len(sections)), sections, strict=True)
    ]


def _blocks(blocks):
    printed, count = [], 0
    for block in blocks:
        if block.kind == SUBHEADING:
            count += 1
            printed.append({"subheading": True, "text": f"{count}. {block.text}"})
        else:
            printed.append({"subheading": False, "text": f"- {block.text}" if block.kind == BULLET else block.text})
    return printed


def _ended(closing):
    """The last paragraph, closed by «./.» as the models of Nghị định 30/2020/NĐ-CP, Phụ lục III close every text."""
    return closing.rstrip("./ ") + END


def _upper_signer(signer):
    return {"authority": signer.authority.upper(), "position": signer.position.upper(), "name": signer.name}


def recipient_lines(names, *, answers):
    """«- Như trên;» (when the paper has addressees), the names, and last «- Lưu: VT.»; each once, punctuated."""
    names = [name.strip(" -").rstrip(".;, ") for name in names]
    kept = [name for name in names if name and name.lower() != "như trên" and not name.startswith("Lưu")]
    archive = next((name for name in names if name.startswith("Lưu")), "Lưu: VT")
    return _punctuated([*(["Như trên"] if answers else []), *kept, archive])


def _punctuated(names):
    names = [name.rstrip(".;") for name in names]
    return tuple(f"- {name}{'.' if name is names[-1] else ';'}" for name in names)


def _annexes(content, style):
    printed = [_annex(annex.title_lines, style, note=annex.note, table=build_table(annex)) for annex in content.annexes]
    if content.charts:
        charts = [_chart(chart) for chart in content.charts]
        printed.append(_annex(content.charts[0].title_lines, style, charts=charts))
    for numeral, annex in zip(_numerals(len(printed)), printed, strict=True):
        annex["word"] = f"Phụ lục {numeral}" if len(printed) > 1 else "Phụ lục"
        annex["attached"] = _attached(content.head)
    return printed


def _annex(title_lines, style, *, note="", table=None, charts=()):
    landscape = table is not None and table.landscape
    limit = 0.9 * layouts.text_width(style, landscape=landscape)
    return {
        "landscape": landscape,
        "title_lines": fit_lines(_upper(title_lines), limit_mm=limit, size_pt=style["annex-title"], face="Bold"),
        "table": table,
        "charts": charts,
        "note": note,
    }


def _attached(head):
    return {"doc_type": head.doc_type, "issuer": head.issuer_name or " ".join(head.issuer_lines)}


def _chart(chart):
    bars = [{"label": b.label, "text": b.text, "width": f"{min(max(b.percent, 0), 100):.2f}"} for b in chart.bars]
    return {"bars": bars}


def _upper(lines):
    return [line.upper() for line in lines]


def _numerals(count):
    return [*ROMAN, *(str(number) for number in range(len(ROMAN) + 1, count + 1))][:count]
