"""The papers of a case: which fit, what they lack, issuing them from their templates, one or many at once."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _

from vongtay.cases.actions.letters import owner_of
from vongtay.cases.models import Case
from vongtay.cases.paper_values import Asked, Printed, flags_of, values_of
from vongtay.common.access import Refused, Staff
from vongtay.papers import actions as papers
from vongtay.papers import queries as templates
from vongtay.papers.blocks.design.fields import catalogue
from vongtay.papers.blocks.design.fill import Lack, is_given, missing
from vongtay.papers.blocks.design.shape import from_json
from vongtay.papers.models import Paper, TemplateVersion
from vongtay.papers.queries import WORLD_NOTICES
from vongtay.people.actions import look_at_identity
from vongtay.people.models import Identity
from vongtay.people.permissions import RULES as PEOPLE_RULES
from vongtay.people.permissions import Act as PeopleAct
from vongtay.people.vault import Facts

ASKED_FIELDS = ("paper.to", "paper.note")


@dataclass(frozen=True)
class Offer:
    """A paper that a case may give: its version, whether it fits the route and step of the case, why it can't be issued now."""

    version: TemplateVersion
    fits: bool
    why_not: str

    @property
    def is_internal(self) -> bool:
        """Whether its statutory form was not seen."""
        return not self.version.template.form_number


def offers(case: Case) -> list[Offer]:
    """Give every paper in use, those that fit the route and step of the case first."""
    flags = flags_of(case)
    found = [Offer(version, _fits(case, version), _why_not(version, flags)) for version in templates.live_versions()]
    return sorted(found, key=lambda offer: not (offer.fits and not offer.why_not))


def _fits(case: Case, version: TemplateVersion) -> bool:
    template = version.template
    wanted = ((template.routes, case.route), (template.regimes, case.regime), (template.states, case.state))
    return all(not allowed or own in allowed for allowed, own in wanted)


def _why_not(version: TemplateVersion, flags: Printed) -> str:
    required = version.design.get("required", ())
    lacking = [code for code in required if code in flags and not is_given(flags[code])]
    return next((catalogue()[code].why or catalogue()[code].label for code in lacking), "")


def asks_for(version: TemplateVersion) -> frozenset[str]:
    """Give which of the fields that the officer fills in on the page itself a paper names."""
    return from_json(version.design).named & frozenset(ASKED_FIELDS)


def groups_of(versions: Iterable[TemplateVersion]) -> frozenset[str]:
    """Give the groups of fields that papers name, so that nothing else is read of a case."""
    return frozenset(code.partition(".")[0] for version in versions for code in from_json(version.design).named)


def missing_data(case: Case, staff: Staff, version: TemplateVersion, *, asked: Asked) -> tuple[Lack, ...]:
    """Give what a paper would lack. Of the identity only whether it is known is asked: nothing is decrypted, nobody is looked at."""
    values = values_of(case, staff, facts=_known_of(case), asked=asked, wanted=groups_of([version]))
    return missing(from_json(version.design), values)


def _known_of(case: Case) -> Facts | None:
    """Give facts that say only which of them are known."""
    known = (
        Identity.objects.filter(person_id=case.person_id)
        .values("name_ct", "id_number_ct", "passport_ct", "address_ct")
        .first()
    )
    if known is None:
        return None
    number = known["id_number_ct"] or known["passport_ct"]
    return Facts(
        name="×" * bool(known["name_ct"]), id_number="×" * bool(number), address="×" * bool(known["address_ct"])
    )


def looked_at(case: Case, *, with_identity: bool, by: Staff) -> Facts | None:
    """Give who the person is where it is to be printed and the post may look; that is a look, and logged as one."""
    may_look = PEOPLE_RULES[PeopleAct.LOOK](by, case)
    return look_at_identity(person=case.person, purpose="paper", by=by) if with_identity and may_look else None


def filled(
    case: Case, version: TemplateVersion, values: Printed, on: date, owner: papers.Owner | None = None
) -> papers.Filled:
    """Give the order of one paper. `owner`: whose it is, where it was asked for already."""
    return papers.Filled(version, values, on, owner or owner_of(case), WORLD_NOTICES[case.world])


def what_stops(version: TemplateVersion, values: Printed) -> tuple[Lack, ...]:
    """Give the data without which a paper is not issued."""
    return tuple(lack for lack in missing(from_json(version.design), values) if lack.stops)


def issue(case: Case, version: TemplateVersion, *, asked: Asked, with_identity: bool, by: Staff) -> Paper:
    """Issue one paper of a case. Errors: Refused with what is missing, where the paper can't be issued without it."""
    facts = looked_at(case, with_identity=with_identity, by=by)
    values = values_of(case, by, facts=facts, asked=asked, wanted=groups_of([version]))
    if stops := what_stops(version, values):
        raise Refused(*[lack.why or _("Missing: %(what)s.") % {"what": lack.label} for lack in stops])
    return papers.issue_filled(orders=[filled(case, version, values, asked.on)], by=by)[0]


def by_subject(cases: Iterable[Case]) -> dict[UUID, Case]:
    """Give cases by their subject."""
    return {case.subject_id: case for case in cases}
