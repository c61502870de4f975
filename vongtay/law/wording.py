"""Why an entry of a legal officer can't hold, in words."""

from django.utils.translation import gettext_noop

from vongtay.law.engine import OverrideFault

OVERRIDE_LABELS: dict[OverrideFault, str] = {
    OverrideFault.UNKNOWN_RULE: gettext_noop("There is no such rule."),
    OverrideFault.COPY: gettext_noop("This rule follows another one; enter it there."),
    OverrideFault.LIMIT: gettext_noop("Give the limit as a whole number above zero, or “at once”."),
    OverrideFault.UNIT: gettext_noop("The unit does not fit the limit."),
    OverrideFault.ARTICLE: gettext_noop("Give the article."),
    OverrideFault.INSTRUMENT: gettext_noop("Give the instrument with its number and date."),
    OverrideFault.SPAN: gettext_noop("The last day lies before the first."),
    OverrideFault.OUTSIDE_RULE: gettext_noop("The days lie outside the time in which the rule holds."),
    OverrideFault.SAME_PERSON: gettext_noop("Who entered it may not sign it off."),
}
