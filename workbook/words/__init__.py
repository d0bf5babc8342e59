"""Every sentence a person reads, and nothing else: one place to improve or to translate."""

from typing import Any

Asked = dict[str, Any]  # what one question says: its `ask`, and a `label`, a `hint`, `ends` of a scale or `options`


def counted(forms: tuple[str, str], n: int) -> str:
    """The count with its noun, one or many."""
    return forms[0] if n == 1 else forms[1].format(n=n)
