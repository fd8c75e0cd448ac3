"""Agencies from a file: read, confirmed, and taken out again as long as nothing refers to them."""
import re

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils import timezone

from audit.services import record
from core.errors import InvalidInput, WrongState, require
from core.tables import is_without_result
from core.text import one_tone_place
from organizations import rules
from organizations.intake import LIMITS, rows_of
from organizations.models import Organization, OrganizationImport
from organizations.services import create_organization

LABELS = {"name": "Tên", "short_name": "Tên gọi tắt", "document_symbol": "Ký hiệu", "place": "Địa danh",
          "phone": "Điện thoại", "email": "Thư điện tử"}


@transaction.atomic
def start_import(*, by, file_name, blocks):
    """The agencies read from the tables of a file. Raises NotAllowed, InvalidInput when there is none."""
    require(rules.may_edit(by))
    rows = rows_of(blocks)
    home = Organization.objects.filter(is_office=True).values_list("province_code", flat=True).first() or ""
    for row in rows:
        row["values"]["province_code"] = row["values"]["province_code"] or home
    if not rows:
        raise InvalidInput("Không thấy cơ quan nào trong tệp. "
                           "Tệp cần một bảng có cột «Tên cơ quan» và ít nhất một cột khác.")
    listed = OrganizationImport.objects.create(file_name=file_name, rows=rows, created_by=by)
    record("organizations.start_import", listed, by=by, after={"file": file_name, "rows": len(rows)})
    return listed


def problems_of(listed):
    """{row number: sentences} why rows cannot become agencies. Two queries for any number of rows."""
    stored = {(_same(name), code) for name, code in Organization.objects.values_list("name", "province_code")}
    taken = {name for name, _ in stored}
    names = taken | {_same(row["values"]["name"]) for row in listed.rows}
    seen, found = set(), {}
    for row in listed.rows:
        values, key = row["values"], (_same(row["values"]["name"]), row["values"]["province_code"])
        wrong = _wrong(values)
        if key in seen:
            wrong.append("Trùng tên với một dòng phía trên.")
        elif not row["key"] and (key in stored or not key[1] and key[0] in taken):
            wrong.append("Đã có cơ quan mang tên này.")
        if values["parent"] and _same(values["parent"]) not in names:
            wrong.append(f"Không thấy cơ quan cấp trên «{values['parent']}».")
        seen.add(key)
        found[row["n"]] = wrong
    return found


def _same(name):
    return one_tone_place(name)


def _wrong(values):
    found = [f"{LABELS[name]} dài quá {limit} ký tự." for name, limit in LIMITS.items() if len(values[name]) > limit]
    found += [f"Ô «{LABELS[name]}» có công thức chưa tính hoặc báo lỗi («{values[name][:80]}»)."
              for name in LIMITS if name in LABELS and is_without_result(values[name])]
    if values["email"]:
        try:
            validate_email(values["email"])
        except ValidationError:
            found.append("Thư điện tử không đúng dạng.")
    if values["province_code"] and not re.fullmatch(r"[a-z0-9-]{1,40}", values["province_code"]):
        found.append("Mã tỉnh chỉ gồm chữ thường không dấu, số và gạch nối.")
    return found


@transaction.atomic
def confirm_import(listed, *, by):
    """The file, its right rows now agencies; a parent named in the file is made before its children refer to it."""
    listed = _locked(listed, by)
    if listed.undone_at:
        raise WrongState("Lần nhập này đã hoàn tác. Xin tải tệp lên lại.")
    faults = problems_of(listed)
    ready = [row for row in listed.rows if not row["key"] and not faults[row["n"]]]
    if not ready and not listed.entered:
        raise InvalidInput("Chưa có dòng nào nhập được. Hãy sửa trong tệp rồi tải lên lại.")
    made = []
    for row in ready:
        values = {name: value for name, value in row["values"].items() if name != "parent"}
        organization = create_organization(by=by, **values)
        row["key"] = str(organization.public_id)
        made.append((organization, row["values"]["parent"]))
    _set_parents(made)
    listed.save(update_fields=["rows"])
    record("organizations.confirm_import", listed, by=by, after={"file": listed.file_name, "agencies": len(made)})
    return listed


def _set_parents(made):
    known = {_same(name): pk for name, pk in Organization.objects.order_by("-pk").values_list("name", "pk")}
    for organization, parent in made:
        if parent and known.get(_same(parent)) not in (None, organization.pk):
            organization.parent_id = known[_same(parent)]
            organization.save(update_fields=["parent"])


@transaction.atomic
def undo_import(listed, *, by):
    """The file with none of its agencies left; WrongState, as a whole, when something refers to one by now."""
    listed = _locked(listed, by)
    keys = [row["key"] for row in listed.rows if row["key"]]
    made = list(Organization.objects.filter(public_id__in=keys))
    Organization.objects.filter(pk__in=[row.pk for row in made]).update(parent=None)
    for organization in made:
        if used := rules.uses_of(organization):
            raise WrongState(f"Không hoàn tác được: {organization} đang được dùng ở {', '.join(used)}.")
    names = [row.name for row in made]
    for organization in made:
        organization.delete()
    for row in listed.rows:
        row["key"] = ""
    listed.undone_at = timezone.now()
    listed.save(update_fields=["rows", "undone_at"])
    record("organizations.undo_import", listed, by=by, before={"file": listed.file_name, "agencies": names})
    return listed


def _locked(listed, by):
    require(rules.may_edit(by))
    return OrganizationImport.objects.select_for_update().get(pk=listed.pk)
