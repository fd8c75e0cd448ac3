"""Every act of reporting; import from here."""
from reporting.services.dossiers import fetch_print, print_dossier, run_print, sweep_prints
from reporting.services.handovers import prepare_handover
from reporting.services.issuing import issue_report, withdraw_report
from reporting.services.leader_pages import take_leader_page
from reporting.services.own_papers import prepare_merit, prepare_minutes
from reporting.services.reminders import remind_bearers, reminder_letters
from reporting.services.reports import (
    fetch_report,
    prepare_report,
    retry_letter,
    retry_report,
    run_job,
    sweep_jobs,
)
from reporting.services.sentences import edit_sentences
from reporting.services.signed import add_signed_copy, fetch_signed_copy

__all__ = ["add_signed_copy", "edit_sentences", "fetch_print", "fetch_report", "fetch_signed_copy", "issue_report",
           "prepare_merit", "prepare_minutes", "prepare_handover", "prepare_report", "print_dossier", "remind_bearers",
           "reminder_letters", "retry_letter", "retry_report", "run_job", "run_print", "sweep_jobs", "sweep_prints",
           "take_leader_page", "withdraw_report"]
