"""Faults that show only when rules are laid side by side: ids used twice, two answers for one step on one day."""

from collections import defaultdict
from itertools import combinations

from vongtay.law.shapes import Law, Regime, Rule
from vongtay.law.tables import Fault


def check_law(law: Law) -> list[Fault]:
    """Give every fault between rules and between regimes."""
    faults = _doubled_ids(law.rules()) + _doubled_steps(law.rules()) + _doubled_regimes(law.regimes)
    for regime in law.regimes:
        faults += _doubled_codes(regime)
    return faults


def _doubled_ids(rules: tuple[Rule, ...]) -> list[Fault]:
    seen: set[str] = set()
    faults = []
    for rule in rules:
        if rule.id in seen:
            faults.append(_of(rule, "id", f"“{rule.id}” có hai lần.", "đổi id của một quy định."))
        seen.add(rule.id)
    return faults


def _doubled_steps(rules: tuple[Rule, ...]) -> list[Fault]:
    by_step: dict[tuple[str, str, str], list[Rule]] = defaultdict(list)
    for rule in rules:
        by_step[(rule.regime, rule.route, rule.step)].append(rule)
    return [
        _of(second, "valid_from", f"cùng bước và cùng thời gian với {first.id}.", "sửa ngày để không chồng nhau.")
        for group in by_step.values()
        for first, second in combinations(group, 2)
        if first.span.meets(second.span)
    ]


def _doubled_regimes(regimes: tuple[Regime, ...]) -> list[Fault]:
    return [
        Fault(
            f"{second.code}.toml", "đầu tệp", "valid_from", f"chồng thời gian với {first.code}.", "sửa ngày hiệu lực."
        )
        for first, second in combinations(regimes, 2)
        if first.span.meets(second.span)
    ]


def _doubled_codes(regime: Regime) -> list[Fault]:
    lists = {
        "route": [row.code for row in regime.routes],
        "evidence.source": [row.code for row in regime.evidence],
        "sign": [row.code for row in regime.signs],
        "confirming_paper": [row.code for row in regime.confirming_papers],
        "outcome": [row.code for row in regime.outcomes],
    }
    return [
        Fault(f"{regime.code}.toml", name, "code", f"“{code}” có hai lần.", "đổi mã của một mục.")
        for name, codes in lists.items()
        for code in sorted({each for each in codes if codes.count(each) > 1})
    ]


def _of(rule: Rule, name: str, problem: str, cure: str) -> Fault:
    return Fault(f"{rule.regime}.toml", f"rule {rule.id}", name, problem, cure)
