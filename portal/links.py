"""Addresses of pages of other apps, by name."""
from urllib.parse import urlencode

from django.urls import NoReverseMatch, reverse


def address_of(name, *args, **query):
    """The address of a page with its query, or "" while no app offers it."""
    try:
        address = reverse(name, args=args)
    except NoReverseMatch:
        return ""
    return f"{address}?{urlencode(query)}" if query else address
