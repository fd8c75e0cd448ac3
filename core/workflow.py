"""Transition tables: what may happen to an object, from which states, by whom; buttons and services read one table."""
from collections.abc import Callable
from dataclasses import dataclass

from core.errors import InvalidInput, NotAllowed, WrongState
from core.verdicts import ALLOWED, denied


def anyone(user, obj):
    """The rule of a transition that asks nothing of the person."""
    return ALLOWED


@dataclass(frozen=True)
class Transition:
    """One row of the table.

    `sources` are states (one state or several); `target` None means the state stays; `may(user, obj)` returns a
    verdict; `system` marks what only scheduled work does, never offered as a button; `style` is the button's look.
    """

    name: str
    label: str
    sources: tuple
    target: str | None
    may: Callable = anyone
    needs_reason: bool = False
    system: bool = False
    style: str = "secondary"
    confirm: str = ""

    def __post_init__(self):
        sources = (self.sources,) if isinstance(self.sources, str) else tuple(self.sources)
        object.__setattr__(self, "sources", sources)

    def check(self, obj, user, *, state_field="state"):
        """The verdict for this person on this object in the state it has now."""
        if getattr(obj, state_field) not in self.sources:
            words = _state_words(obj, state_field)
            return denied(f"Không thể thực hiện «{self.label}» khi đang ở trạng thái «{words}».")
        return self.may(user, obj)

    def target_from(self, state):
        """The state after the transition."""
        return state if self.target is None else self.target


class Workflow:
    """A table of transitions over one state field."""

    def __init__(self, *transitions, state_field="state"):
        self.transitions = transitions
        self.state_field = state_field
        self._by_name = {transition.name: transition for transition in transitions}
        if len(self._by_name) != len(transitions):
            raise ValueError("two transitions share one name")

    def __iter__(self):
        return iter(self.transitions)

    def transition(self, name):
        """The row of that name; KeyError when the table has none."""
        return self._by_name[name]

    def available(self, obj, user):
        """The transitions this person may do now, in table order: the buttons of the page."""
        return [t for t in self.transitions if not t.system and t.check(obj, user, state_field=self.state_field)]

    def check(self, obj, name, user):
        """The verdict on one named transition."""
        return self.transition(name).check(obj, user, state_field=self.state_field)

    def require(self, obj, name, user, *, reason=""):
        """The transition, when it may be done now.

        Raises WrongState when the object is elsewhere, NotAllowed when the person may not, InvalidInput when the
        transition needs a reason and none is given. `user` None is the system, whom `may` is not asked about.
        """
        transition = self.transition(name)
        if getattr(obj, self.state_field) not in transition.sources:
            raise WrongState(transition.check(obj, user, state_field=self.state_field).reason)
        if user is not None and not (verdict := transition.may(user, obj)):
            raise NotAllowed(verdict.reason)
        if transition.needs_reason and not reason.strip():
            raise InvalidInput({"reason": [f"Xin ghi lý do khi thực hiện «{transition.label}»."]})
        return transition

    def as_rows(self):
        """(from, transition, label, to, rule, needs a reason) for each source state, for documentation."""
        return [
            (str(source), t.name, t.label, str(t.target_from(source)), t.may.__name__, t.needs_reason)
            for t in self.transitions
            for source in t.sources
        ]


def _state_words(obj, state_field):
    display = getattr(obj, f"get_{state_field}_display", None)
    state = getattr(obj, state_field)
    return display() if display else getattr(state, "label", None) or str(state)
