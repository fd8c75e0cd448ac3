"""Write down what a subject earned and what stands against it, and what was found about a condition."""
from django.db import transaction

from audit.services import record as audit
from core.errors import InvalidInput, NotAllowed, require
from models_registry import rules
from models_registry.checking import uses_discipline
from models_registry.enums import Result
from models_registry.models import (
    Discipline,
    EligibilityFinding,
    EligibilityResult,
    Headship,
    Hold,
    TitleRecord,
    YearlyRating,
)
from models_registry.queries import written_for
from plans.enums import SubjectType


@transaction.atomic
def rate(subject, *, scheme, year, value, source, by, today):
    """The subject's rating of one year; a rating that the office verified is changed by the office alone."""
    require(rules.may_write_merit(by, subject))
    _check_year(year, today)
    known = YearlyRating.objects.select_for_update().filter(subject=subject, scheme=scheme, year=year).first()
    if known and known.is_verified and not by.is_office_staff:
        raise NotAllowed("Sở Nội vụ đã kiểm tra kết quả xếp loại năm này; nếu sai, anh/chị báo Sở Nội vụ.")
    if known and not written_for(YearlyRating.objects.filter(pk=known.pk), by).exists():
        raise NotAllowed("Năm này đã có kết quả xếp loại khác; anh/chị báo Sở Nội vụ để đối chiếu.")
    row = known or YearlyRating(subject=subject, scheme=scheme, year=year)
    before = row.value
    row.value, row.source, row.by, row.is_verified = value, source, by, by.is_office_staff
    row.save()
    audit("models_registry.rate", subject, by=by, before={"value": before} if before else {},
          after={"scheme": scheme, "year": year, "value": value, "source": source})
    return row


def _check_year(year, today):
    if not 1945 <= year <= today.year:
        raise InvalidInput({"year": [f"Năm phải từ 1945 đến {today.year}."]})


@transaction.atomic
def add_title(subject, *, title, year, source, by, today, **facts):
    """A title, commendation or standard of one year."""
    require(rules.may_write_merit(by, subject))
    _check_year(year, today)
    row = TitleRecord.objects.create(subject=subject, title=title, year=year, source=source, by=by,
                                     is_verified=by.is_office_staff, **facts)
    audit("models_registry.add_title", subject, by=by, after={"title": title, "year": year, "source": source})
    return row


@transaction.atomic
def revoke_title(title, *, on, reason, by, today):
    """The title supports nothing from `on` on; it stays visible with that day."""
    require(rules.may_keep_conduct(by))
    if not reason.strip():
        raise InvalidInput({"reason": ["Hãy ghi quyết định thu hồi và lý do."]})
    if on > today:
        raise InvalidInput({"on": ["Ngày chưa đến."]})
    stored = TitleRecord.objects.select_for_update().get(pk=title.pk)
    stored.revoked_on = on
    stored.save(update_fields=["revoked_on"])
    audit("models_registry.revoke_title", stored.subject, by=by, reason=reason,
          after={"title": str(stored), "revoked_on": on})
    return stored


@transaction.atomic
def add_discipline(subject, *, level, from_date, source, by, to_date=None, reason=""):
    """Kept only where a plan with a record of the subject uses disciplines; the log does not say which one it is."""
    require(rules.may_keep_conduct(by))
    if not uses_discipline(subject):
        raise InvalidInput(
            "Chưa kế hoạch nào có điển hình này bật thông tin kỷ luật; bật ở trang «Thông tin nhạy cảm».")
    _in_order(from_date, to_date)
    row = Discipline.objects.create(subject=subject, level=level, from_date=from_date, to_date=to_date, reason=reason,
                                    source=source, by=by)
    audit("models_registry.add_discipline", subject, by=by, after={"from": from_date, "to": to_date})
    return row


@transaction.atomic
def add_hold(subject, *, from_date, reason, source, by, to_date=None):
    """Not to be put forward from the day on; nothing that already counts is touched."""
    require(rules.may_keep_conduct(by))
    _in_order(from_date, to_date)
    row = Hold.objects.create(subject=subject, from_date=from_date, to_date=to_date, reason=reason, source=source,
                              by=by)
    audit("models_registry.add_hold", subject, by=by, reason=reason, after={"from": from_date, "to": to_date})
    return row


@transaction.atomic
def end_hold(hold, *, on, by, reason=""):
    """The last day of the hold is `on`."""
    require(rules.may_keep_conduct(by))
    stored = Hold.objects.select_for_update().get(pk=hold.pk)
    _in_order(stored.from_date, on)
    stored.to_date = on
    stored.save(update_fields=["to_date"])
    audit("models_registry.end_hold", stored.subject, by=by, reason=reason, after={"to": on})
    return stored


@transaction.atomic
def set_head(person, collective, *, from_date, source, by, to_date=None):
    """`person` heads `collective` from the day on. Raises InvalidInput for other types of subjects."""
    require(rules.may_write_merit(by, person))
    _in_order(from_date, to_date)
    if person.type != SubjectType.INDIVIDUAL or collective.type != SubjectType.COLLECTIVE:
        raise InvalidInput({"collective": ["Người đứng đầu là cá nhân, đứng đầu một tập thể."]})
    row = Headship.objects.create(person=person, collective=collective, from_date=from_date, to_date=to_date,
                                  source=source, by=by)
    audit("models_registry.set_head", person, by=by, after={"collective": collective.name, "from": from_date})
    return row


def _in_order(from_date, to_date):
    if to_date is not None and to_date < from_date:
        raise InvalidInput({"to_date": ["Ngày kết thúc trước ngày bắt đầu."]})


@transaction.atomic
def declare(subject, rows, *, source, by):
    """Store what an agency declared; what the office verified, and what was said already, stays as it is."""
    for row in rows:
        if row["kind"] == "rating":
            YearlyRating.objects.get_or_create(
                subject=subject, scheme=row["scheme"], year=row["year"],
                defaults={"value": row["value"], "source": source, "by": by})
        elif not TitleRecord.objects.filter(subject=subject, title=row["title"], year=row["year"]).exists():
            TitleRecord.objects.create(subject=subject, title=row["title"], year=row["year"], source=source, by=by,
                                       is_achieved=row["value"] == "yes")
    if rows:
        audit("models_registry.declare", subject, by=by, after={"rows": len(rows), "source": source})


@transaction.atomic
def find(record, *, code, result, words, by):
    """An officer's finding about one condition of the record, or its waiver; the reason is kept with the name."""
    require(rules.may_find(by))
    if result == Result.UNKNOWN or result not in Result.values:
        raise InvalidInput({"result": ["Hãy chọn kết luận."]})
    if not words.strip():
        raise InvalidInput({"words": ["Hãy ghi căn cứ, lý do."]})
    row = EligibilityFinding.objects.create(record=record, code=code, result=result, words=words, by=by)
    audit("models_registry.find", record, by=by, reason=words, after={"code": code, "result": result})
    return row


def keep_results(record, outcomes, *, moment, on):
    """Store what the conditions said at this moment; a later check at the same moment takes its place."""
    EligibilityResult.objects.filter(record=record, moment=moment).delete()
    EligibilityResult.objects.bulk_create(EligibilityResult(
        record=record, code=o.condition.code, rule_id=o.condition.rule_id, moment=moment, result=o.result,
        severity=o.condition.severity, text=o.condition.text, evidence=o.evidence, checked_on=on) for o in outcomes)
