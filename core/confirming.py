"""Ask «are you sure?» on a page of its own when no script has asked already."""
from django.shortcuts import render

SENT_ALONG = {"csrfmiddlewaretoken", "confirmed"}


def confirmation(request, question, *, label, back_url, detail="", danger=False):
    """None when the form says it was confirmed, else the page that asks and sends the same form again."""
    if request.POST.get("confirmed"):
        return None
    fields = [(name, value) for name, values in request.POST.lists() if name not in SENT_ALONG for value in values]
    return render(request, "core/confirm.html", {
        "question": question, "detail": detail, "label": label, "danger": danger, "action": request.get_full_path(),
        "fields": fields, "back_url": back_url})
