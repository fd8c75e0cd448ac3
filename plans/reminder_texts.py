"""What a reminder says. Pure: values in, Vietnamese out.

Agencies of the State are reminded of what the plan assigns to them («giao»); bodies of the Party, the Front and mass
organisations are asked («trân trọng đề nghị … quan tâm»), and no word of command stands in a letter to them.
"""
import re
from dataclasses import dataclass
from datetime import date

from core.dates import PartialDate, short_day, viet_partial, weekday_name
from core.numbers import viet_number
from plans.days_off import AS_THE_LAW, DaysOff

# Words of command, as whole words; «giao lưu», «giao thông», «giao tiếp» command nothing.
COMMAND = re.compile(r"\b(yêu cầu|đôn đốc|được giao|giao(?! lưu| thông| tiếp| dịch| ban))\b", re.IGNORECASE)

NO_ACCOUNT, ENDED, DEBTORS = "no_account", "ended", "debtors"
GROUPED = (NO_ACCOUNT, DEBTORS)  # letters to the office about all agencies that owe the same

# What a plan's own opening may name.
PLACES = {"viec": "việc phải làm", "co_quan": "cơ quan nhận thư", "ke_hoach": "kế hoạch, số và ngày văn bản",
          "han": "hạn, có thứ và ngày", "con_lai": "còn mấy ngày, quá hạn mấy ngày"}


@dataclass(frozen=True)
class ReminderFacts:
    """One duty on one day. `organization` owes it now; `former` is the agency the plan names when another owes it.

    `instead` says why the office is told: nobody of the agency has an account, or it ended on `ended_on` without a
    confirmed successor; `others` are further agencies that owe the same.
    `words` is the deadline as the plan states it, `quote` its sentence, `own_opening` the plan's own first sentence.
    """

    title: str
    plan: str
    organization: str
    due_on: date
    today: date
    step: str
    url: str
    words: str = ""
    quote: str = ""
    period: str = ""
    former: str = ""
    deliverable: str = ""
    recipient: str = ""
    office: str = "Cơ quan thường trực thi đua, khen thưởng"
    is_asked: bool = False
    is_chosen: bool = False
    is_soft: bool = False
    instead: str = ""
    others: tuple[str, ...] = ()
    ended_on: date | None = None
    own_opening: str = ""
    days_off: DaysOff = AS_THE_LAW

    @property
    def days(self):
        """Days left; negative when overdue."""
        return (self.due_on - self.today).days


def subject(facts):
    """The line that stands in the list of mails and of notices; at most 300 characters."""
    if facts.instead == ENDED:
        head = f"Chưa xác định cơ quan kế thừa của {facts.organization}"
    elif facts.instead == DEBTORS:
        head = f"Danh sách đôn đốc, {viet_number(1 + len(facts.others))} cơ quan {left_words(facts.days)}"
    elif facts.instead == NO_ACCOUNT:
        who = f"{viet_number(1 + len(facts.others))} cơ quan" if facts.others else facts.organization
        head = f"{who} chưa có tài khoản, {left_words(facts.days)}"
    elif facts.is_asked:
        head = f"Trân trọng đề nghị quan tâm ({asked_left_words(facts)})"
    elif facts.days >= 0:
        head = f"Nhắc việc, {left_words(facts.days)}"
    else:
        head = left_words(facts.days).capitalize()
    return f"{head}: {facts.title}"[:300]


def body(facts):
    """The whole letter: to whom, what, until when in the plan's words and in days, what to do next, where, why."""
    parts = [f"Kính gửi: {facts.office if facts.instead else facts.organization}", opening(facts), details(facts),
             f"{next_step(facts)}\n{facts.url}", f"{facts.office}\n{reason(facts)} Thư được lập tự động."]
    return "\n\n".join(parts)


def notice(facts):
    """The text of the notice inside the application."""
    return f"{opening(facts)}\n\n{details(facts)}"


def opening(facts):
    who = facts.organization
    heir = f" (tiếp nhận từ {facts.former})" if facts.former else ""
    if facts.instead == ENDED:
        return (f"{who} đã kết thúc hoạt động ngày {short_day(facts.ended_on)} và chưa có cơ quan kế thừa được xác "
                f"nhận cho việc dưới đây, theo {facts.plan}.")
    if facts.instead == DEBTORS:
        return f"Chưa nhận được kết quả việc dưới đây, theo {facts.plan}, của: {'; '.join([who, *facts.others])}."
    if facts.instead == NO_ACCOUNT and facts.others:
        names = "; ".join([who, *facts.others])
        return (f"{viet_number(1 + len(facts.others))} cơ quan có việc dưới đây theo {facts.plan}, nhưng chưa có ai ở "
                f"các cơ quan này có tài khoản để nhận thông báo, nên hệ thống gửi chuyên viên: {names}.")
    if facts.instead == NO_ACCOUNT:
        return (f"{who}{heir} có việc dưới đây theo {facts.plan}, nhưng chưa có ai ở cơ quan này có tài khoản để nhận "
                "thông báo, nên hệ thống gửi chuyên viên.")
    if facts.own_opening:
        return filled(facts.own_opening, facts)
    if facts.is_asked:
        return f"Trân trọng đề nghị {who}{heir} quan tâm việc dưới đây, theo {facts.plan}."
    return f"Theo {facts.plan}, {who}{heir} thực hiện việc dưới đây."


def details(facts):
    lines = [facts.title + (f" ({facts.period})" if facts.period else "")]
    if facts.quote and not (facts.is_asked and commands(facts.quote)):
        lines.append(f"Văn bản ghi: «{facts.quote}»")
    lines.append(f"Thời hạn: {due_sentence(facts)}")
    if facts.days_off.is_day_off(facts.due_on) and facts.days >= 0 and not facts.is_soft:
        last = long_day(facts.days_off.working_day_before(facts.due_on))
        lines.append(f"Hạn rơi vào ngày nghỉ; ngày làm việc cuối trước hạn: {last}.")
    if facts.deliverable:
        lines.append(f"Sản phẩm: {facts.deliverable}")
    if facts.recipient:
        lines.append(f"Nơi nhận: {facts.recipient}")
    return "\n".join(lines)


def due_sentence(facts):
    """«trước ngày 30 tháng 11 hằng năm → chậm nhất Chủ nhật, 29/11/2026 (còn 7 ngày).»"""
    kind = "nhân dịp" if facts.is_soft else "chậm nhất"
    chosen = ", do cơ quan ấn định" if facts.is_chosen else ""
    left = asked_left_words(facts, with_day=False) if facts.is_asked else left_words(facts.days)
    words = f"{facts.words} → " if facts.words else ""
    return f"{words}{kind} {long_day(facts.due_on)}{chosen} ({left})."


def next_step(facts):
    if facts.instead == DEBTORS:
        return "Việc cần làm: mở trang dưới đây, liên hệ từng cơ quan, lập công văn, gia hạn hoặc miễn có lý do."
    if facts.instead == ENDED:
        return "Việc cần làm: mở trang dưới đây, xác nhận cơ quan kế thừa hoặc đóng việc này, kèm căn cứ."
    if facts.instead == NO_ACCOUNT:
        return "Việc cần làm: liên hệ với cơ quan và lập tài khoản; khi nhận được sản phẩm, ghi nhận ở trang dưới đây."
    if facts.is_asked:
        return ("Khi hoàn thành, trân trọng đề nghị quý cơ quan ghi nhận kết quả ở trang dưới đây. Nếu đã gửi bằng "
                "đường khác, chỉ cần ghi nhận để hệ thống thôi gửi thư.")
    return ("Việc cần làm: mở trang dưới đây, chọn «Nộp», ghi số, ngày văn bản và đính kèm tệp nếu có. Nếu đã gửi "
            "bằng đường khác, chỉ cần ghi nhận ở đó để hệ thống thôi nhắc.")


def reason(facts):
    """Why this mail goes out now, for its reader and for the outbox."""
    return f"Lý do gửi: đến ngày «{step_words(facts.step)}», hạn {short_day(facts.due_on)}."


def step_words(step):
    """«trước hạn 7 ngày», «quá hạn 3 ngày», «bắt đầu thời gian thực hiện»."""
    name, _, number = step.partition("_")
    return {"start": "bắt đầu thời gian thực hiện", "middle": "giữa thời gian thực hiện",
            "before": f"trước hạn {number} ngày", "after": f"sau hạn {number} ngày"}[name]


def left_words(days):
    """«còn 7 ngày», «hết hạn hôm nay», «quá hạn 2 ngày»."""
    if days == 0:
        return "hết hạn hôm nay"
    return f"còn {viet_number(days)} ngày" if days > 0 else f"quá hạn {viet_number(-days)} ngày"


def asked_left_words(facts, with_day=True):
    """The same to a body that is asked: «hạn 04/12/2026, còn 7 ngày», «hạn 04/12/2026 đã qua 2 ngày»."""
    day = f"hạn {short_day(facts.due_on)}" if with_day else ""
    if facts.days < 0:
        return f"{day} đã qua {viet_number(-facts.days)} ngày".strip()
    left = "hôm nay" if facts.days == 0 else f"còn {viet_number(facts.days)} ngày"
    return f"{day}, {left}" if day else left


def commands(text):
    """Whether the text orders somebody to do something."""
    return COMMAND.search(text) is not None


def long_day(day):
    return f"{weekday_name(day)}, {short_day(day)}"


# --- a plan's own opening -----------------------------------------------------------------------------------------


def filled(text, facts):
    """The plan's own opening with the values of this duty in its places."""
    heir = f" (tiếp nhận từ {facts.former})" if facts.former else ""
    left = asked_left_words(facts, with_day=False) if facts.is_asked else left_words(facts.days)
    values = {"viec": facts.title, "co_quan": f"{facts.organization}{heir}", "ke_hoach": facts.plan,
              "han": long_day(facts.due_on), "con_lai": left}
    return re.sub(r"\{(\w+)\}", lambda place: values[place[1]], text)


def faults_of(text, *, is_asked):
    """What is wrong with an opening that somebody typed, as sentences; nothing when it can be used."""
    places = re.findall(r"\{(\w+)\}", text)
    unknown = sorted(set(places) - set(PLACES))
    faults = [f"Không có chỗ điền «{{{name}}}»." for name in unknown]
    if re.search(r"[{}]", re.sub(r"\{\w+\}", "", text)):
        faults.append("Dấu { } chỉ dùng để bao quanh tên chỗ điền, như {viec}.")
    if "viec" not in places:
        faults.append("Hãy nêu việc phải làm bằng chỗ điền {viec}.")
    if is_asked and commands(text):
        faults.append("Với cơ quan được đề nghị, không dùng «yêu cầu», «giao», «đôn đốc».")
    if is_asked and "đề nghị" not in text.lower():
        faults.append("Với cơ quan được đề nghị, hãy dùng lời «trân trọng đề nghị».")
    return faults


# --- periods ------------------------------------------------------------------------------------------------------


def period_words(key):
    """The words of an occurrence key: «năm 2026», «sáu tháng đầu năm 2026», «Quý IV năm 2021 đến Quý I năm 2022»."""
    if key in ("once", "undated"):
        return ""
    if ".." in key:
        first, last = key.split("..")
    else:
        first, _, last = key.partition("-") if "Q" in key or "H" in key or len(key) == 9 else (key, "", "")
    words = viet_partial(_code(first))
    return f"{words} đến {viet_partial(_code(last))}" if last else words


def _code(part):
    match = re.fullmatch(r"(\d{4})([QHY])(\d?)", part)
    if not match:
        return PartialDate.parse(part)
    year, letter, number = match.groups()
    return PartialDate.parse(year if letter == "Y" else f"{year}-{letter}{number}")


# --- what else an agency is told about a duty -----------------------------------------------------------------------


def returned_text(title, *, reason, is_asked, due_on):
    """(title, body) for the agency whose paper came back."""
    until = f" Thời hạn: {long_day(due_on)}." if due_on else ""
    reason = reason.strip() if reason.strip().endswith((".", "!", "?", "…")) else f"{reason.strip()}."
    if is_asked:
        return (f"Trân trọng đề nghị bổ sung: {title}"[:300],
                f"Trân trọng đề nghị quý cơ quan quan tâm bổ sung: {reason}{until}")
    return f"Trả lại bổ sung: {title}"[:300], f"Nội dung cần bổ sung: {reason}{until}"


def extended_text(title, *, reason, due_on):
    """(title, body) for the agency that was given more time."""
    return f"Gia hạn đến {short_day(due_on)}: {title}"[:300], f"Hạn mới: {long_day(due_on)}. Lý do: {reason}"
