"""Background work of reporting: each task calls one service and may run twice without harm."""
from celery import shared_task

PACK_SECONDS = 840  # two hundred letters on a busy machine; stays under the visibility time-out of the queue


@shared_task(time_limit=PACK_SECONDS)
def render_report_task(job_id):
    from reporting.services import run_job  # task body

    run_job(job_id)


@shared_task
def print_dossier_task(print_id):
    from reporting.services import run_print  # task body

    run_print(print_id)


@shared_task(time_limit=PACK_SECONDS)
def sweep_jobs_task():
    from reporting.services import sweep_jobs, sweep_prints  # task body

    sweep_jobs()
    sweep_prints()
