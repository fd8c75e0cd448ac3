"""The plan's facts and papers: head, legal bases, recipients, phases, standing duties."""
import re

from django import forms
from django.core.exceptions import ValidationError

from core.errors import InvalidInput
from plans.enums import DocSystem, DocumentRole, IssuedPrecision, PlanLevel
from plans.forms.inputs import AgencyField, DayField, LinesField, MonthField, YearOrDayField, line, number, prose
from plans.models import Plan
from plans.numbers_of_documents import parse_number_or_blank

TOTALS = (("collective", "Tập thể"), ("individual", "Cá nhân"), ("household", "Hộ gia đình"), ("all", "Tổng cộng"))
DOCUMENT_FIELDS = ("doc_system", "doc_type", "issuer", "place", "signer_form", "signer_position", "signer_name",
                   "number_as_printed", "signer_name_as_printed", "raw_text")


class PlanForm(forms.Form):
    title = prose("Tên kế hoạch (trích yếu)", required=True, rows=2, max_length=800)
    owner = AgencyField(label="Cơ quan ban hành", required=False)
    level = forms.ChoiceField(label="Cấp", choices=PlanLevel)
    period_from = YearOrDayField(label="Thực hiện từ (năm hoặc ngày)")
    period_to = YearOrDayField(label="Đến hết (năm hoặc ngày)", required=False, last=True,
                               help_text="Để trống nếu kế hoạch không ghi ngày kết thúc.")
    scope = prose("Phạm vi, đối tượng áp dụng", rows=2)
    parent = forms.ModelChoiceField(label="Kế hoạch cấp trên đã có trong hệ thống", queryset=Plan.objects.none(),
                                    to_field_name="public_id", required=False, empty_label="(không có)")
    parent_number = line("Hoặc số kế hoạch cấp trên", max_length=60, help_text="Ví dụ: 56-KH/TU")
    parent_issued_on = DayField(label="Ngày kế hoạch cấp trên", required=False)
    preparation_ends_on = DayField(label="Hết giai đoạn chuẩn bị", required=False,
                                          help_text="Trước ngày này chưa tính tiến độ.")
    closing_on = DayField(label="Ngày chốt kết quả", required=False)
    total_collective = number("Văn bản nêu tổng số tập thể")
    total_individual = number("Tổng số cá nhân")
    total_household = number("Tổng số hộ gia đình")
    total_all = number("Tổng cộng", help_text="Chỉ để đối chiếu với tổng các chỉ tiêu đã nhập.")

    def __init__(self, *args, parents, province="", **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["parent"].queryset = parents
        self.fields["owner"].province = province

    def clean(self):
        values = super().clean()
        start, end = values.get("period_from"), values.get("period_to")
        if start and end and end < start:
            self.add_error("period_to", "Kế hoạch kết thúc trước khi bắt đầu.")
        ready, closing = values.get("preparation_ends_on"), values.get("closing_on")
        if ready and closing and closing <= ready:
            self.add_error("closing_on", "Ngày chốt kết quả phải sau ngày hết giai đoạn chuẩn bị.")
        return values

    def values(self):
        """Field values of the plan; `owner` may still be a NewAgency."""
        totals = {key: self.cleaned_data[f"total_{key}"] for key, _ in TOTALS
                  if self.cleaned_data[f"total_{key}"] is not None}
        kept = {name: value for name, value in self.cleaned_data.items() if not name.startswith("total_")}
        return {**kept, "title": " ".join(kept["title"].split()), "stated_totals": totals}


def plan_initial(plan):
    names = ("title", "level", "owner", "period_from", "period_to", "scope", "parent_number", "parent_issued_on",
             "preparation_ends_on", "closing_on")
    return {**{name: getattr(plan, name) for name in names}, "parent": plan.parent.public_id if plan.parent_id else "",
            **{f"total_{key}": plan.stated_totals.get(key) for key, _ in TOTALS}}


class DocumentForm(forms.Form):
    role = forms.ChoiceField(label="Vai trò", choices=[c for c in DocumentRole.choices if c[0] != "plan"][:1])
    doc_system = forms.ChoiceField(label="Văn bản của", choices=DocSystem, widget=forms.RadioSelect,
                                   initial=DocSystem.STATE)
    doc_type = line("Tên loại", required=True, max_length=40, initial="Kế hoạch")
    number = line("Số, ký hiệu", max_length=60,
                  help_text="Ví dụ: 12065/KH-UBND hoặc 235-KH/TU. Chưa có số: để trống, hoặc gõ /KH-SNN.")
    number_as_printed = line("Số như bản in (khi mờ, khó đọc)", max_length=80)
    issued_precision = forms.ChoiceField(label="Ngày ban hành", choices=[
        ("day", "Biết đủ ngày, tháng, năm"), ("month", "Chỉ biết tháng, năm"), ("unknown", "Không ghi ngày")],
        widget=forms.RadioSelect, initial=IssuedPrecision.DAY)
    issued_on = DayField(label="Ngày", required=False, help_text="Ví dụ: 26/11/2021")
    issued_month = MonthField(label="Tháng, năm", required=False)
    issued_not_before = DayField(label="Ban hành không trước ngày", required=False,
                                        help_text="Nếu biết, ví dụ ngày của kế hoạch cấp trên.")
    issuer = line("Cơ quan ban hành (như bản in)")
    place = line("Địa danh", max_length=80)
    title = prose("Trích yếu", rows=2, max_length=800)
    signer_form = line("Hình thức ký", max_length=120, help_text="Ví dụ: TM. ỦY BAN NHÂN DÂN, T/M BAN THƯỜNG VỤ")
    signer_position = line("Chức vụ người ký", max_length=120)
    signer_name = line("Người ký", max_length=120)
    signer_name_as_printed = line("Người ký như bản in (khi bản in sai)", max_length=120)
    raw_text = forms.CharField(label="Nguyên văn (nếu có, để đối chiếu)", required=False,
                               widget=forms.Textarea(attrs={"rows": 4}))

    def __init__(self, *args, role=None, with_title=True, **kwargs):
        super().__init__(*args, **kwargs)
        if role == DocumentRole.PLAN or not with_title:
            del self.fields["role"]
        elif role not in (None, DocumentRole.TRANSMITTAL):
            self.fields["role"].choices = [(role, DocumentRole(role).label)]
        if not with_title:
            del self.fields["title"]

    def clean_number(self):
        typed = self.cleaned_data["number"]
        self.symbol = ""
        if not typed:
            return ""
        if self.data.get(self.add_prefix("doc_system")) == DocSystem.OTHER:
            return typed
        try:
            found = parse_number_or_blank(typed)
        except InvalidInput as error:
            raise ValidationError(error.errors["number"]) from None
        self.symbol = found.symbol
        return str(found) if found.number else ""

    def clean(self):
        values = super().clean()
        needed = {"day": ("issued_on", "Hãy nhập ngày ban hành, hoặc chọn «Chỉ biết tháng, năm», «Không ghi ngày»."),
                  "month": ("issued_month", "Hãy nhập tháng và năm ban hành.")}
        name, message = needed.get(values.get("issued_precision"), ("", ""))
        if name and not values.get(name) and name not in self.errors:
            self.add_error(name, message)
        return values

    def values(self):
        data = self.cleaned_data
        precision = data["issued_precision"]
        kept = {name: data[name] for name in DOCUMENT_FIELDS}
        return {**kept, "number": data["number"] or None, "symbol": getattr(self, "symbol", ""),
                **({"title": " ".join(data["title"].split())} if "title" in data else {}),
                **({"role": data["role"]} if "role" in data else {}), "issued_precision": precision,
                "issued_on": data["issued_on"] if precision == "day" else None,
                "issued_month": data["issued_month"] if precision == "month" else None,
                "issued_not_before": data["issued_not_before"] if precision != "day" else None}


def document_initial(document):
    names = (*DOCUMENT_FIELDS, "role", "title", "issued_precision", "issued_on", "issued_month", "issued_not_before")
    symbol = document.symbol and ("-" if document.doc_system == DocSystem.PARTY else "/") + document.symbol
    return {**{name: getattr(document, name) for name in names}, "number": document.number or symbol}


class LegalBasisForm(forms.Form):
    telling = ("number", "name")
    number = line("Số, ký hiệu", max_length=120)
    name = line("Tên văn bản", max_length=500)
    issued_on = line("Ngày (hoặc tháng, năm)", max_length=10)
    issuer = line("Cơ quan ban hành")
    doc_system = forms.ChoiceField(label="Hệ thống", required=False, choices=[("", "–"), *DocSystem.choices])
    role = line("Vai trò", max_length=120)

    def values(self):
        return {name: self.cleaned_data[name] for name in self.fields if name != "DELETE"}


class RecipientsForm(forms.Form):
    addressees = LinesField(label="Kính gửi", required=False, help_text="Mỗi dòng một nơi. Để trống nếu không có.")
    recipients = LinesField(label="Nơi nhận", required=False,
                            widget=forms.Textarea(attrs={"rows": 10}),
                            help_text="Mỗi dòng một nơi, dán thẳng từ văn bản. "
                                      "Tên trùng danh mục cơ quan được liên kết.")

    def lines(self):
        """(name, mode, is addressee) of every line; «Tỉnh ủy (b/c)» gives the mode «b/c»."""
        for is_addressee, name in ((True, "addressees"), (False, "recipients")):
            for text in self.cleaned_data[name]:
                found = re.fullmatch(r"(.*?)\s*\(([^()]{1,20})\)", text)
                yield (found[1] or text, found[2], is_addressee) if found else (text, "", is_addressee)


def recipients_initial(document):
    rows = list(document.recipients.all())
    words = [(row.is_addressee, f"{row.name} ({row.mode})" if row.mode else row.name) for row in rows]
    return {"addressees": [text for first, text in words if first],
            "recipients": [text for first, text in words if not first]}


class PhaseForm(forms.Form):
    name = line("Tên giai đoạn", required=True, max_length=200, help_text="Ví dụ: Giai đoạn 1")
    starts_on = YearOrDayField(label="Từ (năm hoặc ngày)")
    ends_on = YearOrDayField(label="Đến hết (năm hoặc ngày)", last=True)
    quote = prose("Câu trong văn bản", rows=2)

    def clean(self):
        values = super().clean()
        if values.get("starts_on") and values.get("ends_on") and values["ends_on"] < values["starts_on"]:
            self.add_error("ends_on", "Giai đoạn kết thúc trước khi bắt đầu.")
        return values


class StandingDutyForm(forms.Form):
    telling = ("who", "what")
    who = line("Ai", max_length=300)
    what = prose("Làm việc gì", rows=2)

    def clean(self):
        values = super().clean()
        for name, other in (("who", "what"), ("what", "who")):
            if values.get(other) and not values.get(name):
                self.add_error(name, "Hãy nhập, hoặc xóa cả dòng.")
        return values
