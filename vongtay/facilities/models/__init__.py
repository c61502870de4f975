from vongtay.facilities.models.care import HouseDay, Inspection, Point, Readiness
from vongtay.facilities.models.places import Bed, Facility, HeldBed, Hold, Room, Stay, Whereabouts
from vongtay.facilities.models.running import DayCost, Licence, Staffing

__all__ = [
    "Bed", "DayCost", "Facility", "HeldBed", "Hold", "HouseDay", "Inspection", "Licence", "Point", "Readiness", "Room", "Staffing", "Stay", "Whereabouts",
]  # fmt: skip
