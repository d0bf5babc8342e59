"""What Jupyter's server calls before it writes a notebook: nothing private goes into the file."""

from typing import Any


def scrub(model: dict[str, Any], **kwargs: Any) -> None:
    """Take outputs, execution counts and widget state out of a notebook that is about to be written."""
    content = model.get("content")
    if model.get("type") != "notebook" or not isinstance(content, dict):
        return
    content.get("metadata", {}).pop("widgets", None)
    for cell in content.get("cells", []):
        if cell.get("cell_type") == "code":
            cell["outputs"], cell["execution_count"] = [], None
            cell.get("metadata", {}).pop("execution", None)
