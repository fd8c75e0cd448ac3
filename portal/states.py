"""The page of states and transitions (docs/states.md), written from the same tables that the services obey."""
from importlib import import_module
from importlib.util import find_spec

from django.apps import apps
from django.db.models import Model

from core.workflow import Workflow

FILE = "docs/states.md"
HEAD = """# Trạng thái và bước chuyển

Trang này do `manage.py write_states` viết từ các bảng chuyển trạng thái trong mã nguồn; một bài kiểm thử đối chiếu.
Sửa ở bảng `transitions.py` của từng phần rồi chạy lại lệnh.
"""
COLUMNS = ("Bước", "Từ trạng thái", "Sang trạng thái", "Ai được làm", "Lý do")


def workflows():
    """(module, name, workflow) of every table in an app's `transitions`, in the order of the apps."""
    for config in apps.get_app_configs():
        dotted = f"{config.name}.transitions"
        if find_spec(dotted):
            module = import_module(dotted)
            yield from ((module, name, value) for name, value in vars(module).items() if isinstance(value, Workflow))


def states_page():
    return HEAD + "".join(_section(*found) for found in workflows())


def _section(module, name, workflow):
    model = _model_of(module, name, workflow)
    states = dict(model._meta.get_field(workflow.state_field).flatchoices)
    lines = [f"\n## {str(model._meta.verbose_name).capitalize()}\n",
             f"Bảng `{module.__name__}.{name}`, trường `{model._meta.label}.{workflow.state_field}`.\n", _row(COLUMNS),
             _row("---" for _ in COLUMNS)]
    lines += [_row(_cells(transition, states)) for transition in workflow]
    lines += ["", "Các trạng thái: " + ", ".join(f"«{label}» (`{value}`)" for value, label in states.items()) + "."]
    return "\n".join(lines) + "\n"


def _cells(transition, states):
    who = "hệ thống" if transition.system else f"`{transition.may.__name__}`"
    target = "không đổi" if transition.target is None else states[str(transition.target)]
    return (f"{transition.label} (`{transition.name}`)",
            ", ".join(states[str(source)] for source in transition.sources),
            target, who, "phải ghi" if transition.needs_reason else "")


def _row(cells):
    return f"| {' | '.join(cells)} |"


def _model_of(module, name, workflow):
    """The model whose state field offers every state of the table; of the module's app."""
    wanted = {str(state) for t in workflow for state in (*t.sources, t.target) if state is not None}
    label = module.__name__.split(".")[0]
    for model in apps.get_app_config(label).get_models():
        if issubclass(model, Model) and wanted <= _choices(model, workflow.state_field):
            return model
    raise LookupError(f"no model of {label} has the states of {module.__name__}.{name}")


def _choices(model, field):
    names = {found.name for found in model._meta.get_fields() if getattr(found, "flatchoices", None)}
    return {str(value) for value, _ in model._meta.get_field(field).flatchoices} if field in names else set()
