"""Every act on plans, one function each; import from here."""
from plans.services.amendments import (
    add_field,
    add_milestone,
    add_rule,
    amend_figures,
    amend_milestone,
    preview_amendment,
    withdraw_rule,
)
from plans.services.backward import (
    accept_inner_steps,
    anniversaries_on,
    change_inner_task,
    drop_inner_tasks,
    enter_anniversary,
    finish_inner_task,
    remove_anniversary,
    set_inner_steps,
    usual_steps,
)
from plans.services.before_days import effect_of, set_before_rule
from plans.services.drafts import (
    create_plan,
    delete_document,
    delete_eligibility_rule,
    delete_field,
    delete_milestone,
    delete_phase,
    delete_plan,
    delete_rule,
    rules_of_field_alone,
    save_document,
    save_eligibility_rule,
    save_field,
    save_field_with_quotas,
    save_milestone,
    save_phase,
    save_rule,
    save_standing_duty,
    set_legal_bases,
    set_recipients,
    set_standing_duties,
    update_plan,
)
from plans.services.duties import (
    assign_bearer,
    choose_day,
    close_duty,
    extend_deadline,
    hand_in,
    mark_opened,
    return_deliverable,
)
from plans.services.issuing import allocate, close_plan, extend_horizon, issue_plan
from plans.services.reminding import enter_days_off, open_feed, remove_day_off, revoke_feed, set_reminder_rules

__all__ = [
    "accept_inner_steps", "add_field", "add_milestone", "add_rule", "allocate", "amend_figures", "amend_milestone",
    "anniversaries_on",
    "assign_bearer", "change_inner_task", "choose_day", "close_duty", "close_plan", "create_plan", "delete_document",
    "delete_eligibility_rule", "delete_field", "delete_milestone", "delete_phase", "delete_plan", "delete_rule",
    "drop_inner_tasks", "effect_of", "enter_anniversary", "enter_days_off", "extend_deadline", "extend_horizon",
    "finish_inner_task", "hand_in", "issue_plan", "mark_opened", "open_feed", "preview_amendment",
    "remove_anniversary", "remove_day_off", "return_deliverable", "revoke_feed", "rules_of_field_alone",
    "save_document", "save_eligibility_rule", "save_field", "save_field_with_quotas", "save_milestone", "save_phase",
    "save_rule", "save_standing_duty", "set_before_rule", "set_inner_steps", "set_legal_bases", "set_recipients",
    "set_reminder_rules",
    "set_standing_duties", "update_plan", "usual_steps", "withdraw_rule",
]
