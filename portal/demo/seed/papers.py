"""What seeded agencies handed in for their duties, and what they were told."""
from datetime import timedelta

from django.utils import timezone

from notifications.models import Notice
from notifications.services import key_of
from plans.models import DeadlineOccurrence, Deliverable


def store_papers(rng, plans, agencies, texts, *, today):
    """A paper for nine of ten duties whose day is over, one in five of them late; two notices a clerk."""
    slugs = {agency.organization.pk: agency for agency in agencies}
    over = DeadlineOccurrence.objects.filter(milestone__plan__in=plans, due_on__lt=today).order_by("pk")
    papers = [_paper(rng, texts, row, slugs[row.organization_id], today) for row in over if rng.random() < 0.9]
    Deliverable.objects.bulk_create(papers, batch_size=2000)
    notices = [_notice(texts, agency, n) for agency in agencies for n in (1, 2)]
    Notice.objects.bulk_create(notices, batch_size=2000)
    return {"sản phẩm đã nộp": len(papers), "thông báo": len(notices)}


def _paper(rng, texts, row, agency, today):
    days = rng.randint(1, 20) if rng.random() < 0.2 else -rng.randint(0, 30)
    return Deliverable(
        public_id=texts.uuid(), occurrence=row, received_on=min(row.due_on + timedelta(days=days), today),
        number=texts.marked(agency.slug, "paper-number", f"{rng.randint(1, 400)}/BC")[:60],
        note=texts.marked(agency.slug, "paper-note", "Gửi qua trục liên thông."), sent_by=agency.clerk)


def _notice(texts, agency, number):
    return Notice(
        public_id=texts.uuid(), key=key_of("seed", agency.slug, number), user=agency.clerk,
        title=texts.marked(agency.slug, "notice-title", "Có việc sắp đến hạn"),
        body=texts.marked(agency.slug, "notice-body", "Xem mục Mốc và nhắc việc."), created_at=timezone.now())
