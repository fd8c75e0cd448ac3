"""From the JSON of a plan to a proposal: pure, and without knowing any plan.

The simple shape and the extension keys are described in docs/plan-schema.md.
"""
import re
from datetime import date

from core.errors import InvalidInput
from plans.enums import DocSystem, DocumentRole, PlanLevel
from plans.importing import simple, wording
from plans.importing.checks import check_references
from plans.importing.extension import (
    categories_of,
    criteria_of,
    eligibility_of,
    extended_milestone,
    extended_rule,
    organizations_of,
)
from plans.importing.proposal import (
    DocumentProposal,
    DutyProposal,
    FieldProposal,
    LeadProposal,
    PhaseProposal,
    PlanProposal,
)
from plans.importing.reader import Place
from plans.numbers_of_documents import parse_number

VERBS = {"giao": "giao", "phân công": "giao", "yêu cầu": "giao", "đề nghị": "de_nghi", "tự thực hiện": "tu_thuc_hien"}
NUMBER = re.compile(r"\d+(?:/\d{4})?")
MOST_PROBLEMS = 50
WHOLE_PLAN = "Chung (văn bản không chia lĩnh vực)"
LEVELS = (("party_bloc", r"^(?:ban thường vụ )?đảng ủy (?:khối|các cơ quan)"), ("province", r"tỉnh ủy"),
          ("commune", r"xã|phường|đặc khu|thị trấn"), ("district", r"huyện|quận"), ("department", r"^sở |^ban "))


def read_plan_json(data):
    """The proposal in `data` (a parsed JSON object). Raises InvalidInput: JSON path → what is wrong there."""
    place = Place(data)
    if not place.problems and not ({"header", "documents"} & set(data)):
        place.note("header", "thiếu: tệp không mô tả một kế hoạch")
    proposal = _plan(place)
    check_references(proposal, place)
    if place.problems:
        raise InvalidInput({path: [f"{path}: {message}" for message in messages]
                            for path, messages in list(place.problems.items())[:MOST_PROBLEMS]})
    return proposal


def _plan(place):
    header = place.child("header")
    documents = _documents(place, header)
    main = dict(next((d for d in documents if d.role == "plan"), documents[0]).values) if documents else {}
    issued_on = main.get("issued_on")
    owner, province = _owner(place, header, main)
    gathered = simple.Gathered(_phases(place))
    fields = _fields(place)
    rules = _rules(place, fields, owner, gathered)
    letter = "transmittal" if not place.has("documents") and any(d.role == "transmittal" for d in documents) else ""
    milestones = _milestones(place, issued_on, gathered, letter)
    first, last = _period(place, header, main, milestones)
    return PlanProposal(
        title=place.text("title", 800) or main.get("title", "") or "Kế hoạch chưa có trích yếu", period_from=first,
        period_to=last, code=place.text("code", 70), alias=place.text("alias", 10), scope=place.text("scope", 2000),
        level=place.choice("level", PlanLevel.values, _level(main.get("issuer", ""))), owner=owner,
        province_code=province, preparation_ends_on=place.day("preparation_ends_on"),
        closing_on=place.day("closing_on"), parent_number=place.child("parent_plan").text("number", 60),
        parent_issued_on=place.child("parent_plan").day("date"), documents=documents,
        phases=tuple(gathered.phases.values()), fields=fields, rules=rules, milestones=milestones,
        standing_duties=tuple(DutyProposal(d.text("who", 300), d.text("what", 2000))
                              for d in place.items("standing_duties")),
        eligibility=eligibility_of(place), organizations=organizations_of(place, province),
        categories=(*categories_of(place), *gathered.groups.values()), notes=place.texts("notes", 1000))


def _documents(place, header):
    if place.has("documents"):
        found = tuple(_extended_document(item) for item in place.items("documents", 20))
        if sum(d.role == "plan" for d in found) != 1:
            place.note("documents", "phải có đúng một văn bản với role «plan»")
        return found
    attached = [_simple_document(item, "plan") for item in place.items("attached", 20)]
    is_letter = header.text("doc_type", 40) == "công văn" and any(
        item.text("doc_type", 40) == "kế hoạch" for item in place.items("attached", 20))
    main = _simple_document(header, "transmittal" if is_letter else "plan")
    if not is_letter:
        return (main,)
    return (main, attached[0])


def _simple_document(place, role):
    issued_on, precision, month = _issue_day(place)
    number, symbol = place.text("number", 30), place.text("symbol", 40)
    if number and not NUMBER.fullmatch(number):
        place.note("number", "không phải số văn bản; để null nếu bản in không đọc được")
    joint = "-" if "/" in symbol else "/"
    doc_type = place.text("doc_type", 40) or "kế hoạch"
    values = {
        "role": role, "number": f"{number}{joint}{symbol}" if number and symbol else number or None, "symbol": symbol,
        "doc_type": doc_type[:1].upper() + doc_type[1:],
        "doc_system": place.choice("system", DocSystem.values, "state"),
        "issuer": place.text("issuer", 255), "place": place.text("place", 80), "issued_on": issued_on,
        "issued_precision": precision, "issued_month": month, "title": place.text("title", 800),
        "signer_name": place.text("signer", 120), "signer_name_as_printed": place.text("signer", 120),
        "signer_position": place.text("signer_position", 120)}
    return DocumentProposal(tuple(values.items()), _bases(place))


def _issue_day(place):
    """(day, precision, first day of the month) of a header's `date`, which may be a month or a year only."""
    code = place.text("date", 10)
    unit = wording.unit_of(code)
    if code and (unit not in ("day", "month", "year") or not wording.has_year(code)):
        place.note("date", "phải là ngày, tháng hoặc năm (2026-03-20, 2026-03, 2026)")
        return None, "unknown", None
    if unit == "day":
        return date.fromisoformat(code), "day", None
    if unit == "month":
        return None, "month", date.fromisoformat(f"{code}-01")
    return None, "unknown", None


def _extended_document(place):
    month = place.text("issued_month", 7)
    if month and wording.unit_of(month) != "month":
        place.note("issued_month", "phải là tháng dạng 2021-11")
        month = ""
    signer = place.child("signer")
    values = {
        "role": place.choice("role", DocumentRole.values, "plan"), "number": _whole_number(place),
        "number_as_printed": place.text("number_as_printed", 80), "symbol": place.text("symbol", 40),
        "doc_type": place.text("doc_type", 40) or "Kế hoạch",
        "doc_system": place.choice("doc_system", DocSystem.values, "state"), "issuer": place.text("issuer", 255),
        "place": place.text("place", 80), "issued_on": place.day("issued_on"), "issued_precision": _precision(place),
        "issued_month": date.fromisoformat(f"{month}-01") if month else None,
        "issued_not_before": place.day("issued_not_before"), "title": place.text("title", 800),
        "signer_form": signer.text("form", 120), "signer_position": signer.text("position", 120),
        "signer_name": signer.text("name", 120), "signer_name_as_printed": signer.text("name_as_printed", 120)}
    return DocumentProposal(tuple(values.items()), _bases(place), _recipients(place))


def _precision(place):
    default = "day" if place.has("issued_on") else "month" if place.has("issued_month") else "unknown"
    found = place.choice("issued_precision", ("day", "month", "unknown"), default)
    if found != default:
        place.note("issued_precision", f"không khớp với ngày đã cho (phải là «{default}»)")
    return default


def _whole_number(place):
    """The whole number; a damaged one («JH/180/UBND-TH») is never taken in part: it is refused and asked for."""
    number = place.text("number", 60).replace(" ", "")
    if not number or NUMBER.fullmatch(number):
        return number or None
    try:
        return str(parse_number(number))
    except InvalidInput as error:
        place.note("number", f"{error} Để null và ghi chữ in ở «number_as_printed».")
        return None


def _bases(place):
    return tuple(tuple({
        "number": b.text("number", 120), "name": b.text("name", 500), "issued_on": b.text("date", 10),
        "issuer": b.text("issuer", 255), "doc_system": b.choice("system", DocSystem.values, ""),
        "role": _basis_role(b)}.items()) for b in place.items("legal_bases", 200))


def _basis_role(place):
    role, cited_in = place.text("role", 90), place.text("cited_in", 60)
    role = "Kế hoạch cấp trên" if role == "parent_plan" else role
    return "; ".join(part for part in (role, f"nêu tại {cited_in}" if cited_in else "") if part)[:120]


def _recipients(place):
    addressees = [{"name": name, "mode": "", "is_addressee": True} for name in place.texts("addressees", 255)]
    others = [{"name": r.text("name", 255, required=True), "mode": r.text("mode", 20), "is_addressee": False}
              for r in place.items("recipients", 200)]
    return tuple(tuple(row.items()) for row in (*addressees, *others))


def _owner(place, header, main):
    """(name of the agency that issues, province code). The plan's own keys win over what the head of paper says."""
    issuer, above = main.get("issuer", ""), header.text("parent_organ", 255)
    owner = place.text("owner", 255) or issuer or above
    area = wording.area_of(above, issuer, header.text("issuer", 255)) or main.get("place", "")
    return owner, place.text("province_code", 40) or wording.slug(area, 40)


def _level(issuer):
    name = wording.full_name(issuer)
    return next((level for level, words in LEVELS if re.search(words, name)), "province")


def _phases(place):
    found = []
    for item in place.items("phases", 50):
        first, last = item.year("from"), item.year("to")
        if first is None or last is None or last < first:
            item.note("", "giai đoạn cần năm đầu và năm cuối, theo thứ tự")
            continue
        found.append(PhaseProposal(item.text("code", 40, required=True), item.text("name", 200, required=True),
                                   date(first, 1, 1), date(last, 12, 31), item.text("quote", 1000)))
    return found


def _fields(place):
    """The fields; a text that divides nothing has one field for everything, so that nominations have their place."""
    found = tuple(_field(item, n) for n, item in enumerate(place.items("fields", 300), 1))
    return found or (FieldProposal(code="F01", order=1, name=WHOLE_PLAN, is_implicit=True),)


def _field(place, order):
    own = place.child("own_period") if place.has("own_period") else place.child("period")
    first, last = own.year("from"), own.year("to")
    if first and last and last < first:
        own.note("to", "trước năm đầu")
    leads = {}
    for item in place.items("leads", 50):
        leads.setdefault(item.text("agency", 255, required=True), item.choice("verb", VERBS, ""))
    return FieldProposal(
        code=place.text("code", 30) or f"F{order:02}", order=place.whole("order", 1, 999) or order,
        section=place.text("section", 20), name=place.text("name", 500, required=True),
        name_in_quota=place.text("name_in_quota", 500), is_implicit=place.flag("implicit"),
        own_from=date(first, 1, 1) if first and last else None, own_to=date(last, 12, 31) if first and last else None,
        leads=tuple(LeadProposal(name, verb) for name, verb in leads.items() if name),
        coordinators=place.texts("coordinators", 255, 50), criteria=criteria_of(place))


def _rules(place, fields, owner, gathered):
    """The extended rules when the file has them; else one rule for each quota of a field and of the whole plan."""
    if place.has("rules"):
        return tuple(extended_rule(item) for item in place.items("rules", 2000))
    rules = []
    for field, item in zip(fields, place.items("fields", 300), strict=False):
        leads = tuple(lead.agency for lead in field.leads)
        rules += [simple.quota(q, code=f"{field.code}-Q{n}", field=field.code, leads=leads, owner=owner,
                               gathered=gathered) for n, q in enumerate(item.items("quotas", 100), 1)]
    every_lead = tuple(dict.fromkeys(lead.agency for field in fields for lead in field.leads))
    rules += [simple.quota(q, code=f"Q{n:02}", field="", leads=every_lead, owner=owner, gathered=gathered)
              for n, q in enumerate(place.items("general_quotas", 1000), 1)]
    return tuple(rules)


def _milestones(place, issued_on, gathered, document):
    """The duties; in a letter that attaches a plan they bind from the letter's day (`document`)."""
    found = []
    for n, item in enumerate(place.items("milestones"), 1):
        code = item.text("code", 40) or f"M{n:02}"
        if item.has("spec"):
            found.append(extended_milestone(item, code))
        else:
            found.append(simple.milestone(item, code=code, issued_on=issued_on, gathered=gathered, document=document))
    return simple.merged_series(found)


def _period(place, header, main, milestones):
    """(first day, last day or None). Without a stated period: from the year of issue, or of the first dated duty."""
    given = place.child("period") if place.has("period") else header.child("period")
    first, last = given.year("from"), given.year("to")
    if first and last and last < first:
        given.note("to", "trước năm đầu")
    if not first:
        first = _first_known_year(main, milestones)
        last = None
    if not first:
        place.note("period", "thiếu: văn bản không ghi thời gian thực hiện và không ghi ngày")
        first = 2000
    return date(first, 1, 1), date(last, 12, 31) if last and last >= first else None


def _first_known_year(main, milestones):
    day = main.get("issued_on") or main.get("issued_month") or main.get("issued_not_before")
    years = [int(m.end_code[:4]) for m in milestones if wording.has_year(m.end_code)]
    return day.year if day else min(years, default=None)
