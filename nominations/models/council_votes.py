"""Votes, in tables apart: open ones by name; secret ones as a roll of who voted and ballots of nobody.

Nothing links a ballot to the roll: no key, no instant, no number in sequence; the keys of both are random.
"""
from uuid import uuid4

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models

from core.fields import LineField, ProseField
from nominations.enums import Opinion
from nominations.models.council import CouncilItem, SessionMember


class NamedVote(models.Model):
    """What a member said in an open vote."""

    item = models.ForeignKey(CouncilItem, models.PROTECT, related_name="named_votes")
    seat = models.ForeignKey(SessionMember, models.PROTECT, related_name="+", verbose_name="thành viên")
    choice = models.CharField("biểu quyết", max_length=8, choices=Opinion)

    class Meta:
        verbose_name = "phiếu công khai"
        ordering = ["seat__member__rank", "seat__member__sort_key", "pk"]
        constraints = [models.UniqueConstraint(fields=["item", "seat"], name="named_vote_once")]

    def __str__(self):
        return f"{self.seat}: {self.get_choice_display()}"


class ItemConflict(models.Model):
    """A member who has to do with the case: steps out and does not vote; the membership stays what it is."""

    item = models.ForeignKey(CouncilItem, models.CASCADE, related_name="conflicts")
    seat = models.ForeignKey(SessionMember, models.PROTECT, related_name="conflicts", verbose_name="thành viên")
    reason = LineField("lý do", max_length=255, blank=True)

    class Meta:
        verbose_name = "người có liên quan"
        constraints = [models.UniqueConstraint(fields=["item", "seat"], name="conflict_once")]

    def __str__(self):
        return str(self.seat)


class VoterRoll(models.Model):
    """That a member has voted in a secret ballot; not what, and not when."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    item = models.ForeignKey(CouncilItem, models.PROTECT, related_name="voters")
    seat = models.ForeignKey(SessionMember, models.PROTECT, related_name="+", verbose_name="thành viên")

    class Meta:
        verbose_name = "người đã bỏ phiếu"
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["item", "seat"], name="voter_once")]

    def __str__(self):
        return str(self.seat)


class Ballot(models.Model):
    """One secret ballot while the vote is open; destroyed when it closes."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    item = models.ForeignKey(CouncilItem, models.PROTECT, related_name="ballots")
    choice = models.CharField(max_length=8, choices=Opinion)

    class Meta:
        verbose_name = "phiếu kín"
        ordering = ["id"]

    def __str__(self):
        return "Phiếu kín"


class ClosedBallot(models.Model):
    """The same ballots after closing, written in random order under new keys."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    item = models.ForeignKey(CouncilItem, models.PROTECT, related_name="closed_ballots")
    choice = models.CharField(max_length=8, choices=Opinion)

    class Meta:
        verbose_name = "phiếu kín đã kiểm"
        ordering = ["id"]

    def __str__(self):
        return "Phiếu kín"


class ResultChange(models.Model):
    """A closed result that was corrected: both figures stay, with the reason."""

    item = models.ForeignKey(CouncilItem, models.PROTECT, related_name="changes")
    before = models.JSONField(encoder=DjangoJSONEncoder)
    after = models.JSONField(encoder=DjangoJSONEncoder)
    reason = ProseField("lý do", max_length=2000)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="người sửa")
    at = models.DateTimeField("sửa lúc", auto_now_add=True)

    class Meta:
        verbose_name = "lần sửa kết quả"
        ordering = ["pk"]

    def __str__(self):
        return f"Sửa kết quả {self.item}"
