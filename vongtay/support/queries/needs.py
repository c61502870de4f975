"""Reading the needs of a person over time, and what they said of their support."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from vongtay.cases.models import Case
from vongtay.people.vault import Vault
from vongtay.support.models import Assessment, Feedback, Score
from vongtay.support.states import Domain, Level

SHOWN = 8  # days of scores in the table behind the trend
WIDTH, HEIGHT, EDGE = 120, 32, 4
TONES = {Level.URGENT: "stop", Level.GREAT: "accent", Level.SOME: "wait", Level.LITTLE: "neutral", Level.NONE: "ok"}


@dataclass(frozen=True)
class Trend:
    """One need over time: the scores by day, oldest first."""

    domain: Domain
    scores: list[tuple[date, Level]]

    @property
    def now(self) -> Level:
        """The score of the last day on which it was talked about."""
        return self.scores[-1][1]

    @property
    def tone(self) -> str:
        """The tone in which the last score is shown."""
        return TONES[self.now]

    @property
    def step(self) -> int:
        """How far the need has lessened since the score before; below 0 it grew."""
        return self.now - self.scores[-2][1] if len(self.scores) > 1 else 0

    @property
    def dots(self) -> list[tuple[str, str]]:
        """The points of the line drawn, in its own units: days to the right, less need upwards."""
        first, last = self.scores[0][0], self.scores[-1][0]
        span = max(1, (last - first).days)
        found = []
        for day, level in self.scores:
            right = EDGE + (WIDTH - 2 * EDGE) * ((day - first).days / span if last > first else 1)
            down = EDGE + (HEIGHT - 2 * EDGE) * (1 - level / Level.NONE)
            found.append((f"{right:.1f}", f"{down:.1f}"))
        return found

    @property
    def line(self) -> str:
        """The points of the line as SVG writes them."""
        return " ".join(f"{right},{down}" for right, down in self.dots)

    @property
    def cells(self) -> dict[date, Level]:
        """The scores by day."""
        return dict(self.scores)


@dataclass(frozen=True)
class Needs:
    """The needs of a person: one trend a domain that was ever scored, the days, the last assessment with its note."""

    trends: list[Trend]
    days: list[date]
    last: Assessment | None
    note: str

    @property
    def rows(self) -> list[tuple[Domain, list[Level | None]]]:
        """The table behind the trends: for each domain its score on each day shown."""
        return [(trend.domain, [trend.cells.get(day) for day in self.days]) for trend in self.trends]


def needs_of(case: Case, vault: Vault) -> Needs:
    """Give the needs over time; of two assessments of one day the later one holds. Two queries."""
    rows = list(
        Assessment.objects.filter(case=case)
        .select_related("entered_by__user", "acted_by_body")
        .order_by("scored_on", "recorded_at")
    )
    by_day: dict[str, dict[date, Level]] = defaultdict(dict)
    scores = defaultdict(list)
    for score in Score.objects.filter(assessment__case=case) if rows else ():
        scores[score.assessment_id].append(score)
    for row in rows:
        for score in scores[row.pk]:
            by_day[score.domain][row.scored_on] = Level(score.level)
    trends = [Trend(domain, sorted(by_day[domain].items())) for domain in Domain if domain in by_day]
    last = rows[-1] if rows else None
    note = vault.open("support_assessment", "note_ct", last.pk, last.note_ct) if last else ""
    days = sorted({row.scored_on for row in rows})[-SHOWN:]
    return Needs(trends, days, last, note)


def feedback_of(case: Case, vault: Vault) -> list[tuple[Feedback, str]]:
    """Give what the person said of the support and wished, the newest first."""
    rows = Feedback.objects.filter(case=case).select_related("entered_by__user", "acted_by_body")
    return [
        (row, vault.open("support_feedback", "words_ct", row.pk, row.words_ct))
        for row in rows.order_by("-said_on", "-recorded_at")
    ]
