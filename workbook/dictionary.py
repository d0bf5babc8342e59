"""The data dictionary, made from the declarations: what each column of each file holds."""

from workbook import fields, sheets
from workbook.words import dictionary as say


def kind(field: fields.Field) -> str:
    """What a column holds, in a few words."""
    if isinstance(field, fields.Link):
        return f"the entry_id of an entry in {field.of}.csv"
    if isinstance(field, fields.Choices):
        return "any of, with `; ` between: " + ", ".join(f"`{option}`" for option in field.options)
    if isinstance(field, fields.Choice):
        return "one of: " + ", ".join(f"`{option}`" for option in field.options)
    if isinstance(field, fields.Number):
        return "number" if field.decimals else "whole number"
    if isinstance(field, fields.Moment):
        return "moment"
    return "text, may have line breaks" if isinstance(field, fields.Text) and field.lines else "text"


def names(sheet: sheets.Sheet) -> dict[str, str]:
    """What stands in `prompt` or `item`, with the question in words."""
    found: dict[str, str] = {}
    for form in sheets.FORMS.values():
        if isinstance(form, sheets.Reflect) and sheet.name in form.parts:
            found |= {one.name: one.ask for one in form.prompts}
        elif isinstance(form, sheets.Standing) and form.of is sheet:
            found |= {item: words for one in form.lists for item, words in one.items.items()}
    return found


def page() -> str:
    """The whole page."""
    parts = [say.TOP]
    for sheet in sheets.SHEETS.values():
        parts.append(f"\n### {sheet.name}.csv\n\n{sheet.about}\n\n| column | holds | about |\n|---|---|---|\n")
        parts += [f"| `{name}` | {kind(field)} | {field.about} |\n" for name, field in sheet.columns.items()]
        listed = "".join(f"- `{name}`: {words}\n" for name, words in names(sheet).items())
        parts += [f"\n{say.PROMPTS if 'prompt' in sheet.columns else say.ITEMS}:\n\n{listed}"] if listed else []
    return "".join([*parts, say.SAMPLE])
