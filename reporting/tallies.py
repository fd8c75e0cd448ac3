"""What obligations count, kept in a process until an act changes what one of them counts: then that one alone is
counted anew, by the query that counts all.

The version of an obligation is read before it is counted, and grows in the transaction of every act that changes what
it counts; so what is kept under today's version is never older than today's data, whatever ends in between. The terms
that the plan sets (window, counting stage) are part of the key.
"""
from models_registry.queries import count_versions
from reporting import kept


def terms_of(obligation):
    """What the plan sets for the counts of the obligation (or line): window and counting stage."""
    return obligation.window_start, obligation.window_end, obligation.rule.counting_stage


def tally(count, terms, *, as_of, empty, **options):
    """{obligation id: what `count(ids, as_of=as_of, **options)` finds for it, `empty` where it finds nothing}.

    `terms` is {obligation id: terms_of(it)}. One query for the versions (none when this look read them before), and
    those of `count` for the obligations that are not kept. Values are shared and must not be changed.
    """
    if not kept.is_on():
        found = count(list(terms), as_of=as_of, **options) if terms else {}
        return {pk: found.get(pk, empty) for pk in terms}
    versions = _versions(terms)
    wanted = {pk: ((count.__name__, pk, of, as_of, *options.values()), versions[pk]) for pk, of in terms.items()}
    known = kept.TALLIES.known(wanted)
    missing = [pk for pk in terms if pk not in known]
    if missing:
        counted = count(missing, as_of=as_of, **options)
        fresh = {pk: counted.get(pk, empty) for pk in missing}
        kept.TALLIES.keep({wanted[pk]: value for pk, value in fresh.items()}, kept.TALLIES_AT_MOST)
        known |= fresh
    return known


def _versions(ids):
    """{id: version}, read once for all that is counted in one look."""
    known = kept.read_before()
    if unread := [pk for pk in ids if pk not in known]:
        known |= dict.fromkeys(unread, 0) | count_versions(unread)
    return known
