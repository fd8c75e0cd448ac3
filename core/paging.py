"""Pages of long lists: the order is found on narrow rows, and only the page's own rows are read whole."""
from django.core.paginator import Paginator


def page_of_whole(asked, narrow, whole, *, size, count=None):
    """The page `asked` (text) of the queryset `narrow`, its rows read by `whole` (a queryset of the same model).

    Two queries beside the count: the ids of the page in their order, then the rows, so that a database does not carry
    everything a row prints through the sorting of all rows. A number that is no page gives the nearest; `count` spares
    counting the rows again.
    """
    page = page_of_ids(asked, narrow, size=size, count=count)
    place = {pk: n for n, pk in enumerate(page.object_list)}
    page.object_list = sorted(whole.filter(pk__in=page.object_list), key=lambda row: place[row.pk])
    return page


def page_of_ids(asked, narrow, *, size, count=None):
    """The same page with the ids alone (a list in their order), for whoever reads the rows in another way."""
    paginator = Paginator(narrow.values_list("pk", flat=True), size)
    if count is not None:
        paginator.count = count
    page = paginator.get_page(asked)
    page.object_list = list(page.object_list)
    return page
