"""The council and the terms of its members."""
from django.db import transaction

from audit.services import changed_fields
from audit.services import record as audit
from core.errors import InvalidInput, WrongState, require
from core.text import given_name_key
from nominations import rules
from nominations.enums import CouncilPosition, ItemState, SessionState
from nominations.models import Council, CouncilItem, CouncilMember, CouncilSession, SessionMember
from nominations.services.council.seats import follow_terms

RANKS = {position: rank for rank, position in enumerate(CouncilPosition.values)}


@transaction.atomic
def create_council(*, name, organization, by, authority=""):
    require(rules.may_run_sessions(by, None))
    _require_free_name(name)
    council = Council.objects.create(name=name, organization=organization, authority=authority)
    audit("nominations.create_council", council, by=by, after={"name": name})
    return council


@transaction.atomic
def update_council(council, *, name, organization, by, authority=""):
    require(rules.may_run_sessions(by, council))
    _require_free_name(name, but=council)
    values = {"name": name, "organization": organization, "authority": authority}
    before, after = changed_fields(council, values)
    for field, value in values.items():
        setattr(council, field, value)
    council.save(update_fields=list(values))
    audit("nominations.update_council", council, by=by, before=before, after=after)
    return council


def _require_free_name(name, but=None):
    if not name.strip():
        raise InvalidInput({"name": ["Hãy nhập tên Hội đồng."]})
    if Council.objects.filter(name=name).exclude(pk=but and but.pk).exists():
        raise InvalidInput({"name": ["Đã có Hội đồng mang tên này."]})


@transaction.atomic
def add_member(council, *, name, position, valid_from, by, title="", user=None, valid_to=None):
    """One term of one person; draft sessions of the council seat them at once when their day falls in the term."""
    require(rules.may_run_sessions(by, council))
    values = _checked(council, None, name=name, title=title, position=position, user=user, valid_from=valid_from,
                      valid_to=valid_to)
    member = CouncilMember.objects.create(council=council, **values)
    audit("nominations.add_member", member, by=by, after={
        "position": member.get_position_display(), "valid_from": valid_from, "valid_to": valid_to,
        "user": user.username if user else ""})
    follow_terms(council)
    return member


@transaction.atomic
def update_member(member, *, name, position, valid_from, by, title="", user=None, valid_to=None):
    """Corrects a term. Who sat in a session keeps name and position there: these do not change any more."""
    require(rules.may_run_sessions(by, member.council))
    values = _checked(member.council, member, name=name, title=title, position=position, user=user,
                      valid_from=valid_from, valid_to=valid_to)
    before, after = changed_fields(member, values)
    frozen = {"name", "title", "position", "valid_from"} & set(before)
    if frozen and has_sat(member):
        raise WrongState(f"{member} đã dự phiên họp; muốn đổi họ tên, chức vụ hay chức danh, hãy kết thúc nhiệm kỳ này "
                         "rồi thêm nhiệm kỳ mới.")
    if "user" in before:
        _require_no_open_vote(member)
    for field, value in values.items():
        setattr(member, field, value)
    member.save(update_fields=list(values))
    audit("nominations.update_member", member, by=by, before=_shown(before), after=_shown(after))
    follow_terms(member.council)
    return member


def _require_no_open_vote(member):
    """An account that takes over a seat while ballots are cast could vote for two."""
    sessions = CouncilSession.objects.select_for_update().filter(seats__member=member, state=SessionState.RUNNING)
    if CouncilItem.objects.filter(session__in=[row.pk for row in sessions], state=ItemState.VOTING).exists():
        raise WrongState(f"Phiên họp mà {member} dự đang bỏ phiếu kín; hãy đổi tài khoản sau khi chốt kết quả.")


def _shown(values):
    return {name: value for name, value in values.items() if name not in ("rank", "sort_key")}


@transaction.atomic
def end_term(member, *, on, by):
    """The person's last day on the council."""
    require(rules.may_run_sessions(by, member.council))
    if on < member.valid_from:
        raise InvalidInput({"valid_to": ["Ngày cuối trước ngày bắt đầu nhiệm kỳ."]})
    before, member.valid_to = member.valid_to, on
    member.save(update_fields=["valid_to"])
    audit("nominations.end_term", member, by=by, before={"valid_to": before}, after={"valid_to": on})
    follow_terms(member.council)
    return member


@transaction.atomic
def remove_member(member, *, by):
    """Takes a term out that was entered by mistake. Raises WrongState for who sat in a session."""
    require(rules.may_run_sessions(by, member.council))
    if has_sat(member):
        raise WrongState(f"{member} đã dự phiên họp nên không bỏ được; hãy kết thúc nhiệm kỳ.")
    audit("nominations.remove_member", member, by=by)
    SessionMember.objects.filter(member=member).delete()
    member.delete()


def has_sat(member):
    return member.seats.exclude(session__state=SessionState.DRAFT).exists()


def _checked(council, member, *, name, title, position, user, valid_from, valid_to):
    """The values to store. Raises InvalidInput for a second term of the same person or account on the same days."""
    if valid_to and valid_to < valid_from:
        raise InvalidInput({"valid_to": ["Ngày cuối trước ngày bắt đầu nhiệm kỳ."]})
    others = [other for other in council.members.exclude(pk=member and member.pk) if _meet(other, valid_from, valid_to)]
    if any((other.name, other.title) == (name, title) for other in others):
        raise InvalidInput({"name": ["Người này đã có nhiệm kỳ trùng thời gian."]})
    if user and any(other.user_id == user.pk for other in others):
        raise InvalidInput({"user": ["Tài khoản này đã gắn với thành viên khác trong cùng thời gian."]})
    return {"name": name, "title": title, "position": position, "user": user, "valid_from": valid_from,
            "valid_to": valid_to, "rank": RANKS[position], "sort_key": given_name_key(name)[:1200]}


def _meet(other, start, end):
    return (end is None or other.valid_from <= end) and (other.valid_to is None or start <= other.valid_to)
