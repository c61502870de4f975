"""How Django draws a form by itself: in our components, so that `{{ form }}` and a hand-laid form look the same."""

from typing import Any

from django.forms.renderers import DjangoTemplates
from django.forms.utils import flatatt
from django.template.loader import get_template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString


class FormRenderer(DjangoTemplates):
    """Takes widgets from Django and the templates of forms and fields from ours."""

    form_template_name = "forms/form.html"
    field_template_name = "forms/field.html"

    def get_template(self, template_name: str) -> Any:
        if template_name.startswith("django/forms/"):
            return super().get_template(template_name)
        return get_template(template_name)

    def render(self, template_name: str, context: dict[str, Any], request: Any = None) -> str:
        if template_name == "django/forms/widgets/select.html":
            return _select(context["widget"])
        return super().render(template_name, context, request)


def _select(widget: dict[str, Any]) -> SafeString:
    """Draw a list to choose from as Django's template does, which runs another template for each option: a list of communes has hundreds."""
    groups = format_html_join("", "{}", (
        (format_html('\n<optgroup label="{}">{}\n</optgroup>', name, _options(options)) if name else _options(options),)
        for name, options, _index in widget["optgroups"]
    ))  # fmt: skip
    return format_html('<select name="{}"{}>{}\n</select>', widget["name"], flatatt(widget["attrs"]), groups)


def _options(options: list[dict[str, Any]]) -> SafeString:
    rows = ((str(one["value"]), flatatt(one["attrs"]), one["label"]) for one in options)
    return format_html_join("", '\n<option value="{}"{}>{}</option>', rows)
