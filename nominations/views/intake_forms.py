"""Forms of lists sent as files: the file, and one row put right."""
from django import forms

from core.tables import is_without_result
from nominations.forms import COLLECTIVE_KINDS, KINDS, PERSON_KINDS, PlainForm
from plans.enums import RecordKind, SubjectKind, SubjectType

KIND_CHOICES = [("", "Chọn…"), *[(slug, label) for slug, (label, _, _) in KINDS.items()]]
GROUPS = {SubjectType.COLLECTIVE: COLLECTIVE_KINDS, SubjectType.INDIVIDUAL: PERSON_KINDS}
GROUP_CHOICES = [("", "Không nêu"), *[(kind.label, [(code, SubjectKind(code).label) for code in codes])
                                      for kind, codes in GROUPS.items()]]


class ListFileForm(PlainForm):
    file = forms.FileField(
        label="Danh sách Word (.docx) hoặc Excel (.xlsx)", required=False,
        widget=forms.FileInput(attrs={"accept": ".docx,.xlsx"}),
        help_text="Nhiều nhất 5.000 dòng, 16 MB. Chưa có gì được lưu vào hồ sơ khi tải lên.")
    pasted = forms.CharField(  # tabs part the cells: no tidied text; each cell is cleaned when it is read
        label="Hoặc dán các dòng chép từ Excel", max_length=1_000_000, required=False, strip=False,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="Chọn các dòng trong Excel (nên kèm dòng tiêu đề), chép rồi dán vào đây.")

    def clean(self):
        facts = super().clean()
        if not self.errors and bool(facts.get("file")) == bool((facts.get("pasted") or "").strip()):
            raise forms.ValidationError("Chọn một tệp, hoặc dán các dòng chép từ Excel.")
        return facts


class ImportRowForm(PlainForm):
    """The values of one row; what is missing is said by the page, so nothing here is required."""

    kind = forms.ChoiceField(label="Loại", choices=KIND_CHOICES, required=False)
    name = forms.CharField(label="Họ và tên / tên tập thể / chủ hộ, chủ mô hình", max_length=255, required=False)
    model_name = forms.CharField(label="Tên mô hình (chỉ với mô hình)", max_length=300, required=False)
    owner_type = forms.ChoiceField(label="Chủ mô hình là", required=False,
                                   choices=[("", "Không phải mô hình"), *SubjectType.choices])
    birth_year = forms.IntegerField(
        label="Năm sinh", required=False, widget=forms.TextInput(attrs={"inputmode": "numeric"}),
        error_messages={"invalid": "Năm sinh ghi bằng số, ví dụ 1980; không rõ thì để trống."})
    position = forms.CharField(label="Chức vụ, nghề nghiệp", max_length=200, required=False)
    unit_text = forms.CharField(label="Đơn vị, nơi ở", max_length=255, required=False)
    address = forms.CharField(label="Địa chỉ", max_length=255, required=False)
    subject_kind = forms.ChoiceField(label="Thuộc nhóm", required=False, choices=GROUP_CHOICES)
    proposed_award = forms.CharField(label="Hình thức đề nghị", max_length=255, required=False)
    achievement = forms.CharField(label="Thành tích tóm tắt", max_length=20000, required=False,
                                  widget=forms.Textarea(attrs={"rows": 3}))

    @classmethod
    def of_row(cls, row):
        """The form filled with what the list says."""
        values = row["values"]
        is_model = values["record_kind"] == RecordKind.MODEL
        kind = "mo-hinh" if is_model else next(
            (slug for slug, (_, subject, _) in KINDS.items() if subject and subject == values["subject_type"]), "")
        unread = row.get("unread", {})
        typed = {name: unread[role] for role, name in (("birth", "birth_year"), ("position", "position"))
                 if unread.get(role) and not is_without_result(unread[role])}
        return cls(initial=values | typed | {"kind": kind, "owner_type": values["subject_type"] if is_model else ""},
                   auto_id=f"dong{row['n']}_%s")

    def clean(self):
        """Refuse what the chosen kind cannot have: it would be lost without a word."""
        facts = super().clean()
        subject_type, _ = self._types()
        if facts.get("birth_year") and subject_type == SubjectType.COLLECTIVE:
            self.add_error("birth_year", "Tập thể không có năm sinh: sửa «Loại», hoặc để trống.")
        if facts.get("position") and subject_type == SubjectType.COLLECTIVE:
            self.add_error("position", "Tập thể không có chức vụ: sửa «Loại», hoặc để trống.")
        if facts.get("subject_kind") and subject_type and facts["subject_kind"] not in GROUPS.get(subject_type, ()):
            self.add_error("subject_kind", "Nhóm này không dùng cho loại đã chọn: chọn nhóm khác, hoặc «Không nêu».")
        return facts

    def _types(self):
        """(subject type, record kind) as chosen; a model has the type of its owner."""
        _, subject_type, record_kind = KINDS.get(self.cleaned_data.get("kind"), ("", "", RecordKind.EXEMPLAR))
        owner = self.cleaned_data.get("owner_type", "")
        return str(owner if record_kind == RecordKind.MODEL else subject_type), str(record_kind)

    def values(self):
        """What is stored in the row, by field of a nomination."""
        subject_type, record_kind = self._types()
        values = {name: value for name, value in self.cleaned_data.items() if name not in ("kind", "owner_type")}
        return values | {"record_kind": record_kind, "subject_type": subject_type}
