"""Words for Binder: a public machine where one looks round, and where nothing stays."""

NOTICE = {
    "title": "You are looking round on a public machine",
    "told": [
        "Nothing here is private, and nothing is kept. When this visit ends, all of it is gone.",
        "So please write nothing real: the name of a color will do. "
        "The charts show an invented person until you check in yourself.",
        "To write for yourself, run the workbook on your own computer. There your words stay with you.",
    ],
    "take": "Take what I wrote along",
    "taking": "One moment …",
    "taken": "Your browser has {name} now, where it puts downloads. "
    "You can bring it into any copy of the workbook, on its first page, under “Where your words are”.",
    "no_answer": "No answer came. Try again, or load the page again.",
    "ending": "Still there? This visit ends by itself about ten minutes after you stop, and then all of it is gone. "
    "Take what you wrote along, or move the mouse to stay.",
}
AT_HOME = "How to run it on your own computer"
WHERE = "For this visit alone, what you write is in this folder of a public machine:"
INSTEAD = {"Saved": "Noted", "saved": "noted"}  # nothing is saved there, so the word is not said


def links(address: str) -> list[tuple[str, str]]:
    """Where to go instead: the page of the project, where its address is known."""
    return [(AT_HOME, address)] if address else []
