"""The board as plain data, in the stable shape that `manage.py show_board --json` prints."""
from reporting.figures import board_totals, plan_shape, quota_lines


def board_data(plan, *, as_of):
    """{"plan", "as_of", "rows", "totals"}; days as «2023-06-30», counts as whole numbers, None for no number."""
    lines = quota_lines(plan, as_of=as_of)
    return {"plan": plan.code, "as_of": as_of.isoformat(), "rows": [row_data(line) for line in lines],
            "totals": totals_data(board_totals(lines), plan_shape(plan))}


def row_data(line):
    """One obligation. `field` is the field's code, None for a rule over several fields together."""
    return {
        "rule": line.rule.code, "field": line.field.code if line.field else None, "bearer": line.bearer.name,
        "current_bearer": line.current_bearer.name if line.current_bearer else None,
        "subject_types": [t.value for t in line.rule.subject_types], "modality": str(line.modality),
        "min": line.minimum, "max": line.maximum, "target": line.target,
        "window": [line.window_start.isoformat(), line.window_end.isoformat() if line.window_end else None],
        "registered": line.registered, "nurturing": line.nurturing, "recognised": line.recognised,
        "replicated": line.replicated, "forwarded": line.forwarded, "actual": line.actual,
        "shortfall": line.shortfall, "over": line.over, "status": str(line.status)}


def totals_data(totals, shape):
    """`percent` is rounded to two decimals; None without any minimum."""
    minimum = totals.minimum
    return {
        "fields": shape.fields, "lead_agencies": shape.lead_agencies, "rules": shape.rules,
        "obligations": totals.obligations, "without_figure": totals.without_figure,
        "minimum": {"collective": minimum.collective, "individual": minimum.individual,
                    "household": minimum.household, "all": minimum.all},
        "actual": totals.actual, "shortfall": totals.shortfall,
        "percent": None if totals.percent is None else round(float(totals.percent), 2)}
