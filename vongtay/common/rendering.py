"""How Django draws a form by itself: in our components, so that `{{ form }}` and a hand-laid form look the same."""

from typing import Any

from django.forms.renderers import DjangoTemplates
from django.template.loader import get_template


class FormRenderer(DjangoTemplates):
    """Takes widgets from Django and the templates of forms and fields from ours."""

    form_template_name = "forms/form.html"
    field_template_name = "forms/field.html"

    def get_template(self, template_name: str) -> Any:
        if template_name.startswith("django/forms/"):
            return super().get_template(template_name)
        return get_template(template_name)
