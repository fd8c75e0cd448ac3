"""Downloads of what the lists show (`dinh-dang` of the address: xlsx or csv)."""
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_safe

from core.spreadsheets import TYPES, download
from nominations import exports
from nominations.filters import SubmissionFilter
from nominations.models import Nomination, Submission
from nominations.views import review
from nominations.views.common import demand


def _extension(request):
    wanted = request.GET.get("dinh-dang", "xlsx")
    return wanted if wanted in TYPES else "xlsx"


def _today():
    return f"{timezone.localdate():%Y-%m-%d}"


@require_safe
def queue(request):
    """The queue under the conditions of the address."""
    demand(review.may_see_queue(request.user))
    rows = review.filtered(request, request.GET).qs
    return download(exports.queue_sheet(rows, user=request.user), _extension(request), f"Thẩm định {_today()}")


@require_safe
def submissions(request):
    """The person's list of submissions under the conditions of the address."""
    shown = SubmissionFilter(request.GET, Submission.objects.visible_to(request.user), request=request)
    sheet = exports.submissions_sheet(shown.qs.order_by("-pk"), user=request.user)
    return download(sheet, _extension(request), f"Đề cử {_today()}")


@require_safe
def nominees(request, public_id):
    """The nominees of one list."""
    submission = get_object_or_404(Submission.objects.visible_to(request.user), public_id=public_id)
    rows = Nomination.objects.visible_to(request.user).filter(submission=submission)
    return download(exports.nominees_sheet(rows, user=request.user), _extension(request), "Danh sách đề cử")
