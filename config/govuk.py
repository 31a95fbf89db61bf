"""GOV.UK's components for our templates: their macros by their own names, and Django's fields in their clothes."""

from collections.abc import Callable
from functools import cache
from typing import Any

import jinja2
from django.forms import BoundField
from markupsafe import Markup

COMPONENTS = {
    "govukBackLink": "back-link",
    "govukButton": "button",
    "govukCharacterCount": "character-count",
    "govukCheckboxes": "checkboxes",
    "govukDateInput": "date-input",
    "govukDetails": "details",
    "govukErrorMessage": "error-message",
    "govukFieldset": "fieldset",
    "govukFileUpload": "file-upload",
    "govukHint": "hint",
    "govukInput": "input",
    "govukInsetText": "inset-text",
    "govukLabel": "label",
    "govukPagination": "pagination",
    "govukPasswordInput": "password-input",
    "govukRadios": "radios",
    "govukSelect": "select",
    "govukSkipLink": "skip-link",
    "govukTextarea": "textarea",
}
SINGLE = {
    "textarea": "govukTextarea",
    "select": "govukSelect",
    "file": "govukFileUpload",
    "clearablefile": "govukFileUpload",
    "password": "govukPasswordInput",
}
# Several controls under one name: the first carries the number 0 in its id.
GROUPS = ("radioselect", "checkboxselectmultiple", "dateboxes")
# GOV.UK's macros set these themselves.
NOT_PASSED_ON = ("class", "cols", "rows", "autocomplete")
BOX_WIDTHS = {"day": 2, "month": 2, "year": 4}


def component(name: str) -> Callable[..., Markup]:
    """Return a GOV.UK macro as a function of its options."""

    def render(*arguments: Any, **named: Any) -> Markup:
        template = _environment().get_template(f"govuk_frontend_jinja/components/{COMPONENTS[name]}/macro.html")
        macro = getattr(template.module, name)
        return macro(*arguments, **named)

    return render


def field(
    bound: BoundField, *, page_heading: bool = False, rows: int = 4, width: int = 0, small: bool = False
) -> Markup:
    """Show one field of a form with its label, hint and error, by the kind of its widget.

    `page_heading` makes the label of a choice the page's h1, `rows` are the lines of a text box, `width` is one of
    GOV.UK's (2, 3, 4, 5, 10, 20), `small` shrinks radios and boxes.
    """
    kind = bound.widget_type
    if bound.is_hidden:
        return Markup(str(bound))  # noqa: S704 (Django has escaped it)
    if kind == "radioselect":
        return component("govukRadios")(_choices(bound, page_heading, "govuk-radios--small" if small else ""))
    if kind == "checkboxselectmultiple":
        return component("govukCheckboxes")(_choices(bound, page_heading, "govuk-checkboxes--small" if small else ""))
    if kind == "checkbox":
        return component("govukCheckboxes")(_one_box(bound))
    if kind == "dateboxes":
        return component("govukDateInput")(_date_boxes(bound, page_heading))
    return component(SINGLE.get(kind, "govukInput"))(_control(bound, rows, width))


def first_id(bound: BoundField) -> str:
    """Return the id of the control that a problem with this field leads to."""
    return f"{bound.auto_id}_0" if bound.widget_type in GROUPS else str(bound.auto_id)


def _words(bound: BoundField) -> dict[str, Any]:
    found: dict[str, Any] = {}
    if bound.help_text:
        found["hint"] = {"text": bound.help_text}
    if bound.errors:
        found["errorMessage"] = {"text": " ".join(str(error) for error in bound.errors)}
    return found


def _control(bound: BoundField, rows: int, width: int) -> dict[str, Any]:
    attributes = {name: value for name, value in bound.field.widget.attrs.items() if name not in NOT_PASSED_ON}
    options = {
        "id": bound.auto_id,
        "name": bound.html_name,
        "label": {"text": bound.label, "classes": "hd-label"},
        "attributes": attributes,
        **_words(bound),
    }
    if autocomplete := bound.field.widget.attrs.get("autocomplete"):
        options["autocomplete"] = autocomplete
    kind = bound.widget_type
    if kind == "select":
        return options | {"items": _items(bound, chosen="selected")}
    if kind in ("file", "clearablefile"):
        return options
    if kind == "password":
        return options
    if kind == "textarea":
        return options | {"rows": rows, "value": bound.value() or ""}
    options["type"] = getattr(bound.field.widget, "input_type", "text")
    if width:
        options["classes"] = f"govuk-input--width-{width}"
    value = bound.value()
    return options | {"value": "" if value is None else str(value)}


def _choices(bound: BoundField, page_heading: bool, classes: str) -> dict[str, Any]:
    return {
        "idPrefix": bound.auto_id,
        "name": bound.html_name,
        "classes": classes,
        "fieldset": {"legend": _legend(bound, page_heading)},
        "items": _items(bound, chosen="checked"),
        **_words(bound),
    }


def _legend(bound: BoundField, page_heading: bool) -> dict[str, Any]:
    classes = "hd-h1" if page_heading else "hd-label"
    return {"text": bound.label, "isPageHeading": page_heading, "classes": classes}


def _items(bound: BoundField, *, chosen: str) -> list[dict[str, Any]]:
    # Django numbers the choices, so the ids agree with `first_id`.
    return [
        {
            "value": str(choice.data["value"]),
            "text": str(choice.data["label"]),
            "id": choice.data["attrs"].get("id"),
            chosen: bool(choice.data["selected"]),
        }
        for choice in bound.subwidgets
    ]


def _one_box(bound: BoundField) -> dict[str, Any]:
    item: dict[str, Any] = {"value": "on", "text": bound.label, "id": bound.auto_id, "checked": bool(bound.value())}
    if bound.help_text:
        item["hint"] = {"text": bound.help_text}
    options = {"name": bound.html_name, "items": [item], **_words(bound)}
    options.pop("hint", None)
    return options


def _date_boxes(bound: BoundField, page_heading: bool) -> dict[str, Any]:
    boxes = bound.subwidgets[0].data["subwidgets"]
    return {
        "id": bound.auto_id,
        "fieldset": {"legend": _legend(bound, page_heading)},
        "items": [
            {
                "id": box["attrs"]["id"],
                "name": box["name"],
                "label": name.capitalize(),
                "classes": f"govuk-input--width-{width}" + (" govuk-input--error" if bound.errors else ""),
                "value": box["value"] or "",
            }
            for box, (name, width) in zip(boxes, BOX_WIDTHS.items(), strict=True)
        ],
        **_words(bound),
    }


@cache
def _environment() -> jinja2.Environment:
    # Their macros ask for options that nobody gave, so they live in an environment of their own, which is not strict.
    loader = jinja2.PrefixLoader({"govuk_frontend_jinja": jinja2.PackageLoader("govuk_frontend_jinja")})
    return jinja2.Environment(loader=loader, undefined=jinja2.ChainableUndefined, autoescape=True)
