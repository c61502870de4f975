"""What a person fills in. Each form checks only that the answers make sense by themselves."""

from vongtay.cases.forms.abroad import (
    CALENDARS,
    CorrectAbroad,
    HoldRound,
    LinkAbroadCase,
    MoveAbroad,
    OfferAbroad,
    ReadList,
    ReportAbroad,
    ScreenAbroad,
    ShareAbroad,
    day_or_none,
    key_of,
)
from vongtay.cases.forms.after import AskErasure, LiftHold, PlaceHold, ReferToSocial, Typed
from vongtay.cases.forms.care import (
    AddCompanion,
    ArrangeCare,
    ChangeCompanion,
    EmbassyAnswer,
    EmbassyNote,
    OwnCase,
    PutTogether,
    RecordInterview,
    RecordWish,
)
from vongtay.cases.forms.case import (
    AddEvidence,
    AnswerNotice,
    ChangeIdentity,
    CorrectFacts,
    GiveHelp,
    LinkPeople,
    OtherBody,
    Propose,
    Reason,
    Receive,
    SendNotice,
    new_key,
)
from vongtay.cases.forms.routes import ChangeRoute, RecordStep
from vongtay.cases.forms.tips import CloseTip, LinkTip, NoteCall, PassTip, TakeTip
from vongtay.cases.forms.work import AddTask, Decide, EndTask, PauseClock, ResumeClock

__all__ = [
    "CALENDARS", "AddCompanion", "AddEvidence", "AddTask", "AnswerNotice", "ArrangeCare", "AskErasure",
    "ChangeCompanion", "ChangeIdentity", "ChangeRoute", "CloseTip", "CorrectAbroad", "CorrectFacts", "Decide", "EmbassyAnswer", "EmbassyNote",
    "EndTask", "GiveHelp", "HoldRound", "LiftHold", "LinkAbroadCase", "LinkPeople", "LinkTip", "MoveAbroad", "NoteCall", "OfferAbroad",
    "OtherBody", "OwnCase", "PassTip", "PauseClock", "PlaceHold", "Propose", "PutTogether", "ReadList", "Reason", "Receive", "RecordInterview",
    "RecordStep", "RecordWish", "ReferToSocial", "ReportAbroad", "ResumeClock", "ScreenAbroad", "SendNotice", "ShareAbroad", "TakeTip", "Typed",
    "day_or_none", "key_of", "new_key",
]  # fmt: skip
