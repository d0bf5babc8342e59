"""The upload, on this side of the page: a file comes in slices, is looked at, and added only by its button."""

import json

import pytest

import workbook as wb
from workbook import files, importers, places, settings, store

pytestmark = pytest.mark.usefixtures("data")
HEADER = "full_date,date,weekday,time,mood,activities,note_title,note\n"
DAYLIO = (HEADER + '2026-03-02,,,9:00,good,work | tea,,"the heron"\n2026-03-01,,,9:00,Heron,,,\n').encode()
OPTIONS = {
    "notes": False,
    "moods": {},
    "date": "",
    "time": "",
    "date_format": "",
    "feelings": [],
    "low": "0",
    "high": "10",
}


class Page:
    """The upload in a page: sends what the page's script sends, and keeps what comes back."""

    def __init__(self):
        self.widget, self.replies = wb.upload(), []
        self.widget.send = self.replies.append

    def says(self, kind, buffers=(), **more):
        """The reply to one message, or None."""
        before = len(self.replies)
        message = {"kind": kind, "view": "view-1", "turn": 1, "file": "file-1", **more}
        self.widget._hear(self.widget, message, [memoryview(part) for part in buffers])
        return self.replies[-1] if len(self.replies) > before else None

    def sends(self, blob, size=7, file="file-1"):
        """The whole file, slice by slice; the last answer."""
        at, reply = 0, self.says("slice", [blob[:size]], first=0, size=len(blob), file=file)
        while reply["kind"] == "got" and reply["got"] < len(blob):
            at = reply["got"]
            reply = self.says("slice", [blob[at : at + size]], first=at, size=len(blob), file=file)
        return reply

    def looks(self, source="daylio", **options):
        return self.says("look", source=source, options=OPTIONS | options)

    def adds(self, storage="saved", looked=1, **more):
        return self.says("add", storage=storage, looked=looked, **more)


def rows():
    return store.read("feelings").rows


def test_a_file_is_looked_at_and_then_added(data):
    page = Page()
    page.sends(DAYLIO)
    looked = page.looks()
    assert (looked["counts"], looked["unmapped"], looked["refused"]) == ([2, 1, 0, 1], ["Heron"], "")
    assert looked["left"] == ["Line 3: no number yet for the mood “Heron”"]
    assert not data.exists()
    assert page.looks(moods={"Heron": "4"}, notes=True)["counts"] == [2, 2, 0, 0]
    added = page.adds()
    assert (added["kind"], added["added"], added["storage"]) == ("added", 2, "saved")
    assert "2 added, 0 already there, 0 left out. You can follow them in your check-in." in added["message"]
    assert [(row["rating"], row["tags"], row["note"]) for row in rows()] == [
        ("3", "work; tea", "the heron"),
        ("4", "", ""),
    ]
    assert settings.read()["storage"] == "saved"


def test_slices_that_come_twice_or_too_late_change_nothing():
    page = Page()
    page.says("slice", [DAYLIO[:9]], first=0, size=len(DAYLIO))
    page.says("slice", [DAYLIO[9:20]], first=9, size=len(DAYLIO))
    assert page.says("slice", [DAYLIO[9:20]], first=9, size=len(DAYLIO))["got"] == 20
    assert page.says("slice", [b"x"], first=500, size=len(DAYLIO))["got"] == 20
    assert page.says("slice", [b"x"], first=20, size=len(DAYLIO), file="file-0")["got"] == 20
    page.says("slice", [DAYLIO[20:]], first=20, size=len(DAYLIO))
    assert page.looks()["counts"] == [2, 1, 0, 1]


@pytest.mark.parametrize("kind", ["look", "add"])
def test_another_file_than_the_one_that_is_here_is_asked_for_again(kind, data):
    page = Page()
    page.sends(DAYLIO)
    reply = page.says(kind, file="file-2", source="daylio", options=OPTIONS, storage="saved")
    assert (reply["kind"], list(reply["problems"].values())) == ("refused", [importers.say.FILE_GONE])
    assert not data.exists()


def test_what_is_added_is_what_was_shown_and_not_twice():
    page = Page()
    page.sends(DAYLIO)
    page.looks(moods={"Heron": "4"})
    assert page.adds()["added"] == 2
    assert page.adds()["kind"] == "refused"
    page.sends(DAYLIO)
    assert page.looks()["counts"] == [2, 0, 1, 1]
    assert page.adds()["added"] == 0
    assert len(rows()) == 2


def test_a_look_that_comes_too_late_is_not_what_is_added():
    page = Page()
    page.sends(DAYLIO)
    for turn, notes in ((3, False), (2, True)):  # messages may come out of order
        page.says("look", source="daylio", options=OPTIONS | {"moods": {"Heron": "4"}, "notes": notes}, turn=turn)
    assert page.adds(looked=2)["kind"] == "refused"
    page.adds(looked=3)
    assert {row["note"] for row in rows()} == {""}


def test_a_file_that_is_too_large_is_refused_before_it_is_taken(data):
    reply = Page().says("slice", [b"x"], first=0, size=50_000_001)
    assert (reply["kind"], "50 MB" in reply["problems"][""]) == ("refused", True)
    assert not data.exists()


def test_a_file_that_is_none_says_why(data):
    page = Page()
    page.sends(b"\x89PNG\r\n\x1a\n\0\0")
    looked = page.looks()
    assert looked["refused"] == importers.say.NOT_TEXT
    assert (looked["counts"], page.adds()["added"]) == ([0, 0, 0, 0], 0)
    assert not (data / "feelings.csv").exists()


def test_a_table_says_what_there_is_to_choose_from_and_takes_what_was_chosen():
    page = Page()
    page.sends(b"Day;Calm;Sleep\n1.3.2026;-3;7.5\n")
    looked = page.looks("table")
    assert (looked["offered"], looked["refused"][:21]) == (["Day", "Calm", "Sleep"], "Say which column hold")
    chosen = {"date": "Day", "date_format": "%d.%m.%Y", "feelings": ["Calm"], "low": "-3", "high": "3"}
    assert page.looks("table", **chosen)["counts"] == [1, 1, 0, 0]
    assert page.looks("table", **chosen | {"low": "", "high": "many"})["refused"] == importers.say.SCALE_ORDER


def test_a_scale_half_typed_for_another_source_keeps_no_app_out():
    page = Page()
    page.sends(DAYLIO)
    assert page.looks("daylio", low="", high="")["refused"] == ""


def test_features_come_in_only_once_they_are_ticked():
    page = Page()
    page.sends(
        b"FeatureName,Timestamp,Value,Label,Note\nCalm,2026-03-01T21:40:00Z,4,,\nWeight,2026-03-01T21:40:00Z,70,,\n"
    )
    looked = page.looks("track-and-graph")
    assert (looked["offered"], looked["refused"]) == (["Calm", "Weight"], importers.say.CHOOSE_FEELINGS)
    assert page.looks("track-and-graph", feelings=["Calm"])["counts"] == [2, 1, 0, 0]


# What may be kept


def test_nothing_is_written_before_a_choice(data):
    page = Page()
    page.sends(DAYLIO)
    page.looks()
    assert page.adds("")["problems"] == {
        "storage": "Choose what this computer may keep. Until you choose, nothing is written."
    }
    assert not data.exists()


@pytest.mark.parametrize("before", ["", "nothing", "saved"])
def test_who_chose_to_keep_nothing_keeps_nothing(data, before):
    if before:
        settings.save(storage=before)
    page = Page()
    page.sends(DAYLIO)
    page.looks()
    reply = page.adds("nothing")
    assert (reply["message"], reply["storage"]) == (importers.say.REFUSED, "nothing")
    assert not (data / "feelings.csv").exists()
    assert data.exists() == bool(before)


def test_a_choice_made_before_stands():
    settings.save(storage="drafts")
    page = Page()
    assert page.says("ready")["storage"] == "drafts"
    page.sends(DAYLIO)
    page.looks()
    page.adds("saved")
    assert settings.read()["storage"] == "drafts"


def test_on_binder_the_word_saved_is_not_said(monkeypatch):
    monkeypatch.setattr(places, "on_binder", lambda: True)
    page = Page()
    assert page.says("ready")["binder"]
    page.sends(DAYLIO)
    page.looks()
    assert page.adds()["message"] == "Noted for this visit only. It is gone when the visit ends."


# What is said when something is in the way, and what is never shown


def test_what_the_disk_refuses_can_be_tried_again(monkeypatch):
    page = Page()
    page.sends(DAYLIO)
    page.looks()
    with monkeypatch.context() as broken:
        broken.setattr(importers, "add", lambda report: (_ for _ in ()).throw(files.not_saved(OSError(28, "full"))))
        assert "press the button again" in page.adds()["problems"][""]
    assert page.adds()["added"] == 1


def test_what_nobody_foresaw_is_a_sentence_without_words_of_the_file(monkeypatch):
    page = Page()
    page.sends(DAYLIO)
    monkeypatch.setattr(importers, "look", lambda *given: 1 / 0)
    reply = page.looks()
    assert reply["problems"][""].startswith("Nothing was added. Something in this program went wrong, not you")
    assert "eron" not in json.dumps(reply)


def test_neither_its_name_nor_its_synced_state_holds_anything_of_the_file():
    page = Page()
    page.sends(DAYLIO)
    page.looks(notes=True)
    assert repr(page.widget) == "Upload()"
    assert "eron" not in json.dumps(page.widget.get_state(), default=str)


def test_a_long_file_says_how_far_it_is():
    page = Page()
    page.sends((HEADER + "2026-03-02,,,9:00,good,,,\n" * 20_001).encode(), size=1 << 20)
    page.looks()
    assert page.replies[-2] == {"kind": "reading", "message": "20000 lines read …", "view": "view-1"}


def test_another_message_is_not_answered():
    assert Page().says("save") is None
