"""How an exemplar goes through its years, on paper or by a nomination: each step an act on a day, through services."""
from itertools import count
from uuid import NAMESPACE_URL, uuid5

from models_registry import services as registry
from nominations import services as nominations
from plans.enums import Stage
from portal.demo.life import phrases
from portal.demo.life.world import Act

PLACE = count()


class Exemplar:
    """One nominee of one agency in a plan and field; the record is there from its first step on."""

    def __init__(self, world, rng, nominee, *, field, organization, obligation=None):
        self.world, self.rng, self.nominee = world, rng, nominee
        self.field, self.organization, self.obligation = field, organization, obligation
        self.record = None

    def act(self, day, do, *args, **values):
        return Act(day, next(PLACE), lambda: do(*args, **values))

    def found(self, day, stage=Stage.REGISTERED):
        """The agency finds or registers the nominee."""
        return self.act(day, self._enter, stage)

    def _enter(self, stage):
        by = self._writer()
        subject = registry.ensure_subject(
            by=by, type=self.nominee.subject_type, name=self.nominee.name, kinds=[self.nominee.subject_kind],
            organization=self.organization, **self.nominee.facts)
        self.record = registry.ensure_record(
            by=by, subject=subject, plan=self.field.plan, field=self.field, organization=self.organization,
            record_kind=self.nominee.record_kind, model_name=self.nominee.model_name, story=self.nominee.achievement,
            obligations=[self.obligation] if self.obligation else [])
        registry.reach_stage(self.record, stage, on_date=self.world.today, by=by)

    def _writer(self):
        """The agency's person while the agency exists, then the office."""
        if self.organization.exists_on(self.world.today):
            return self.world.clerk(self.organization)
        return self.world.officer(self.rng)

    def reached(self, day, stage, *, number="", decided_by="", on_date=None, note=""):
        """The office enters a stage with the decision it read; `on_date` when the decision is older than the entry."""
        return self.act(day, self._reach, stage, number, decided_by, on_date, note)

    def _reach(self, stage, number, decided_by, on_date, note):
        registry.reach_stage(self.record, stage, on_date=on_date or self.world.today, note=note, decision_number=number,
                             decided_by_text=decided_by, by=self.world.officer(self.rng))

    def step(self, day, name, note="", number="", decided_by="", by_office=False):
        """A step of the registry's workflow by the agency, or by the office."""
        return self.act(day, self._step, name, note, number, decided_by, by_office)

    def _step(self, name, note, number, decided_by, by_office):
        by = self.world.officer(self.rng) if by_office else self._writer()
        today = self.world.today
        registry.take_step(self.record, name, by=by, on_date=today, today=today, note=note, decision_number=number,
                           decided_by_text=decided_by)


class Dossier:
    """A submission of one agency with its exemplars, from the first draft to the office's answer."""

    def __init__(self, world, rng, exemplars, *, key, note=""):
        self.world, self.rng, self.exemplars, self.note = world, rng, exemplars, note
        self.key = uuid5(NAMESPACE_URL, f"hoadep-demo/{key}")
        self.submission, self.rows = None, {}

    def act(self, day, do, *args):
        return Act(day, next(PLACE), lambda: do(*args))

    def drafted(self, day):
        return self.act(day, self._draft)

    def _draft(self):
        first, today = self.exemplars[0], self.world.today
        by = self.world.clerk(first.organization)
        self.submission = nominations.create_submission(
            by=by, organization=first.organization, plan=first.field.plan, field=first.field, form_key=self.key,
            today=today)
        award = next((award for alias, award in phrases.AWARDS.items()
                      if self.world.plans.get(alias) == first.field.plan), "")
        for number, exemplar in enumerate(self.exemplars):
            values = {**exemplar.nominee.values, "obligation": exemplar.obligation, "proposed_award": award}
            self.rows[exemplar] = nominations.add_nominee(
                self.submission, by=by, values=values, today=today, key=uuid5(self.key, str(number)))

    def sent(self, day):
        """Drafts and returned nominees go to the office."""
        return self.act(day, self._send)

    def _send(self):
        by = self.world.clerk(self.submission.organization)
        self.submission = nominations.submit_submission(self.submission, by=by, today=self.world.today)
        for exemplar, row in self.rows.items():
            row.refresh_from_db()
            exemplar.record = row.record

    def returned(self, day, exemplar, reason, due_on):
        return self.act(day, self._return, exemplar, reason, due_on)

    def _return(self, exemplar, reason, due_on):
        nominations.return_nomination(self.rows[exemplar], reason=reason, due_on=due_on,
                                      by=self.world.officer(self.rng), today=self.world.today)

    def decided(self, day, exemplar, number, waiver=""):
        return self.act(day, self._decide, exemplar, number, waiver)

    def _decide(self, exemplar, number, waiver):
        today = self.world.today
        row = nominations.recognise_nomination(
            self.rows[exemplar], decision_number=number, decided_on=today, by=self.world.officer(self.rng),
            today=today, waiver=waiver)
        exemplar.record = row.record

    def rejected(self, day, exemplar, reason):
        return self.act(day, self._reject, exemplar, reason)

    def _reject(self, exemplar, reason):
        nominations.reject_nomination(self.rows[exemplar], reason=reason, by=self.world.officer(self.rng))

    def revoked(self, day, exemplar, number, reason):
        return self.act(day, self._revoke, exemplar, number, reason)

    def _revoke(self, exemplar, number, reason):
        today = self.world.today
        self.rows[exemplar].refresh_from_db()
        nominations.revoke_nomination(self.rows[exemplar], number=number, on=today, reason=reason,
                                      by=self.world.officer(self.rng), today=today)

    def taken_up(self, day, exemplar):
        return self.act(day, lambda: nominations.take_up(self.rows[exemplar], by=self.world.officer(self.rng)))

    def passed(self, day, exemplar):
        return self.act(day, lambda: nominations.pass_nomination(
            self.rows[exemplar], by=self.world.officer(self.rng), today=self.world.today))

    def held(self, day, exemplar, reason):
        return self.act(day, lambda: nominations.hold_nomination(
            self.rows[exemplar], reason=reason, by=self.world.officer(self.rng)))

    def consulted(self, day, exemplar, body, question, due_on):
        """Another body is asked; its answer is still awaited."""
        return self.act(day, lambda: nominations.consult(
            self.rows[exemplar], body=body, question=question, due_on=due_on, by=self.world.officer(self.rng),
            today=self.world.today))

    def withdrawn(self, day, exemplar, reason):
        return self.act(day, self._withdraw, exemplar, reason)

    def _withdraw(self, exemplar, reason):
        nominations.withdraw_nomination(self.rows[exemplar], by=self.world.clerk(self.submission.organization),
                                        today=self.world.today, reason=reason)
