"""Rules of voting as dated data: entered, checked against the law by a person, ended; never rewritten once checked."""
from django.db import transaction

from audit.services import changed_fields
from audit.services import record as audit
from core.errors import InvalidInput, WrongState, require
from nominations import rules
from nominations.council_queries import award_key
from nominations.models import VoteRule

FIELDS = ("award", "legal_text", "source", "min_percent", "is_strict", "denominator", "quorum_num", "quorum_den",
          "is_secret", "absent_in_writing", "valid_from", "valid_to")


@transaction.atomic
def add_rule(*, by, **values):
    """A rule that nobody has checked yet: no vote is opened by it."""
    require(rules.may_run_sessions(by, None))
    rule = VoteRule.objects.create(**_checked(values))
    audit("nominations.add_rule", rule, by=by, after=_facts(rule))
    return rule


@transaction.atomic
def update_rule(rule, *, by, **values):
    """Corrects a rule before it is checked."""
    stored = _locked(rule, by)
    if stored.verified_on or stored.is_default:
        raise WrongState("Quy tắc đã kiểm tra không sửa được nữa; hãy kết thúc quy tắc này và thêm quy tắc mới.")
    values = _checked(values)
    before, after = changed_fields(stored, values)
    for name, value in values.items():
        setattr(stored, name, value)
    stored.save()
    audit("nominations.update_rule", stored, by=by, before=before, after=after)
    return stored


@transaction.atomic
def verify_rule(rule, *, by, today):
    """Somebody has read the source and found the rule as it stands there; from now on votes can be opened by it."""
    stored = _locked(rule, by)
    if stored.verified_on or stored.is_default:
        raise WrongState("Quy tắc này không chờ kiểm tra.")
    stored.verified_by, stored.verified_on = by, today
    stored.save(update_fields=["verified_by", "verified_on"])
    audit("nominations.verify_rule", stored, by=by, after=_facts(stored))
    return stored


@transaction.atomic
def end_rule(rule, *, on, by):
    """The last day on which the rule holds. Results closed under it stay."""
    stored = _locked(rule, by)
    if stored.valid_from and on < stored.valid_from:
        raise InvalidInput({"valid_to": ["Ngày cuối trước ngày bắt đầu áp dụng."]})
    if stored.items.filter(session__held_on__gt=on, state="closed").exists():
        raise InvalidInput({"valid_to": ["Đã có kết quả chốt theo quy tắc này sau ngày đó."]})
    before, stored.valid_to = stored.valid_to, on
    stored.save(update_fields=["valid_to"])
    audit("nominations.end_rule", stored, by=by, before={"valid_to": before}, after={"valid_to": on})
    return stored


def _locked(rule, by):
    require(rules.may_run_sessions(by, rule))
    return VoteRule.objects.select_for_update().get(pk=rule.pk)


def _checked(values):
    errors = {}
    if not str(values.get("legal_text", "")).strip():
        errors["legal_text"] = ["Hãy chép nội dung quy định."]
    if not str(values.get("source", "")).strip():
        errors["source"] = ["Hãy ghi văn bản, điều, khoản."]
    if not 1 <= values["min_percent"] <= 100 or (values["min_percent"] == 100 and values.get("is_strict")):
        errors["min_percent"] = ["Tỷ lệ từ 1 đến 100 %; không thể «quá 100 %»."]
    if not 1 <= values["quorum_num"] <= values["quorum_den"]:
        errors["quorum_num"] = ["Điều kiện họp là một phân số từ trên 0 đến 1, ví dụ 2/3."]
    start, end = values.get("valid_from"), values.get("valid_to")
    if start and end and end < start:
        errors["valid_to"] = ["Ngày cuối trước ngày bắt đầu áp dụng."]
    if errors:
        raise InvalidInput(errors)
    return {**{name: values[name] for name in FIELDS if name in values},
            "award_key": award_key(values.get("award", ""))}


def _facts(rule):
    return {"rule": str(rule), "source": rule.source, "quorum": rule.quorum_text, "valid_from": rule.valid_from,
            "valid_to": rule.valid_to}
