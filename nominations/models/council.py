"""The council: who sits on it and for how long, by which rules it votes, its sessions and their agendas."""
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from accounts.enums import Role
from core.fields import LineField, ProseField
from nominations.enums import (
    CouncilPosition,
    Denominator,
    ItemState,
    Presence,
    SessionState,
    VoteMode,
    VoteResult,
)
from nominations.models.submissions import Nomination
from organizations.models import Organization, dates_in_order, valid_on

EXEMPLARS = "Công nhận điển hình tiên tiến"


class CouncilQuerySet(models.QuerySet):
    def visible_to(self, user):
        """For the office and leaders; members reach their council through its sessions."""
        return self if user.sees_whole_province else self.none()


class Council(models.Model):
    """A council of emulation and commendation, with its standing body and the decision that set it up."""

    public_id = models.UUIDField(default=uuid4, unique=True, editable=False)
    name = LineField("tên Hội đồng", max_length=255, unique=True)
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+",
                                     verbose_name="cơ quan thường trực")
    authority = ProseField("căn cứ thành lập", max_length=1000, blank=True,
                           help_text="Số, ngày của quyết định thành lập hoặc kiện toàn Hội đồng.")

    objects = CouncilQuerySet.as_manager()

    class Meta:
        verbose_name = "Hội đồng"
        ordering = ["name"]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("nominations:council", args=[self.public_id])


class CouncilMember(models.Model):
    """One term of one person on a council; the days are inclusive, an open end lasts."""

    public_id = models.UUIDField(default=uuid4, unique=True, editable=False)
    council = models.ForeignKey(Council, models.PROTECT, related_name="members", verbose_name="Hội đồng")
    name = LineField("họ và tên", max_length=150)
    title = LineField("chức vụ, đơn vị", max_length=255, blank=True)
    position = models.CharField("chức danh trong Hội đồng", max_length=10, choices=CouncilPosition,
                                default=CouncilPosition.MEMBER)
    rank = models.PositiveSmallIntegerField(editable=False)
    sort_key = models.CharField(max_length=1200, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True,
                             related_name="council_terms", verbose_name="tài khoản")
    valid_from = models.DateField("từ ngày")
    valid_to = models.DateField("đến hết ngày", null=True, blank=True)

    class Meta:
        verbose_name = "thành viên Hội đồng"
        ordering = ["rank", "sort_key", "pk"]
        constraints = [
            dates_in_order("council_term_dates_in_order"),
            models.UniqueConstraint(fields=["council", "name", "title", "valid_from"], name="council_term_once"),
        ]

    def __str__(self):
        return self.name


class VoteRuleQuerySet(models.QuerySet):
    def in_force_on(self, day):
        return self.filter(valid_on(day))

    def usable(self):
        """Those somebody has checked against the law, and the product's own default."""
        return self.filter(Q(is_default=True) | Q(verified_on__isnull=False))


class VoteRule(models.Model):
    """How many must agree, and how it is asked: dated data with its source, never a constant.

    `award` empty: recognition as an exemplar. `min_percent` is a whole percent 1–100 of `denominator`; a strict
    rule asks for more than it («quá 50 %»), any other for at least it. The quorum is `quorum_num`/`quorum_den`
    of the whole membership present at the session.
    """

    public_id = models.UUIDField(default=uuid4, unique=True, editable=False)
    award = LineField("danh hiệu, hình thức khen thưởng", max_length=255, blank=True,
                      help_text="Để trống: quy tắc cho việc công nhận điển hình tiên tiến.")
    award_key = models.CharField(max_length=255, editable=False, blank=True, db_index=True)
    legal_text = ProseField("nội dung quy định", max_length=2000)
    source = LineField("nguồn (văn bản, điều, khoản)", max_length=300)
    min_percent = models.PositiveSmallIntegerField("tỷ lệ tối thiểu (%)")
    is_strict = models.BooleanField("phải quá tỷ lệ này", default=False)
    denominator = models.CharField("tính trên", max_length=7, choices=Denominator, default=Denominator.ALL)
    quorum_num = models.PositiveSmallIntegerField("điều kiện họp: tử số", default=2)
    quorum_den = models.PositiveSmallIntegerField("mẫu số", default=3)
    is_secret = models.BooleanField("bỏ phiếu kín", default=False)
    absent_in_writing = models.BooleanField("lấy ý kiến bằng văn bản của thành viên vắng mặt", default=False)
    is_default = models.BooleanField(default=False, editable=False)
    valid_from = models.DateField("áp dụng từ ngày", null=True, blank=True)
    valid_to = models.DateField("đến hết ngày", null=True, blank=True)
    verified_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+",
                                    verbose_name="người kiểm tra")
    verified_on = models.DateField("đã kiểm tra ngày", null=True, blank=True)

    objects = VoteRuleQuerySet.as_manager()

    class Meta:
        verbose_name = "quy tắc biểu quyết"
        ordering = ["award_key", F("valid_from").desc(nulls_last=True), "-pk"]
        constraints = [
            dates_in_order("vote_rule_dates_in_order"),
            models.CheckConstraint(condition=Q(min_percent__gte=1, min_percent__lte=100),
                                   name="vote_rule_percent_in_bounds"),
            models.CheckConstraint(condition=~Q(min_percent=100, is_strict=True), name="vote_rule_can_be_met"),
            models.CheckConstraint(condition=Q(quorum_num__gte=1) & Q(quorum_den__gte=F("quorum_num")),
                                   name="vote_rule_quorum_is_a_fraction"),
            models.CheckConstraint(condition=Q(verified_by=None, verified_on=None)
                                   | Q(verified_by__isnull=False, verified_on__isnull=False),
                                   name="vote_rule_verified_by_and_on_together"),
            models.CheckConstraint(condition=Q(is_default=False) | Q(award_key="", verified_on=None),
                                   name="default_vote_rule_is_for_exemplars"),
        ]

    def __str__(self):
        return f"{self.award or EXEMPLARS}: {self.need_text}"

    @property
    def need_text(self):
        """«cần quá 50 % tổng số thành viên Hội đồng»."""
        sign = "quá" if self.is_strict else "≥"
        return f"cần {sign} {self.min_percent} % {self.get_denominator_display().lower().replace('hội', 'Hội')}"

    @property
    def quorum_text(self):
        return f"{self.quorum_num}/{self.quorum_den} tổng số thành viên"


class CouncilSessionQuerySet(models.QuerySet):
    def visible_to(self, user):
        """All for the office and leaders; for a member the ones they sit in, a draft once it was sent round."""
        if user.sees_whole_province:
            return self
        if not user.holds(Role.COUNCIL_MEMBER):
            return self.none()
        open_to_members = Q(state__in=(SessionState.RUNNING, SessionState.ENDED)) | Q(
            state=SessionState.DRAFT, shared_at__isnull=False)
        mine = SessionMember.objects.filter(member__user=user).values("session")
        return self.filter(open_to_members, pk__in=mine)


class CouncilSession(models.Model):
    """One meeting: its number is entered, never made."""

    public_id = models.UUIDField(default=uuid4, unique=True, editable=False)
    council = models.ForeignKey(Council, models.PROTECT, related_name="sessions", verbose_name="Hội đồng")
    number = LineField("phiên số", max_length=30)
    held_on = models.DateField("ngày họp")
    starts_at = models.TimeField("giờ họp")
    place = LineField("địa điểm", max_length=255)
    chair = models.ForeignKey(CouncilMember, models.PROTECT, null=True, blank=True, related_name="+",
                              verbose_name="chủ trì")
    secretary = LineField("thư ký", max_length=150, blank=True)
    state = models.CharField("trạng thái", max_length=9, choices=SessionState, default=SessionState.DRAFT)
    shared_at = models.DateTimeField("gửi thành viên lúc", null=True, blank=True)
    opened_at = models.DateTimeField("bắt đầu lúc", null=True, blank=True)
    ended_at = models.DateTimeField("kết thúc lúc", null=True, blank=True)
    note = ProseField("diễn biến chung", max_length=8000, blank=True)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    version = models.PositiveIntegerField(default=1)

    objects = CouncilSessionQuerySet.as_manager()

    class Meta:
        verbose_name = "phiên họp Hội đồng"
        ordering = ["-held_on", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["council", "number"], name="session_number_once_a_council"),
            models.CheckConstraint(condition=~Q(state="running") | Q(opened_at__isnull=False, chair__isnull=False),
                                   name="running_session_was_opened"),
            models.CheckConstraint(condition=~Q(state="ended") | Q(opened_at__isnull=False, ended_at__isnull=False),
                                   name="ended_session_was_held"),
        ]

    def __str__(self):
        return f"Phiên họp số {self.number} ngày {self.held_on:%d/%m/%Y}"

    def get_absolute_url(self):
        return reverse("nominations:council_session", args=[self.public_id])


class SessionMember(models.Model):
    """A member as of the day of the session: all of them together are the whole membership that votes count on."""

    public_id = models.UUIDField(default=uuid4, unique=True, editable=False)
    session = models.ForeignKey(CouncilSession, models.CASCADE, related_name="seats", verbose_name="phiên họp")
    member = models.ForeignKey(CouncilMember, models.PROTECT, related_name="seats", verbose_name="thành viên")
    presence = models.CharField("tham dự", max_length=7, choices=Presence, blank=True, default=Presence.UNKNOWN)
    reason = LineField("lý do vắng", max_length=255, blank=True)

    class Meta:
        verbose_name = "thành viên dự họp"
        ordering = ["member__rank", "member__sort_key", "pk"]
        constraints = [models.UniqueConstraint(fields=["session", "member"], name="member_once_a_session")]

    def __str__(self):
        return str(self.member)


class CouncilItemQuerySet(models.QuerySet):
    def visible_to(self, user):
        """The cases of the sessions the person may see."""
        return self.filter(session__in=CouncilSession.objects.visible_to(user))

    def papers_of(self, user):
        """The cases whose dossier and files a member may read: of a session that has not ended, and still on it."""
        if not user.holds(Role.COUNCIL_MEMBER):
            return self.none()
        sessions = CouncilSession.objects.visible_to(user).filter(
            state__in=(SessionState.DRAFT, SessionState.RUNNING), seats__member__user=user)
        return self.filter(session__in=sessions).exclude(state=ItemState.LEFT)


class CouncilItem(models.Model):
    """One case on the agenda of one session, and what the council said.

    The figures are members, not percents; together they are the whole membership: yes + no + other + blank +
    invalid + not voted = total. `base` is what the percentage is taken of, by the rule. Null until closed.
    """

    public_id = models.UUIDField(default=uuid4, unique=True, editable=False)
    session = models.ForeignKey(CouncilSession, models.PROTECT, related_name="items", verbose_name="phiên họp")
    nomination = models.ForeignKey(Nomination, models.PROTECT, related_name="council_items", verbose_name="đề cử")
    position = models.PositiveIntegerField("thứ tự")
    award = LineField("biểu quyết về", max_length=255, blank=True)
    award_key = models.CharField(max_length=255, blank=True, editable=False)
    state = models.CharField("trạng thái", max_length=7, choices=ItemState, default=ItemState.WAITING)
    rule = models.ForeignKey(VoteRule, models.PROTECT, null=True, blank=True, related_name="items",
                             verbose_name="quy tắc")
    mode = models.CharField("hình thức", max_length=10, choices=VoteMode, blank=True)
    total = models.PositiveSmallIntegerField("tổng số thành viên", null=True, blank=True)
    present = models.PositiveSmallIntegerField("có mặt", null=True, blank=True)
    base = models.PositiveSmallIntegerField("tính trên", null=True, blank=True)
    yes = models.PositiveSmallIntegerField("đồng ý", null=True, blank=True)
    no = models.PositiveSmallIntegerField("không đồng ý", null=True, blank=True)
    other = models.PositiveSmallIntegerField("ý kiến khác", null=True, blank=True)
    blank = models.PositiveSmallIntegerField("phiếu trắng", null=True, blank=True)
    invalid = models.PositiveSmallIntegerField("phiếu không hợp lệ", null=True, blank=True)
    not_voted = models.PositiveSmallIntegerField("không biểu quyết", null=True, blank=True)
    issued = models.PositiveSmallIntegerField("số phiếu phát ra", null=True, blank=True)
    counting_board = ProseField("ban kiểm phiếu", max_length=1000, blank=True,
                                help_text="Mỗi dòng một người, dòng đầu là Trưởng ban.")
    result = models.CharField("kết quả", max_length=10, choices=VoteResult, blank=True)
    opinions = ProseField("ý kiến tại phiên họp", max_length=8000, blank=True)
    carried_reason = ProseField("lý do chuyển phiên sau", max_length=1000, blank=True)
    opened_at = models.DateTimeField("mở bỏ phiếu lúc", null=True, blank=True)
    closed_at = models.DateTimeField("chốt lúc", null=True, blank=True)
    closed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    version = models.PositiveIntegerField(default=1)

    objects = CouncilItemQuerySet.as_manager()

    class Meta:
        verbose_name = "trường hợp trình Hội đồng"
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["session", "nomination"], name="case_once_a_session"),
            models.UniqueConstraint(fields=["nomination"], condition=Q(state__in=("waiting", "voting")),
                                    name="case_on_one_agenda_at_a_time"),
            models.CheckConstraint(
                condition=~Q(state="closed") | Q(result__in=VoteResult.values, rule__isnull=False,
                                                 closed_by__isnull=False, closed_at__isnull=False, total__isnull=False),
                name="closed_case_has_its_result"),
            models.CheckConstraint(
                condition=Q(total=None) | Q(total=F("yes") + F("no") + F("other") + F("blank") + F("invalid")
                                            + F("not_voted")),
                name="votes_add_up_to_the_membership"),
        ]

    def __str__(self):
        return str(self.nomination)

    def get_absolute_url(self):
        return reverse("nominations:council_item", args=[self.public_id])

    @property
    def award_text(self):
        return self.award or EXEMPLARS
