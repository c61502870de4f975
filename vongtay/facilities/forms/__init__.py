from vongtay.facilities.forms.places import About, AddBeds, AddFacility, HoldBeds, RoomRule, SetBed, Whereabouts
from vongtay.facilities.forms.running import EndLicence, EnterLicence, SetCost, StateStaff

__all__ = [
    "About", "AddBeds", "AddFacility", "EndLicence", "EnterLicence", "HoldBeds", "RoomRule", "SetBed", "SetCost", "StateStaff", "Whereabouts",
]  # fmt: skip
