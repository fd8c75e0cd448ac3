"""What somebody who wants to take an example has to know of it."""
from django.db import models

from core.fields import LineField, ProseField
from models_registry.models.records import ExemplarRecord


class Profile(models.Model):
    """The results of an exemplar or model in figures, and how others can do the same: whom to ask, cost, conditions."""

    record = models.OneToOneField(ExemplarRecord, models.CASCADE, related_name="profile", verbose_name="hồ sơ")
    results = ProseField("kết quả bằng số liệu", blank=True)
    contact = LineField("liên hệ để học tập", max_length=255, blank=True)
    cost = LineField("kinh phí", max_length=255, blank=True)
    conditions = ProseField("điều kiện để làm theo", blank=True)

    class Meta:
        verbose_name = "kết quả, cách làm theo"

    def __str__(self):
        return f"Kết quả, cách làm theo: {self.record}"
