"""A small site with a form that knows of kept text, one that does not, and an address that only takes forms."""
from django import forms
from django.http import HttpResponse
from django.urls import include, path
from django.views.decorators.http import require_POST

from core.kept import kept_or_post


class NoteForm(forms.Form):
    title = forms.CharField()
    password = forms.CharField(required=False)


def knowing(request):
    form = NoteForm(kept_or_post(request))
    if request.method == "POST" and form.is_valid():
        return HttpResponse(f"saved {form.cleaned_data['title']}")
    return HttpResponse(str(form))


def unknowing(request):
    return HttpResponse("empty form")


@require_POST
def only_post(request):
    return HttpResponse(f"done {request.POST['title']}")


urlpatterns = [
    path("knowing/", knowing), path("unknowing/", unknowing), path("only-post/", only_post),
    path("", include("config.urls")),
]
