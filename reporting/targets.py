"""Papers about one nominee or one session of the council: a table of its own beside the reports about plans."""
from django.db import models
from django.db.models import F, Q

from nominations.models import CouncilSession, Nomination


class PaperTarget(models.Model):
    """What a paper is about when it is not about a plan."""

    snapshot = models.OneToOneField("reporting.ReportSnapshot", models.CASCADE, related_name="target")
    nomination = models.ForeignKey(Nomination, models.CASCADE, null=True, blank=True, related_name="papers",
                                   verbose_name="đề cử")
    session = models.ForeignKey(CouncilSession, models.PROTECT, null=True, blank=True, related_name="papers",
                                verbose_name="phiên họp")

    class Meta:
        verbose_name = "đối tượng của văn bản"
        constraints = [models.CheckConstraint(name="paper_about_a_nominee_or_a_session", condition=(
            Q(nomination__isnull=False, session=None) | Q(nomination=None, session__isnull=False)))]

    def __str__(self):
        return str(self.nomination or self.session)


def about_nominees_seen_by(user):
    """The condition on papers about a nominee: the agency's own people see all of theirs; everybody else who may see
    the nominee sees what was made after it was sent, and what they made."""
    own = Q(target__nomination__submission__organization__in=user.organization_ids())
    sent = Q(made_at__gte=F("target__nomination__submitted_at")) | Q(made_by=user)
    return Q(target__nomination__in=Nomination.objects.visible_to(user)) & (own | sent)
