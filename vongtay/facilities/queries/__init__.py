from vongtay.facilities.queries.beds import (
    Choice,
    FacilityUse,
    Night,
    Place,
    RoomUse,
    board_of,
    by_facility,
    choices_for,
    facilities_of,
    holds_of,
    is_there_whereabouts,
    live_holds,
    night_of,
    now_of,
    room_facts,
    room_use,
    shared_rooms,
    stays_of,
    tonight,
    visible_to,
)
from vongtay.facilities.queries.care import (
    PointShown,
    Stock,
    count_facilities,
    house_days,
    inspections_of,
    readiness_of,
)
from vongtay.facilities.queries.lodgings import Slept, open_lodgings, slept_by
from vongtay.facilities.queries.running import (
    Longest,
    Month,
    Rates,
    RoomArea,
    StaffLine,
    costs_of,
    licences_of,
    longest_stay,
    months_of,
    nights_of,
    rates_of,
    room_areas,
    staff_of,
)

__all__ = [
    "Choice", "FacilityUse", "Longest", "Month", "Night", "Place", "PointShown", "Rates", "RoomArea", "RoomUse", "Slept", "StaffLine", "Stock", "board_of",
    "by_facility", "choices_for", "costs_of", "count_facilities", "facilities_of", "holds_of", "house_days", "inspections_of", "is_there_whereabouts", "licences_of",
    "live_holds", "longest_stay", "months_of", "night_of", "nights_of", "now_of", "open_lodgings", "rates_of", "readiness_of", "room_areas",
    "room_facts", "room_use", "shared_rooms", "slept_by", "staff_of", "stays_of", "tonight", "visible_to",
]  # fmt: skip
