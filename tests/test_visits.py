"""On Binder one looks round and takes one's entries along; what was taken is brought back, once, in any copy."""

import io
import random
import re
import shutil
import zipfile

import pytest
from pyrage import passphrase

import workbook as wb
from workbook import archives, bringing, exploring, forms, listening, places, settings, sheets, store
from workbook.listening import for_visitors
from workbook.words import archives as say
from workbook.words import binder, keeping

pytestmark = pytest.mark.usefixtures("data")
ODD = [
    "",
    "=1+1",
    "a\nb",
    '"quoted", and; more',
    " edge ",
    "007",
    "NA",
    "é́ 👩‍👩‍👧 שלום",
    "<b>&amp;",
    "'",
    "\t",
    "\ufeff",
]
WIDGETS = {
    "form": lambda: wb.form("feelings"),
    "upload": wb.upload,
    "brief": wb.brief,
    "reminders": wb.reminders,
    "waiting": wb.waiting,
    "where": wb.where,
    "paper": lambda: wb.paper("questions"),
    "past": lambda: wb.history("topics").children[0],
}


@pytest.fixture
def visiting(monkeypatch):
    monkeypatch.setenv("BINDER_SERVICE_HOST", "10.0.0.1")


class Page:
    """A page that keeps what a widget answers, and the bytes that came with it."""

    def __init__(self, widget):
        self.widget, self.replies = widget, []
        widget.send = lambda reply, buffers=(): self.replies.append((reply, b"".join(buffers)))

    def says(self, kind, buffers=(), **more):
        before = len(self.replies)
        self.widget._hear(self.widget, {"kind": kind, "view": "v", "turn": 1, "file": "f", **more}, list(buffers))
        return self.replies[-1] if len(self.replies) > before else (None, b"")

    def takes(self):
        """All entries, piece by piece, as the page's script asks for them."""
        got = b""
        while True:
            reply, piece = self.says("take", first=len(got))
            if reply["kind"] != "taken":
                return reply
            got += piece
            if len(got) == reply["size"]:
                return got

    def looks(self, blob, passphrase=""):
        """What the page says of a file it was given, before anything is written."""
        size = 1 << 20
        for first in range(0, max(len(blob), 1), size):
            self.says("slice", [blob[first : first + size]], first=first, size=len(blob))
        return self.says("look", passphrase=passphrase)[0]


def everything(folder):
    return {path.name: path.read_bytes() for path in folder.glob("*.csv")}


def moved(monkeypatch, folder):
    """Another copy of the workbook, in which nothing was written yet."""
    monkeypatch.setenv("WORKBOOK_DATA", str(folder))
    return folder


@pytest.mark.parametrize("make", WIDGETS.values(), ids=WIDGETS)
def test_every_widget_can_tell_that_this_is_a_public_machine(visiting, make):
    visit = make().spec["visit"]
    assert "public machine" in visit["title"]
    assert "nothing is kept" in " ".join(visit["told"]) and "nothing real" in " ".join(visit["told"])


@pytest.mark.parametrize("make", WIDGETS.values(), ids=WIDGETS)
def test_at_home_no_widget_tells_it(make):
    assert "visit" not in make().spec


def test_the_page_with_the_charts_tells_it_above_its_controls(visiting):
    assert isinstance(wb.explore().children[0], listening.Listening)
    assert wb.explore().children[0].spec["visit"]["title"] == binder.NOTICE["title"]


def test_at_home_the_page_with_the_charts_begins_with_its_controls():
    assert not isinstance(exploring.Explorer().children[0], listening.Listening)


def test_the_way_home_is_named_where_its_address_is_known(visiting, monkeypatch):
    assert wb.waiting().spec["visit"]["links"] == []
    monkeypatch.setenv("BINDER_REPO_URL", "https://example.invalid/invented")
    assert wb.waiting().spec["visit"]["links"] == [[binder.AT_HOME, "https://example.invalid/invented"]]
    monkeypatch.setenv("BINDER_REPO_URL", "javascript:alert(1)")
    assert wb.waiting().spec["visit"]["links"] == []


def sentences(said):
    """Every sentence in what a page is told."""
    if isinstance(said, dict):
        return [one for inner in said.values() for one in sentences(inner)]
    if isinstance(said, list | tuple):
        return [one for inner in said for one in sentences(inner)]
    return [said] if isinstance(said, str) and " " in said else []


@pytest.mark.parametrize("make", WIDGETS.values(), ids=WIDGETS)
def test_no_widget_says_there_that_anything_is_saved(visiting, make):
    assert [said for said in sentences(make().spec) if re.search(r"\bsaved\b", said, re.IGNORECASE)] == []


def test_what_a_form_answers_there_does_not_say_saved_and_the_words_of_a_person_stay(visiting, monkeypatch):
    page = Page(wb.form("topics"))
    ids = page.says("ready")[0]["state"]["ids"]
    monkeypatch.setattr(store, "save", lambda *given, **how: (_ for _ in ()).throw(OSError(28, "full")))
    how = {"opened": {}, "again": False, "storage": "saved"}
    reply = page.says("save", ids=ids, answers={"title": "I saved her"}, **how)[0]
    assert reply["kind"] == "refused" and "noted" in reply["message"].lower()
    assert "saved" not in str(reply["problems"]).lower()
    assert for_visitors("saved") == "saved"  # the name of a choice, not a sentence


def test_nothing_is_asked_about_keeping_where_nothing_lasts(visiting, data):
    page = Page(wb.form("topics"))
    state = page.says("ready")[0]["state"]
    assert (state["storage"], state["binder"]) == ("saved", True)
    how = {"opened": {}, "again": False, "storage": "saved"}
    reply = page.says("save", ids=state["ids"], answers={"title": "blue"}, **how)[0]
    assert reply["message"] == "Noted for this visit only. It is gone when the visit ends."
    assert [row["title"] for row in store.read("topics").rows] == ["blue"]
    assert not list(data.glob("drafts/*")) and not settings.path().exists()


def test_the_page_to_bring_shows_the_invented_person_until_one_has_entries(visiting):
    page = Page(wb.brief())
    offered = page.says("offer", asked={})[0]
    assert "invented person" in offered["note"]
    assert any(line["text"].startswith("Sample") for block in offered["blocks"] for line in block["lines"])
    store.save("topics", {"title": "blue"})
    assert Page(wb.brief()).says("offer", asked={})[0]["note"] == ""


def test_at_home_the_page_to_bring_is_ones_own_and_empty():
    assert bringing.Brief()._given is None


def test_all_entries_are_taken_along_piece_by_piece(monkeypatch):
    monkeypatch.setattr(listening, "PIECE", 100)
    store.save("journal", [{"text": text} for text in ODD if text.strip()])
    page = Page(wb.where())
    taken = page.takes()
    assert taken == archives.zipped() and len(page.replies) > 3
    assert re.fullmatch(r"therapy-workbook-\d{4}-\d\d-\d\d\.zip", page.replies[0][0]["name"])
    with zipfile.ZipFile(io.BytesIO(taken)) as archive:
        assert {"journal.csv", "README.txt"} <= set(archive.namelist())


def test_where_nothing_was_written_that_is_said(data):
    reply = Page(wb.where()).takes()
    assert reply["problems"] == {"": keeping.NOTHING_TO_TAKE}
    assert not data.exists()


def test_ten_thousand_entries_with_odd_text_come_back_exactly_and_a_second_time_adds_nothing(
    data, tmp_path, monkeypatch
):
    chance = random.Random(8)
    texts = ["".join(chance.choices(ODD[1:], k=4)) for _ in range(10_000)]
    rows = [{"feeling": "calm", "rating": number % 11, "note": text} for number, text in enumerate(texts)]
    store.save("feelings", rows)
    before, taken = everything(data), Page(wb.where()).takes()
    there = moved(monkeypatch, tmp_path / "elsewhere")
    page = Page(wb.where())
    looked = page.looks(taken)
    assert looked["lines"] == ["feelings: 10000 added, 0 newer, 0 already there, 0 not read"]
    assert looked["new"] and not there.exists()
    assert page.says("bring")[0]["message"].startswith("Brought back: 10000 added")
    assert everything(there) == before
    assert [row["note"] for row in store.read("feelings").rows] == [row["note"] for row in rows_of(before)]
    again = page.looks(taken)
    assert again["lines"] == ["feelings: 0 added, 0 newer, 10000 already there, 0 not read"] and not again["new"]
    page.says("bring")
    assert everything(there) == before


def rows_of(files):
    from workbook import records

    return records.parse(files["feelings.csv"], sheets.sheet("feelings")).rows


def test_what_is_brought_back_is_merged_with_what_is_there(data, tmp_path, monkeypatch):
    store.save("topics", {"title": "from the visit"})
    taken = Page(wb.where()).takes()
    moved(monkeypatch, tmp_path / "home")
    store.save("topics", {"title": "from home"})
    page = Page(wb.where())
    page.looks(taken)
    reply = page.says("bring")[0]
    assert reply["changed"] and reply["message"].startswith("Brought back: 1 added")
    assert {row["title"] for row in store.read("topics").rows} == {"from the visit", "from home"}


def test_who_keeps_nothing_brings_nothing_in(data, tmp_path, monkeypatch):
    store.save("topics", {"title": "blue"})
    taken = Page(wb.where()).takes()
    there = moved(monkeypatch, tmp_path / "home")
    settings.save(storage="nothing")
    page = Page(wb.where())
    page.looks(taken)
    assert "nothing was added" in page.says("bring")[0]["problems"][""]
    assert everything(there) == {}


def test_a_locked_file_asks_for_its_passphrase_on_the_page(data, tmp_path, monkeypatch):
    store.save("topics", {"title": "blue"})
    locked = passphrase.encrypt(archives.zipped(), "nine blue boats")
    moved(monkeypatch, tmp_path / "home")
    page = Page(wb.where())
    assert (page.looks(locked)["refused"], page.looks(locked)["locked"]) == (say.NEEDS_PHRASE, True)
    assert page.looks(locked, "another")["refused"] == say.WRONG_PHRASE
    looked = page.looks(locked, "nine blue boats")
    assert (looked["refused"], looked["new"]) == ("", True)
    assert page.says("bring")[0]["message"].startswith("Brought back: 1 added")


def zip_of(name, inside):
    blob = io.BytesIO()
    with zipfile.ZipFile(blob, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, inside)
    return blob.getvalue()


WRONG = {
    "another file": (lambda: b"%PDF-1.7 invented", say.NOT_AN_ARCHIVE),
    "nothing in it": (lambda: b"", say.NOT_AN_ARCHIVE),
    "cut off": (lambda: zip_of("topics.csv", "x" * 999)[:-30], say.DAMAGED),
    "a way out": (lambda: zip_of("../topics.csv", "x"), say.FOLDERS),
    "a bomb": (lambda: zip_of("topics.csv", bytes(1 << 20) * 1001), say.TOO_LARGE.format(limit=1000)),
}


@pytest.mark.parametrize(("make", "sentence"), WRONG.values(), ids=WRONG)
def test_a_wrong_file_is_one_sentence_and_changes_nothing(data, make, sentence):
    store.save("topics", {"title": "blue"})
    before = everything(data)
    page = Page(wb.where())
    looked = page.looks(make())
    assert (looked["refused"], looked["lines"], looked["new"]) == (sentence, [], False)
    assert list(page.says("bring")[0]["problems"]) == [""]
    assert everything(data) == before


def test_a_file_of_more_than_200_mb_is_refused_before_it_is_read():
    page = Page(wb.where())
    assert page.widget.spec["most"] == 200_000_000
    reply = page.says("slice", [b"x"], first=0, size=200_000_001)[0]
    assert "200 MB" in reply["problems"][""] and page.widget._file == b""


def test_the_same_two_calls_are_those_of_the_commands(data, tmp_path, monkeypatch, capsys):
    from workbook import cli

    store.save("topics", {"title": "blue"})
    assert cli.main(["export", str(tmp_path / "all.zip")]) == 0
    assert (tmp_path / "all.zip").read_bytes() == Page(wb.where()).takes()
    shutil.rmtree(data)
    page = Page(wb.where())
    assert page.looks((tmp_path / "all.zip").read_bytes())["lines"][0] in restored(cli, tmp_path, capsys)


def restored(cli, tmp_path, capsys):
    capsys.readouterr()
    assert cli.main(["restore", str(tmp_path / "all.zip")]) == 0
    return capsys.readouterr().out


def test_deleting_everything_from_the_page_leaves_nothing(data):
    store.save("topics", {"title": "blue"})
    page = Page(wb.where())
    assert page.says("ready")[0]["anything"]
    reply = page.says("delete")[0]
    assert reply["message"].startswith("Everything is deleted") and not reply["anything"]
    assert not data.exists()


def test_the_check_in_no_longer_speaks_of_copies_once_they_are_back(data):
    store.save("feelings", {"feeling": "calm", "rating": 4})
    shutil.rmtree(data)
    assert "copies of earlier entries" in forms.state(sheets.form("feelings"))["notice"]
    page = Page(wb.where())
    assert "1 line" in page.says("ready")[0]["offer"]
    assert page.says("offered")[0]["message"].startswith("Brought back: 1 added")
    assert forms.state(sheets.form("feelings"))["notice"] == ""
    assert places.data() == data
