from vongtay.support.queries.daybook import Book, book_of, receipt_of
from vongtay.support.queries.entitlements import Entitled, beneficiary_now, entitlements_of
from vongtay.support.queries.stays import lodging_with, lodgings_of, open_now, shown_lodgings, waiting_for_a_decision

__all__ = [
    "Book", "Entitled", "beneficiary_now", "book_of", "entitlements_of", "lodging_with", "lodgings_of", "open_now", "receipt_of", "shown_lodgings",
    "waiting_for_a_decision",
]  # fmt: skip
