"""Who may change what is known of agencies, and when a double may be merged."""
from core.verdicts import ALLOWED, denied
from organizations.models import OrganizationName


def may_edit(user):
    """The office and administrators keep the list of agencies; everybody reads it."""
    if user.is_office_staff or user.is_administrator:
        return ALLOWED
    return denied("Chỉ chuyên viên Sở Nội vụ và quản trị hệ thống được sửa danh mục cơ quan.")


def may_merge(user, organization, into):
    """Only an unconfirmed agency that nothing refers to; what refers to it must be pointed elsewhere first."""
    if not may_edit(user):
        return may_edit(user)
    if organization.is_confirmed:
        return denied("Chỉ gộp cơ quan chưa xác nhận. Cơ quan đã xác nhận thì ghi nhận một lần sắp xếp tổ chức.")
    if organization == into:
        return denied("Hãy chọn một cơ quan khác để gộp vào.")
    used = uses_of(organization)
    if used:
        return denied(f"Chưa gộp được vì {organization} đang được dùng ở: {', '.join(used)}. "
                      "Hãy chọn cơ quan đúng ở những chỗ đó trước.")
    return ALLOWED


def uses_of(organization):
    """What refers to the agency, in words with counts («2 cơ quan chủ trì»); its own former names do not count."""
    found = []
    for relation in organization._meta.get_fields(include_hidden=True):
        if not (relation.auto_created and (relation.one_to_many or relation.many_to_many) and not relation.concrete):
            continue
        if relation.related_model is OrganizationName:
            continue
        number = relation.related_model._base_manager.filter(**{relation.field.name: organization}).count()
        if number:
            found.append(f"{number} {relation.related_model._meta.verbose_name}")
    return found
