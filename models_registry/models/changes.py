"""What tells that an obligation may count something else than a moment ago."""
from django.db import models

from plans.models import QuotaObligation


class CountChange(models.Model):
    """Something was written that the obligation counts, in the same transaction. Rows are only added, or folded into
    one of their summed weight: the sum is the version of the obligation's counts, and never falls.

    A counter in a row of the obligation would be shorter, but two acts that touch the same two obligations in another
    order would then wait for each other; so would a foreign key, which locks the row it names.
    """

    obligation = models.ForeignKey(QuotaObligation, models.DO_NOTHING, db_constraint=False, related_name="+",
                                   verbose_name="nghĩa vụ")
    weight = models.PositiveBigIntegerField("số lần đổi", default=1)

    class Meta:
        verbose_name = "thay đổi số đếm"

    def __str__(self):
        return f"{self.obligation_id}: {self.weight}"
