"""Transition tables, verdicts and refusals."""
from dataclasses import dataclass
from datetime import UTC, datetime

import pytest
from django.db.models import TextChoices

from core.errors import DomainError, EditConflict, InvalidInput, NotAllowed, WrongState, require
from core.verdicts import ALLOWED, denied
from core.workflow import Transition, Workflow


class State(TextChoices):
    DRAFT = "draft", "Bản nháp"
    SENT = "sent", "Đã gửi"
    DONE = "done", "Xong"


def may_decide(user, obj):
    return ALLOWED if user == "cán bộ" else denied("Chỉ cán bộ Sở Nội vụ được xét hồ sơ.")


WORKFLOW = Workflow(
    Transition("submit", "Gửi", State.DRAFT, State.SENT),
    Transition("return", "Trả lại", (State.SENT, State.DONE), State.DRAFT, may_decide, needs_reason=True),
    Transition("comment", "Góp ý", [State.SENT], None, may_decide),
    Transition("close", "Đóng", (State.DRAFT, State.SENT), State.DONE, system=True),
)


@dataclass
class Paper:
    state: str


@pytest.mark.parametrize(("state", "user", "names"), [
    (State.DRAFT, "cán bộ", ["submit"]),
    (State.DRAFT, "đơn vị", ["submit"]),
    (State.SENT, "cán bộ", ["return", "comment"]),
    (State.SENT, "đơn vị", []),
    (State.DONE, "cán bộ", ["return"]),
    (State.DONE, "đơn vị", []),
])
def test_buttons_are_the_rows_that_state_and_person_allow(state, user, names):
    assert [transition.name for transition in WORKFLOW.available(Paper(state), user)] == names


def test_a_refusal_names_the_state_or_the_rule():
    elsewhere = WORKFLOW.check(Paper(State.DONE), "submit", "đơn vị")
    not_yours = WORKFLOW.check(Paper(State.SENT), "return", "đơn vị")

    assert not elsewhere and elsewhere.reason == "Không thể thực hiện «Gửi» khi đang ở trạng thái «Xong»."
    assert not not_yours and not_yours.reason == "Chỉ cán bộ Sở Nội vụ được xét hồ sơ."
    assert WORKFLOW.check(Paper(State.SENT), "return", "cán bộ") is ALLOWED


@pytest.mark.parametrize(("state", "user", "reason", "error"), [
    (State.DRAFT, "cán bộ", "thiếu", WrongState),
    (State.SENT, "đơn vị", "thiếu", NotAllowed),
    (State.SENT, "cán bộ", "  ", InvalidInput),
])
def test_a_service_gets_the_error_that_fits(state, user, reason, error):
    with pytest.raises(error):
        WORKFLOW.require(Paper(state), "return", user, reason=reason)


def test_a_service_gets_the_row_when_it_may_go_on():
    returned = WORKFLOW.require(Paper(State.SENT), "return", "cán bộ", reason="thiếu chữ ký")
    closed = WORKFLOW.require(Paper(State.SENT), "close", None)
    comment = WORKFLOW.transition("comment")

    assert (returned.target_from(State.SENT), closed.target_from(State.SENT)) == (State.DRAFT, State.DONE)
    assert comment.target_from(State.SENT) == State.SENT


def test_the_table_can_be_written_down():
    assert WORKFLOW.as_rows()[:3] == [
        ("draft", "submit", "Gửi", "sent", "anyone", False),
        ("sent", "return", "Trả lại", "draft", "may_decide", True),
        ("done", "return", "Trả lại", "draft", "may_decide", True),
    ]


def test_two_rows_of_one_name_are_a_mistake():
    with pytest.raises(ValueError, match="one name"):
        Workflow(Transition("a", "A", "x", "y"), Transition("a", "B", "y", "x"))


def test_require_passes_or_raises_with_the_reason():
    require(ALLOWED)

    with pytest.raises(NotAllowed, match="^Hết hạn.$"):
        require(denied("Hết hạn."))


def test_errors_speak_vietnamese_without_being_told():
    assert str(WrongState()).startswith("Trạng thái hiện tại không cho phép")
    assert str(NotAllowed()) == "Anh/chị không có quyền thực hiện việc này."
    assert isinstance(InvalidInput("Sai."), DomainError)


def test_invalid_input_keeps_messages_by_field():
    error = InvalidInput({"number": "Thiếu số.", "date": ["Sai ngày.", "Quá sớm."]})

    assert error.errors == {"number": ["Thiếu số."], "date": ["Sai ngày.", "Quá sớm."]}
    assert str(error) == "Thiếu số. Sai ngày. Quá sớm."
    assert InvalidInput("Sai.").errors == {"": ["Sai."]}


def test_an_edit_conflict_says_who_when_and_what():
    error = EditConflict("Trần An", datetime(2026, 11, 20, 17, 5, tzinfo=UTC), ["tên", "hạn"])

    assert str(error).startswith("Trần An đã sửa nội dung này (tên, hạn) lúc 00:05 ngày 21/11/2026.")
