"""Agencies of one province by the names that plans call them; a missing one is created, not yet confirmed."""
from organizations.models import Organization
from organizations.services import create_organization
from plans.enums import AssignmentVerb
from plans.importing import wording


class Directory:
    """Finds an agency by its present, former or short name. Agencies of other provinces are never taken."""

    def __init__(self, province_code, *, by):
        self.province_code, self.by = province_code, by
        self.created = []
        self._names, self._short = {}, {}
        for organization in Organization.objects.filter(province_code=province_code).prefetch_related("names"):
            self._learn(organization)

    def _learn(self, organization):
        self._names[wording.full_name(organization.name)] = organization
        for former in organization.names.all():
            self._names.setdefault(wording.full_name(former.name), organization)
        if organization.short_name:
            self._short.setdefault(wording.full_name(organization.short_name), organization)

    def find(self, name):
        """The agency called `name`, or None."""
        key = wording.full_name(name)
        return self._names.get(key) or self._short.get(key)

    def get(self, name):
        """The agency called `name`; created «chưa xác nhận» when the province has none."""
        return self.find(name) or self.create(name)

    def create(self, name, *, former_names=(), **values):
        """A new agency that a person still has to confirm; system and kind follow from its name when not given."""
        system, kind = wording.system_and_kind(name)
        organization = create_organization(
            by=self.by, name=name, names=former_names, province_code=self.province_code, is_confirmed=False,
            **{"system": system, "kind": kind, **values})
        self.created.append(organization)
        self._learn(organization)
        return organization

    def describe(self, proposals):
        """Create the proposed agencies that are missing, with what the file says of them; superior ones linked."""
        for proposal in proposals:
            if proposal.province_code == self.province_code and not self._names.get(wording.full_name(proposal.name)):
                self.create(proposal.name, former_names=proposal.former_names, **dict(proposal.values))
        for proposal in proposals:
            self._link(proposal)

    def _link(self, proposal):
        child, parent = self.find(proposal.name), self.find(proposal.parent) if proposal.parent else None
        if child in self.created and parent and parent != child:
            child.parent = parent
            child.save(update_fields=["parent"])


def verb_for(organization):
    """Party, Front and mass bodies are asked, everyone else is ordered."""
    return AssignmentVerb.DE_NGHI if organization.was_asked_not_ordered else AssignmentVerb.GIAO
