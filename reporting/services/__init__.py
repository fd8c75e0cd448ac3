"""Every act of reporting; import from here."""
from reporting.services.issuing import issue_report, withdraw_report
from reporting.services.reminders import remind_bearers, reminder_letters
from reporting.services.reports import fetch_report, prepare_report, retry_report, run_job, sweep_jobs

__all__ = ["fetch_report", "issue_report", "prepare_report", "remind_bearers", "reminder_letters", "retry_report",
           "run_job", "sweep_jobs", "withdraw_report"]
