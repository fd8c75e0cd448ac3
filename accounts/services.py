"""Every act on accounts: create, correct, give and end roles, reset passwords, disable."""
from datetime import timedelta

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from accounts import rules
from accounts.enums import AGENCY_ROLES, Role
from accounts.models import RoleAssignment, User, keys_of
from accounts.passwords import one_time_password
from audit.services import changed_fields, record
from core.errors import InvalidInput, require

PROFILE_FIELDS = ("full_name", "email", "phone", "position")


@transaction.atomic
def create_account(*, by, username, full_name, email="", phone="", position="", password=None):
    """(the new person, their one-time password); `password` None makes one that must be changed at first sign-in.

    Raises NotAllowed, InvalidInput when the name is taken.
    """
    if by is not None:
        require(rules.may_manage_accounts(by))
    if User.objects.filter(username__iexact=username).exists():
        raise InvalidInput({"username": "Tên đăng nhập này đã có người dùng."})
    first = password or one_time_password()
    user = User.objects.create_user(username, email, first, full_name=full_name, phone=phone, position=position,
                                    must_change_password=password is None)
    record("accounts.create", user, by=by, after={"username": username, "full_name": full_name, "email": email})
    return user, first


@transaction.atomic
def update_account(user, *, by, **values):
    """Store name, e-mail address, telephone and position; by the person or an administrator."""
    if by is not None and by != user:
        require(rules.may_manage_accounts(by))
    wrong = set(values) - set(PROFILE_FIELDS)
    if wrong:
        raise ValueError(f"not fields of the profile: {sorted(wrong)}")
    user.refresh_from_db(from_queryset=User.objects.select_for_update())  # a form may have written on the object
    before, after = changed_fields(user, values)
    for name, value in values.items():
        setattr(user, name, value)
    keys = keys_of(user.username, user.full_name, user.email)
    for name, value in keys.items():
        setattr(user, name, value)
    user.save(update_fields=[*values, *keys])
    if after:
        record("accounts.update", user, by=by, before=before, after=after)
    return user


@transaction.atomic
def grant_role(user, *, by, role, organization=None, valid_from=None, valid_to=None):
    """The role from `valid_from` to `valid_to` (inclusive; None is open); given again, it takes the new days.

    Raises NotAllowed, InvalidInput when an agency role names no agency or the days are in the wrong order.
    """
    if by is not None:
        require(rules.may_manage_accounts(by))
    if role in AGENCY_ROLES and organization is None:
        raise InvalidInput({"organization": "Vai trò này phải gắn với một cơ quan, đơn vị."})
    if valid_from and valid_to and valid_to < valid_from:
        raise InvalidInput({"valid_to": "Ngày kết thúc phải sau ngày bắt đầu."})
    days = {"valid_from": valid_from, "valid_to": valid_to}
    assignment, created = RoleAssignment.objects.get_or_create(
        user=user, role=role, organization=organization, defaults=days)
    before = {} if created else {name: getattr(assignment, name) for name in days}
    if not created:
        RoleAssignment.objects.filter(pk=assignment.pk).update(**days)
        assignment.refresh_from_db()
    end_sessions(user)
    record("accounts.grant_role", user, by=by, before=before, after=_role_facts(assignment))
    return assignment


@transaction.atomic
def end_role(assignment, *, by, last_day=None):
    """The role ends after `last_day`; None ends it now. A role that would have no day at all is taken away."""
    if by is not None:
        require(rules.may_end_role(by, assignment))
    before = _role_facts(assignment)
    last_day = last_day or timezone.localdate() - timedelta(days=1)
    if assignment.valid_from and assignment.valid_from > last_day:
        assignment.delete()
    else:
        assignment.valid_to = last_day
        assignment.save(update_fields=["valid_to"])
    end_sessions(assignment.user)
    record("accounts.end_role", assignment.user, by=by, before=before, after={"valid_to": last_day})


@transaction.atomic
def reset_password(user, *, by):
    """A one-time password, to be shown once; all sessions of the person end."""
    require(rules.may_manage_accounts(by))
    password = one_time_password()
    user.set_password(password)
    user.must_change_password = True
    user.save(update_fields=["password", "must_change_password"])
    end_sessions(user)
    record("accounts.reset_password", user, by=by)
    return password


@transaction.atomic
def change_password(user, *, password):
    """The person's own choice, already checked by the form; other sessions end.

    Raises InvalidInput when it is the password they have.
    """
    if user.check_password(password):
        raise InvalidInput({"new_password1": "Mật khẩu mới phải khác mật khẩu đang dùng."})
    user.set_password(password)
    user.must_change_password = False
    user.save(update_fields=["password", "must_change_password"])
    end_sessions(user)
    record("accounts.change_password", user, by=user)
    return user


@transaction.atomic
def disable_account(user, *, by, reason=""):
    """The person is out at the next request; what they did stays."""
    require(rules.may_disable(by, user))
    user.is_active = False
    user.save(update_fields=["is_active"])
    end_sessions(user)
    record("accounts.disable", user, by=by, before={"is_active": True}, after={"is_active": False}, reason=reason)
    return user


@transaction.atomic
def enable_account(user, *, by):
    require(rules.may_manage_accounts(by))
    user.is_active = True
    user.save(update_fields=["is_active"])
    record("accounts.enable", user, by=by, before={"is_active": False}, after={"is_active": True})
    return user


@transaction.atomic
def record_sign_in(user):
    """The log knows who came in, when and from which address."""
    record("accounts.sign_in", user, by=user)


def end_sessions(user):
    """Every session of the person becomes invalid at its next request."""
    User.objects.filter(pk=user.pk).update(session_epoch=F("session_epoch") + 1)
    user.refresh_from_db(fields=["session_epoch"])


def _role_facts(assignment):
    return {"role": Role(assignment.role).label, "organization": str(assignment.organization or ""),
            "valid_from": assignment.valid_from, "valid_to": assignment.valid_to}
