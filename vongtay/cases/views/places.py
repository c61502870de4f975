"""A place to sleep for the people of a case: the rooms that fit first, and why the others do not."""

import uuid
from collections.abc import Iterable
from typing import Any

from django.http import HttpResponse
from django.http.request import QueryDict
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from vongtay.cases import actions, forms, queries
from vongtay.cases.models import Case
from vongtay.cases.permissions import Act
from vongtay.cases.queries import Resident
from vongtay.cases.views.acts import act_page, own_case
from vongtay.common.access import Refused
from vongtay.common.requests import StaffRequest, staff_only
from vongtay.facilities import queries as facilities
from vongtay.facilities.actions import Admission
from vongtay.facilities.models import Bed, Hold, Stay
from vongtay.facilities.states import Suit
from vongtay.people.models import Sex


def _asked(request: StaffRequest, case: Case, person: str) -> tuple[list[Resident], Resident, Hold | None]:
    """Read from the address for whom a place is sought, with which needs, and from which reservation."""
    needs = frozenset(request.GET.getlist("need")) & set(Suit.values)
    residents = queries.residents_of(case)
    chosen = next((one for one in residents if str(one.person_id) == person), residents[0])
    holds = facilities.live_holds(request.staff, timezone.now())
    hold = next((one for one in holds if str(one.pk) == request.GET.get("hold")), None)
    return residents, chosen.needing(needs), hold


def _address(kept: QueryDict, **changes: Iterable[str]) -> str:
    return f"?{urlencode({**dict(kept.lists()), **changes}, doseq=True)}"


def _chips(request: StaffRequest, chosen: Resident) -> list[dict[str, Any]]:
    """Give what the room must offer, and the reservations whose beds may be used: each an address."""
    wanted = chosen.guest.sleeper.needs
    chips = [
        {"label": suit.label, "is_on": suit in wanted, "url": _address(request.GET, need=sorted(wanted ^ {suit.value}))}
        for suit in Suit
    ]
    for hold in facilities.live_holds(request.staff, timezone.now()):
        is_on = request.GET.get("hold") == str(hold.pk)
        label = _("Reserved: %(event)s") % {"event": hold.label}
        chips.append(
            {"label": label, "is_on": is_on, "url": _address(request.GET, hold=[] if is_on else [str(hold.pk)])}
        )
    return chips


def _choices(request: StaffRequest, chosen: Resident, hold: Hold | None) -> dict[str, Any]:
    guest = chosen.guest
    found = facilities.choices_for(request.staff, guest.sleeper, guest.family, timezone.now(), hold)
    return {
        "fitting": [choice for choice in found if not choice.reasons],
        "others": [choice for choice in found if choice.reasons],
        "chosen": chosen, "sex": Sex(guest.sleeper.sex).label, "chips": _chips(request, chosen), "template": "cases/place.html",
    }  # fmt: skip


def _beds(choices: dict[str, Any]) -> list[tuple[str, int]]:
    return [bed for choice in choices["fitting"] for bed in choice.beds]


@staff_only
def find_place(request: StaffRequest, code: str) -> HttpResponse:
    """Give the person, or somebody beside them, a bed in a room that fits."""
    case = own_case(request, code, Act.FIND_PLACE)
    residents, chosen, hold = _asked(request, case, request.GET.get("person", ""))
    choices = _choices(request, chosen, hold)
    form = forms.FindPlace(
        request.POST or None, beds=_beds(choices), initial={"key": uuid.uuid4(), "at": timezone.now()}
    )

    def write(given: dict[str, Any]) -> None:
        admission = Admission(at=given["at"], ground=given["ground"], planned_until=given["planned_until"], hold=hold)
        actions.give_place(
            key=given["key"], case=case, person_id=chosen.person_id, bed=get_object_or_404(Bed, pk=given["bed"]), admission=admission,
            by=request.staff, needs=chosen.guest.sleeper.needs,
        )  # fmt: skip

    people = [
        (one, _address(request.GET, person=[str(one.person_id)]), one.person_id == chosen.person_id)
        for one in residents
    ]
    return act_page(
        request, case, form, write, title=_("Find a place to sleep"), button=_("Give this bed"), done=_("The bed was given."),
        people=people if len(people) > 1 else [], **choices,
    )  # fmt: skip


def _stay(case: Case, stay_id: uuid.UUID) -> Stay:
    rows = Stay.objects.filter(subject_id=case.subject_id, voided_at=None).select_related("facility", "room", "bed")
    return get_object_or_404(rows, pk=stay_id)


@staff_only
def move_bed(request: StaffRequest, code: str, stay_id: uuid.UUID) -> HttpResponse:
    """Move somebody to another bed; the same rules are asked as for the first."""
    case = own_case(request, code, Act.FIND_PLACE)
    stay = _stay(case, stay_id)
    _residents, chosen, hold = _asked(request, case, str(stay.person_id))
    choices = _choices(request, chosen, hold)
    form = forms.ChooseBed(
        request.POST or None, beds=_beds(choices), initial={"key": uuid.uuid4(), "at": timezone.now()}
    )

    def write(given: dict[str, Any]) -> None:
        if chosen.person_id != stay.person_id:
            raise Refused(_("This person does not belong to the case any more."))
        actions.change_bed(
            key=given["key"], case=case, stay=stay, bed=get_object_or_404(Bed, pk=given["bed"]), at=given["at"], by=request.staff,
            needs=chosen.guest.sleeper.needs, hold=hold,
        )  # fmt: skip

    return act_page(
        request, case, form, write, title=_("Move to another bed"), button=_("Move"), done=_("The move was noted."), stay=stay, **choices
    )  # fmt: skip


@staff_only
def leave_place(request: StaffRequest, code: str, stay_id: uuid.UUID) -> HttpResponse:
    """Note that somebody left; the bed is free from then on."""
    case = own_case(request, code, Act.FIND_PLACE)
    stay = _stay(case, stay_id)
    form = forms.LeavePlace(request.POST or None, initial={"at": timezone.now()})

    def write(given: dict[str, Any]) -> None:
        actions.end_place(case=case, stay=stay, by=request.staff, **given)

    return act_page(
        request, case, form, write, title=_("Left the place to sleep"), button=_("Note it"), done=_("The bed is free."), stay=stay
    )  # fmt: skip


@staff_only
def correct_stay(request: StaffRequest, code: str, stay_id: uuid.UUID) -> HttpResponse:
    """Correct a stay that was written down wrongly; the wrong one stays on record."""
    case = own_case(request, code, Act.FIND_PLACE)
    stay = _stay(case, stay_id)
    initial = {"key": uuid.uuid4(), "reason": "time", "began_at": stay.during.lower, "ended_at": stay.during.upper}
    form = forms.CorrectStay(request.POST or None, initial=initial)

    def write(given: dict[str, Any]) -> None:
        actions.correct_place(case=case, stay=stay, by=request.staff, at=timezone.now(), **given)

    return act_page(
        request, case, form, write, title=_("Correct a stay"), button=_("Correct"), done=_("Corrected; what stood before stays on record."), stay=stay
    )  # fmt: skip
