"""Looking back, on this side of the page: the table says what the files hold now, and holds nothing itself."""

import json
import re
import subprocess
import sys

import pytest

import workbook as wb
from workbook import past, sheets, store
from workbook.files import NotSaved
from workbook.lookback import PastWidget

pytestmark = pytest.mark.usefixtures("data")
AT = "2026-03-12T21:40:00+01:00"


class Table:
    """The table of the past in a page: sends what the page's script sends, and keeps what comes back."""

    def __init__(self, name="topics"):
        self.past, self.replies = PastWidget(name, "pair"), []
        self.past.send = self.replies.append

    def says(self, kind, **more):
        """The reply to one message, or None."""
        before = len(self.replies)
        message = {"kind": kind, "since": "", "until": "", "word": "", "first": 0, "view": "view-1", "turn": 1}
        self.past._hear(self.past, message | more, [])
        return self.replies[before] if len(self.replies) > before else None

    def titles(self, **more):
        """The answers in sight, from the top."""
        return [text for row in self.says("list", **more)["rows"] for _, text in row["lines"]]

    def delete(self, entry, **more):
        return self.says("delete", entry=entry, **more)

    def put_back(self, taken, **more):
        return self.says("put back", taken=json.loads(json.dumps(taken)), **more)


def line(title, at=AT):
    return wb.save("topics", {"title": title, "at": at})[0]["entry_id"]


def lines(count):
    """So many lines, one a minute; their ids, the first one first."""
    moments = [f"2026-03-12T{minute // 60:02}:{minute % 60:02}:00+01:00" for minute in range(count)]
    made = wb.save("topics", [{"title": f"line {number}", "at": at} for number, at in enumerate(moments)])
    return [row["entry_id"] for row in made]


def session():
    """A session with rows in five sheets; its id."""
    ids, answers = store.new_ids(16), {"at": AT, "A1": 6, "text": "the heron", "task": "ring a bell", "title": "a line"}
    for sheet, rows in sheets.AFTER_SESSION.rows(answers, ids).items():
        store.save(sheet, rows, ids=ids)
    return ids[0]


def rows():
    return store.read("topics").rows


# The list


def test_the_list_says_what_was_written_when_and_how_much_there_is():
    made = line("the blue folder")
    assert Table().says("list") == {
        "kind": "listed",
        "rows": [
            {
                "entry": made,
                "day": "Thu 12 March 2026",
                "time": "21:40",
                "lines": [("For next time", "the blue folder")],
                "parts": 0,
            }
        ],
        "first": 0,
        "fitting": 1,
        "count": 1,
        "note": "",
        "view": "view-1",
        "turn": 1,
    }


def test_an_empty_list_says_so_and_makes_no_folder(data):
    reply = Table().says("list", first=40, word="heron")
    assert (reply["rows"], reply["first"], reply["fitting"], reply["count"]) == ([], 0, 0, 0)
    assert not data.exists()


@pytest.mark.parametrize(
    ("count", "first", "shown"),
    [(20, 0, (0, 20)), (21, 0, (0, 20)), (21, 20, (20, 1)), (45, 20, (20, 20)), (45, 60, (40, 5)), (40, 40, (20, 20))],
)
def test_a_page_holds_twenty_and_one_past_the_end_is_the_last(count, first, shown):
    lines(count)
    reply = Table().says("list", first=first)
    assert past.PAGE == 20
    assert (reply["first"], len(reply["rows"]), reply["fitting"]) == (*shown, count)
    assert reply["rows"][0]["lines"][0][1] == f"line {count - 1 - shown[0]}"


def test_days_and_a_word_choose_what_is_listed_and_the_rest_is_still_counted():
    for title, at in (("Heron", "2026-03-10"), ("heron", "2026-03-12"), ("stork", "2026-03-12"), ("heron", AT)):
        line(title, at)
    reply = Table().says("list", since="2026-03-11", until="2026-03-12", word="HERON")
    assert (len(reply["rows"]), reply["fitting"], reply["count"]) == (2, 2, 4)
    assert Table().titles(until="2026-03-11") == ["Heron"]


def test_pages_are_of_what_fits():
    lines(45)
    reply = Table().says("list", word="line 1", first=20)
    assert (reply["first"], reply["fitting"], reply["count"]) == (0, 11, 45)


def test_an_entry_of_several_sheets_says_how_many_lines_it_has():
    session()
    (row,) = Table("sessions").says("list")["rows"]
    assert row["parts"] == 5
    assert [text for _, text in row["lines"]] == ["Connected 6", "the heron", "ring a bell", "a line"]


def test_what_an_entry_links_to_is_named_as_it_is_called_now():
    task = wb.save("tasks", {"task": "ring a bell"})[0]["entry_id"]
    wb.save("task_logs", {"task_id": task, "found_out": "it is loud"})
    table = Table("task_logs")
    assert table.titles() == ["ring a bell", "it is loud"]
    wb.save("tasks", {"entry_id": task, "task": "ring two bells"})
    assert table.titles() == ["ring two bells", "it is loud"]


def test_lines_that_cannot_be_read_are_told_under_the_list():
    line("the heron")
    with store.path(sheets.sheet("topics")).open("ab") as file:
        file.write(b'a line nobody wrote\n"e0 half')
    assert Table().says("list")["note"].startswith("Not shown, because it could not be read: 2 lines.")


# Changes


def test_a_deleted_entry_is_gone_from_the_list_and_can_be_taken_back():
    table, made = Table(), lines(3)
    before = rows()
    reply = table.delete(made[1])
    assert (reply["kind"], reply["message"], reply["count"]) == ("listed", "Deleted.", 2)
    assert table.titles() == ["line 2", "line 0"]
    back = table.put_back(reply["taken"])
    assert (back["kind"], back["message"], back["count"]) == ("listed", "It is back.", 3)
    assert table.titles() == ["line 2", "line 1", "line 0"]
    assert sorted(rows(), key=lambda row: row["entry_id"]) == before


def test_a_deleted_session_goes_from_every_sheet_and_comes_back_whole():
    table, made = Table("after-session"), session()
    before = {sheet: store.read(sheet).rows for sheet in sheets.AFTER_SESSION.parts}
    taken = table.delete(made)["taken"]
    assert [store.read(sheet).rows for sheet in before] == [[]] * 5
    table.put_back(taken)
    assert {sheet: store.read(sheet).rows for sheet in before} == before


def test_the_same_entry_taken_back_twice_is_there_once():
    table, made = Table(), line("the heron")
    taken = table.delete(made)["taken"]
    table.put_back(taken)
    assert table.put_back(taken)["count"] == 1


def test_deleting_what_is_gone_does_no_harm():
    table, (first, _) = Table(), lines(2)
    table.delete(first)
    before = store.path(sheets.sheet("topics")).read_bytes()
    reply = table.delete(first)
    assert (reply["kind"], reply["problems"]) == ("refused", {"": "It was gone already. Nothing was changed."})
    assert store.path(sheets.sheet("topics")).read_bytes() == before


def test_after_deleting_the_last_entry_of_a_page_the_one_before_is_shown():
    table, made = Table(), lines(21)
    reply = table.delete(made[0], first=20)
    assert (reply["first"], len(reply["rows"])) == (0, 20)


def test_what_the_disk_refuses_to_delete_is_said_in_its_own_sentence_and_without_words(monkeypatch):
    def full(*given):
        raise NotSaved({"": "Not saved: the disk is full."})

    made = line("the heron")
    monkeypatch.setattr(store, "delete", full)
    reply = Table().delete(made)
    assert reply["kind"] == "refused"
    assert reply["problems"][""].startswith("Not deleted: this computer did not allow it just now.")
    assert "heron" not in json.dumps(reply)


@pytest.mark.parametrize("taken", [{"heron": [{"title": "heron"}]}, {"topics": ["heron"]}, ["heron"]])
def test_what_was_never_taken_is_refused_without_its_words(taken):
    reply = Table().put_back(taken)
    assert reply["kind"] == "refused"
    assert "heron" not in json.dumps(reply)
    assert rows() == []


def test_another_message_is_not_answered():
    assert Table().says("save") is None


# What it remembers


def test_files_that_did_not_change_are_not_read_again(monkeypatch):
    table, reads, entries = Table(), [], past.entries
    line("the heron")
    monkeypatch.setattr(past, "entries", lambda form: reads.append(form.name) or entries(form))
    for word in ("", "h", "he"):
        table.titles(word=word)
    assert reads == ["topics"]
    line("a stork")
    table.titles()
    assert reads == ["topics", "topics"]


def test_reading_in_advance_answers_with_nothing_of_the_entries():
    line("the heron")
    assert Table().says("read") == {"kind": "read", "view": "view-1", "turn": 1}


def test_what_another_process_saved_is_listed():
    table = Table()
    line("here", "2026-03-10")
    assert table.titles() == ["here"]
    code = "import workbook as wb; wb.save('topics', {'title': 'there', 'at': '2026-03-11'})"
    subprocess.run([sys.executable, "-c", code], check=True)
    assert table.titles() == ["there", "here"]


def test_a_file_another_program_put_in_its_place_is_listed_even_when_it_is_as_long():
    table, file = Table(), store.path(sheets.sheet("topics"))
    line("heron")
    assert table.titles() == ["heron"]
    other = file.with_name("other")
    other.write_bytes(file.read_bytes().replace(b"heron", b"stork"))
    other.replace(file)
    assert table.titles() == ["stork"]


def test_a_file_that_went_away_lists_nothing():
    table = Table()
    line("the heron")
    assert table.titles() == ["the heron"]
    store.path(sheets.sheet("topics")).unlink()
    assert table.titles() == []


@pytest.mark.parametrize("sheet", ["sessions", "journal", "tasks", "topics", "ratings"])
def test_a_change_in_any_sheet_of_a_session_is_seen(sheet):
    table, made = Table("after-session"), session()
    table.says("list")
    store.delete(sheet, [row["entry_id"] for row in store.read(sheet).rows if made in row.values()])
    assert [row["parts"] for row in table.says("list")["rows"]] == ([] if sheet == "sessions" else [4])


# What it shows of itself


@pytest.mark.parametrize("name", [*sheets.SHEETS, "after-session", "goal-progress"])
def test_every_sheet_has_a_past_and_the_form_its_entries_open_in(name):
    table, form = wb.history(name).children
    assert repr(form) == repr(table).replace("Past(", "Form(")
    assert table.spec["pair"] == form.spec["pair"] != ""
    assert table.spec["title"]


def test_two_pasts_on_one_page_have_forms_of_their_own():
    assert len({wb.history("topics").children[0].spec["pair"] for _ in range(2)}) == 2


def test_neither_its_name_nor_its_synced_state_holds_anything_of_the_person():
    table = Table("after-session")
    table.says("list", word="heron")
    table.delete(session(), word="heron")
    session()
    table.says("list", word="heron")
    assert repr(table.past) == "Past('after-session')"
    synced = json.dumps(table.past.get_state(), default=str).lower()
    assert not re.search(r"heron|ring a bell|\be66[0-9a-f]{19}\b|2026-03-12", synced)


def test_the_past_of_a_sheet_shows_nothing_by_its_name():
    line("the heron")
    assert repr(wb.history("topics")) == "VBox(children=(Past('topics'), Form('topics')))"


@pytest.mark.parametrize("name", ["topic", "settings", "", "../topics"])
def test_an_unknown_name_is_refused_with_those_there_are(name, data):
    with pytest.raises(ValueError, match="There are: ") as refused:
        wb.history(name)
    assert all(sheet in str(refused.value) for sheet in sheets.SHEETS)
    assert not data.exists()
