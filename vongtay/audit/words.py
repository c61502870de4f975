"""What an act of the log is called by whoever reads it: code to msgid. A code without words is shown as it is."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

ACTS: dict[str, str] = {
    "accounts.change_password": gettext_noop("Changed the own password"),
    "agencies.end_post": gettext_noop("Ended a post"),
    "agencies.end_session": gettext_noop("Ended a session"),
    "agencies.give_post": gettext_noop("Gave a post"),
    "agencies.read_posts": gettext_noop("Read the posts"),
    "agencies.take_post": gettext_noop("Signed in to a post"),
    "audit.read_log": gettext_noop("Read the log"),
    "cases.add_evidence": gettext_noop("Added evidence"),
    "cases.add_person": gettext_noop("Added a person"),
    "cases.answer": gettext_noop("Answered a notice"),
    "cases.ask_erasure": gettext_noop("Asked for an erasure"),
    "cases.ask_questionnaire": gettext_noop("Asked a questionnaire"),
    "cases.change_abroad": gettext_noop("Changed an entry of the abroad list"),
    "cases.complete": gettext_noop("Completed or corrected"),
    "cases.count_abroad": gettext_noop("Counted the abroad list"),
    "cases.decide": gettext_noop("Decided on a case"),
    "cases.decline_erasure": gettext_noop("Declined an erasure"),
    "cases.erase": gettext_noop("Erased the identity"),
    "cases.export_abroad": gettext_noop("Exported counts of the abroad list"),
    "cases.give_help": gettext_noop("Booked help in kind"),
    "cases.hold": gettext_noop("Put a legal hold on"),
    "cases.import_abroad": gettext_noop("Read a list of people abroad"),
    "cases.issue_paper": gettext_noop("Issued a paper of a case"),
    "cases.keep_abroad": gettext_noop("Entered a person abroad"),
    "cases.lift_hold": gettext_noop("Lifted a legal hold"),
    "cases.notify": gettext_noop("Sent a notice"),
    "cases.propose": gettext_noop("Proposed a decision"),
    "cases.read_answers": gettext_noop("Read answers to a questionnaire"),
    "cases.receive": gettext_noop("Received a person"),
    "cases.record_step": gettext_noop("Recorded a step"),
    "cases.refer": gettext_noop("Referred to social assistance by a post"),
    "cases.reopen": gettext_noop("Opened a case again"),
    "cases.return_proposal": gettext_noop("Sent a proposal back"),
    "cases.review_abroad": gettext_noop("Reviewed the abroad list"),
    "cases.screen_abroad": gettext_noop("Screened a person of the abroad list"),
    "cases.share_abroad": gettext_noop("Shared an entry of the abroad list"),
    "cases.take_back_help": gettext_noop("Took a booking of help back"),
    "cases.tick_need": gettext_noop("Ticked a need of the first 24 hours"),
    "cases.withdraw_evidence": gettext_noop("Took evidence back"),
    "indicators.confirm_figure": gettext_noop("Confirmed a figure"),
    "indicators.correct_figure": gettext_noop("Corrected a figure"),
    "indicators.read_figures": gettext_noop("Read figures"),
    "indicators.record_figures": gettext_noop("Recorded figures"),
    "indicators.withdraw_figure": gettext_noop("Took a figure back"),
    "keys.retire": gettext_noop("Retired an old key"),
    "keys.rotate": gettext_noop("Changed the keys"),
    "law.enter_limit": gettext_noop("Entered a limit of the law"),
    "law.sign_off": gettext_noop("Signed a limit of the law off"),
    "narratives.confirm": gettext_noop("Confirmed the figures of a report"),
    "narratives.judge": gettext_noop("Judged a figure read"),
    "narratives.open_reading": gettext_noop("Opened a report that was read"),
    "narratives.upload": gettext_noop("Uploaded a report"),
    "papers.date_instrument": gettext_noop("Dated a document of the register"),
    "papers.issue": gettext_noop("Issued a paper"),
    "papers.open_file": gettext_noop("Opened a file"),
    "papers.read_register": gettext_noop("Read the register of papers"),
    "papers.register_instrument": gettext_noop("Entered a document into the register"),
    "papers.store_file": gettext_noop("Stored a file"),
    "people.change_identity": gettext_noop("Changed the identity"),
    "people.erase": gettext_noop("Destroyed the key of a person"),
    "people.link": gettext_noop("Compared two registrations"),
    "people.look_at_identity": gettext_noop("Looked at the identity"),
    "people.register_person": gettext_noop("Registered a person"),
    "people.search": gettext_noop("Searched for people"),
    "people.undo_link": gettext_noop("Took a comparison back"),
    "questionnaires.ask": gettext_noop("Asked a questionnaire"),
    "questionnaires.edit": gettext_noop("Edited a questionnaire"),
    "questionnaires.retire": gettext_noop("Retired a questionnaire"),
    "questionnaires.sign_off": gettext_noop("Signed a questionnaire off"),
    "reports.compile_by_command": gettext_noop("Compiled a report by command"),
    "reports.export_statistics": gettext_noop("Exported statistics"),
    "reports.issue": gettext_noop("Issued a report"),
    "reports.open_issued": gettext_noop("Opened an issued report"),
    "reports.open_rows": gettext_noop("Opened the rows behind a figure"),
    "reports.read": gettext_noop("Read a report of figures"),
    "reports.read_statistics": gettext_noop("Read statistics"),
}
PURPOSES: dict[str, str] = {
    "care": gettext_noop("Care for the person"), "verification": gettext_noop("Verification"), "decision": gettext_noop("Decision"),
    "paper": gettext_noop("A paper"), "duplicate": gettext_noop("Is it the same person?"), "contact": gettext_noop("To contact the person"),
    "rights": gettext_noop("A request of the person"),
}  # fmt: skip


def act_words(code: str) -> str:
    """Say an act in the language of whoever reads."""
    return _(ACTS[code]) if code in ACTS else code  # words of the table above


def purpose_words(code: str) -> str:
    """Say the purpose of a look in the language of whoever reads."""
    return _(PURPOSES[code]) if code in PURPOSES else code  # words of the table above
