from vongtay.facilities.forms.book import PLAIN, CheckPoint, DoPoint, EnterInspection, NoteDay, StateReadiness
from vongtay.facilities.forms.places import About, AddBeds, AddFacility, HoldBeds, RoomRule, SetBed, Whereabouts
from vongtay.facilities.forms.running import EndLicence, EnterLicence, SetCost, StateStaff

__all__ = [
    "PLAIN", "About", "AddBeds", "AddFacility", "CheckPoint", "DoPoint", "EndLicence", "EnterInspection", "EnterLicence", "HoldBeds", "NoteDay", "RoomRule", "SetBed",
    "SetCost", "StateReadiness", "StateStaff", "Whereabouts",
]  # fmt: skip
