"""Lists whose rows stand: what is touched is changed in its place, and nothing else is."""

import html

import pytest
from test_forms import Page

import workbook as wb
from workbook import past, settings, sheets, store, upcoming
from workbook.fields import Choice
from workbook.files import NotSaved
from workbook.sheets import SHEETS, Standing
from workbook.words import problems as say

LISTS = [form for form in sheets.FORMS.values() if isinstance(form, Standing) and not isinstance(form, sheets.Settle)]
EVERY = pytest.mark.parametrize("form", LISTS, ids=lambda form: form.name)
pytestmark = pytest.mark.usefixtures("data")


@pytest.fixture(autouse=True)
def chosen(data):
    settings.save(storage="saved")


class List(Page):
    """A page with one list in it: touches rows as the page's script does."""

    def shows(self):
        """Every row there is, by item."""
        lists = self.state()["rows"].values()
        return {row["item"] or row["text"]: row for rows in lists for row in rows}

    def touches(self, item, seen=None, name=None, **answers):
        """Change a row, or make one, and press Save."""
        row = (self.shows() if seen is None else seen).get(item) or {
            "item": item,
            "text": "",
            "entry_id": store.new_ids(1)[0],
        }
        name = name or next(one.name for one in self.form._form.lists if one.holds(row))
        return self.saves({name: [row | answers]})


def rows(name="questions"):
    return store.read(name).rows


def chooses(one):
    """The question of a list that has options."""
    return next(asked for asked in one.asks if isinstance(asked, Choice))


def kept(name, *columns):
    return [tuple(row[column] for column in columns) for row in rows(name)]


@EVERY
def test_a_list_nobody_touched_has_no_row(form):
    reply = List(form.name).saves({one.name: [] for one in form.lists})
    assert reply["problems"] == {"": say.NOTHING_WRITTEN}
    assert rows(form.sheet) == []


@EVERY
def test_a_row_touched_is_a_row_with_its_words_and_is_changed_in_its_place(form):
    page, first = List(form.name), form.lists[0]
    item, asked = next(iter(first.items)), chooses(first)
    one, other = list(asked.options)[:2]
    assert page.touches(item, **{asked.name: one})["kind"] == "saved"
    (before,) = rows(form.sheet)
    assert page.touches(item, **{asked.name: other})["kind"] == "saved"
    (after,) = rows(form.sheet)
    assert (before[asked.name], after[asked.name]) == (one, other)
    assert {name: before[name] for name in ("entry_id", "at", "item", "text")} == {
        name: after[name] for name in ("entry_id", "at", "item", "text")
    }
    assert after["text"] == first.items[item]


@EVERY
def test_a_row_whose_answers_are_all_taken_back_is_gone(form):
    page, first = List(form.name), form.lists[0]
    item, asked = next(iter(first.items)), chooses(first)
    page.touches(item, **{asked.name: next(iter(asked.options))})
    reply = page.touches(item, **{one.name: "" for one in form.of.fields if one.ask})
    assert reply["kind"] == "saved"
    assert rows(form.sheet) == []


@EVERY
def test_rows_of_a_list_can_be_looked_back_on_and_opened_alone(form):
    first = form.lists[0]
    item, asked = next(iter(first.items)), chooses(first)
    List(form.name).touches(item, **{asked.name: next(iter(asked.options))})
    (entry,), unread = past.entries(form)
    assert unread == 0
    assert ("", first.items[item]) in list(form.lines(entry.parts))
    reply = Page(form.name).says(kind="open", entry=entry.entry_id)
    assert [row["item"] for row in reply["answers"][first.name]] == [item]
    assert sheets.whole(form, entry.parts)


@EVERY
def test_every_list_has_rows_of_one_sheet_that_has_items_and_words(form):
    assert {"item", "text"} <= set(SHEETS[form.sheet].columns)
    items = [item for one in form.lists for item in one.items]
    assert len(set(items)) == len(items)
    assert form.ids >= sum(len(one.items) for one in form.lists)


def test_an_answer_has_its_day_by_itself_and_keeps_it():
    page = List("questions")
    page.touches("contact", status="answered", answer="by message")
    (day,) = kept("questions", "answered_at")[0]
    assert day
    file = store.path(sheets.sheet("questions"))
    file.write_bytes(file.read_bytes().replace(day.encode(), b"2026-03-12T12:00:00+01:00"))
    assert page.state()["told"][rows()[0]["entry_id"]] == "Answered on Thu 12 March 2026"
    page.touches("contact", answer="by message, within a day")
    assert kept("questions", "answered_at") == [("2026-03-12T12:00:00+01:00",)]
    page.touches("contact", status="to ask", answer="")
    assert kept("questions", "answered_at") == [("",)]


def test_an_answer_makes_a_question_answered_and_words_and_block_come_from_the_list():
    wb.save("questions", {"item": "fee", "answer": "60 a session"})
    assert kept("questions", "status", "block", "text") == [("answered", "Money", "What does a session cost?")]


def test_questions_to_ask_are_counted_in_a_plain_number():
    answers = {"length": "to ask", "contact": "still bothers", "online": "answered"}
    wb.save("questions", [{"item": item, "status": status} for item, status in answers.items()])
    wb.save("questions", {"text": "Invented: may I bring my sister?"})
    assert upcoming.sentence() == "Waiting for your session: 3 questions to ask."


def test_a_question_of_ones_own_needs_words_and_is_refused_in_a_sentence():
    page = List("questions")
    reply = page.touches("", text="", status="to ask")
    assert reply["problems"] == {"text": say.TEXT_MISSING}
    assert rows() == []
    page.touches("", text="Invented: may I bring my sister?", status="to ask")
    assert kept("questions", "item", "text", "status") == [("", "Invented: may I bring my sister?", "to ask")]
    with pytest.raises(NotSaved, match="no words"):
        wb.save("questions", {"status": "to ask"})


def test_a_rule_on_contact_is_one_row_for_both_pages():
    List("questions").touches("contact", status="to ask")
    boundaries = List("contact")
    assert boundaries.shows()["contact"]["status"] == "to ask"
    boundaries.touches("contact", answer="by message", known_how="asked")
    assert kept("questions", "status", "answer", "known_how") == [("answered", "by message", "asked")]
    assert List("questions").shows()["contact"]["answer"] == "by message"
    assert rows("agreements") == []


def test_taking_a_rule_back_leaves_what_the_other_page_said():
    List("questions").touches("reply", status="still bothers")
    List("contact").touches("reply", known_how="guess")
    List("contact").touches("reply", known_how="")
    assert kept("questions", "status", "known_how") == [("still bothers", "")]


def test_a_rule_taken_back_is_a_question_again():
    List("questions").touches("contact", status="to ask")
    List("contact").touches("contact", answer="by message", known_how="told")
    List("contact").touches("contact", answer="")
    assert kept("questions", "status", "answer", "answered_at") == [("to ask", "", "")]


def test_how_one_knows_a_rule_is_no_question_to_ask():
    wb.save("questions", [{"item": "contact", "known_how": "told"}, {"item": "reply", "known_how": "don't know"}])
    assert upcoming.sentence() == "Waiting for your session: 1 question to ask."


def test_a_row_of_spaces_has_no_words():
    assert List("questions").touches("", text="  ")["problems"] == {"text": say.TEXT_MISSING}


def test_a_draft_whose_rows_are_all_as_it_says_is_no_draft_any_more():
    settings.save(storage="drafts")
    page = List("questions")
    page.touches("fee", status="to ask")
    fee = page.shows()["fee"] | {"status": ""}
    draft = {"draft": "d" + "1" * 16, "ids": store.new_ids(4), "opened": {}, "note": "", "number": 1}
    page.says(kind="draft", answers={"list": [fee]}, stored=False, **draft)
    assert [one["answers"] for one in page.state()["drafts"]] == [{"list": [fee]}]  # the row is still there
    store.delete("questions", [fee["entry_id"]])
    assert page.state()["drafts"] == []


def test_the_contact_page_shows_only_its_own_questions():
    wb.save(
        "questions",
        [{"item": "fee", "answer": "60"}, {"text": "Invented: my own"}, {"item": "urgent", "answer": "call"}],
    )
    assert set(List("contact").shows()) == {"urgent"}


def test_rules_on_contact_stand_beside_ones_help_lines():
    wb.save("questions", [{"item": "contact", "answer": "by message"}, {"item": "fee", "answer": "60"}])
    wb.save("questions", {"item": "urgent", "answer": "call at night", "known_how": "guess"})
    assert Page("settings").state()["recalled"] == [("Contact between sessions:", "by message")]


def test_a_row_changed_in_another_window_is_not_written_over():
    here, there = List("questions"), List("questions")
    here.touches("fee", status="to ask")
    seen = here.shows()
    there.touches("fee", status="answered", answer="60")  # within the same second, most likely
    reply = here.touches("fee", seen=seen, status="still bothers")
    assert "changed in another window" in reply["problems"][""]
    assert kept("questions", "status", "answer") == [("answered", "60")]
    assert here.touches("fee", status="still bothers")["kind"] == "saved"


def test_a_row_noted_on_two_open_pages_is_noted_once():
    here, there = List("questions"), List("contact")
    seen = here.shows()
    there.touches("contact", answer="by message")
    reply = here.touches("contact", seen=seen, status="to ask")
    assert "press Undo" in reply["problems"][""]
    assert kept("questions", "item", "status", "answer") == [("contact", "answered", "by message")]


def test_a_row_changed_in_a_spreadsheet_is_not_written_over_by_an_open_list():
    page = List("questions")
    page.touches("fee", status="answered", answer="60")
    seen = page.shows()
    file = store.path(sheets.sheet("questions"))
    file.write_bytes(file.read_bytes().replace(b'"60"', b'"70"'))
    assert "changed in another window" in page.touches("fee", seen=seen, answer="65")["problems"][""]
    assert kept("questions", "answer") == [("70",)]


def test_pressing_save_again_doubles_nothing():
    page = List("questions")
    ids = store.new_ids(2)
    given = [
        {"item": item, "text": "", "entry_id": one, "status": "to ask"}
        for item, one in zip(("fee", "notes"), ids, strict=True)
    ]
    for again in (False, True):
        page.saves({"list": given}, again=again)
    assert kept("questions", "entry_id") == [(one,) for one in ids]


def test_own_lines_and_own_rules_are_told_apart():
    page = List("agreements")
    page.touches("my line", name="lines", text="Invented: no jokes about my job", known="yes")
    page.touches("", name="rules", text="Invented: letters", rule="at the end")
    page.touches("gifts", rule="small ones")
    assert [[row["text"] for row in part] for part in page.state()["rows"].values()] == [
        ["Invented: letters", "Gifts"],
        ["Invented: no jokes about my job"],
    ]


def test_a_task_that_is_not_clear_is_a_question_once():
    page = Page("tasks")
    reply = page.saves({"task": "Invented: the blue sheet", "understood": "not sure"})
    assert reply["message"].endswith("What it is for is now among your questions.")
    assert kept("questions", "text", "status", "task_id") == [
        ("What is this task for? Invented: the blue sheet", "", rows("tasks")[0]["entry_id"])
    ]
    opened = page.says(kind="open", entry=rows("tasks")[0]["entry_id"])
    page.saves(opened["answers"] | {"smallest": "one line"}, ids=opened["ids"], opened=opened["opened"], again=True)
    assert len(rows("questions")) == 1
    page.saves({"task": "Invented: a walk", "understood": "yes"})
    assert len(rows("questions")) == 1
    store.delete("questions", [rows("questions")[0]["entry_id"]])
    opened = page.says(kind="open", entry=rows("tasks")[0]["entry_id"])
    page.saves(opened["answers"] | {"smallest": ""}, ids=opened["ids"], opened=opened["opened"], again=True)
    assert rows("questions") == []  # taken away, it stays away


def test_a_question_that_could_not_be_noted_is_told_and_noted_at_the_next_press(data):
    page, answers = Page("tasks"), {"task": "Invented: the blue sheet", "understood": "not sure"}
    (data / "questions.csv").mkdir()
    ids = page.state()["ids"]
    reply = page.saves(answers, ids=ids)
    assert reply["kind"] == "refused"
    assert "A part of it is kept already" in next(iter(reply["problems"].values()))
    (data / "questions.csv").rmdir()
    assert page.saves(answers, ids=ids, again=True)["kind"] == "saved"
    assert (len(rows("tasks")), len(rows("questions"))) == (1, 1)


def test_a_question_about_a_task_stays_with_its_answer_whatever_becomes_of_the_task():
    page = Page("tasks")
    page.saves({"task": "Invented: the blue sheet", "understood": "not sure"})
    List("questions").touches(
        "What is this task for? Invented: the blue sheet", status="answered", answer="to see more"
    )
    opened = page.says(kind="open", entry=rows("tasks")[0]["entry_id"])
    page.saves(opened["answers"] | {"understood": "yes"}, ids=opened["ids"], opened=opened["opened"], again=True)
    assert kept("questions", "status", "answer") == [("answered", "to see more")]


def test_a_list_whose_file_cannot_be_read_stays_closed_and_says_so(data):
    (data / "questions.csv").mkdir()
    reply = Page("questions").says(kind="ready")
    assert reply["kind"] == "refused"
    assert reply["problems"][""].startswith("This list cannot be opened just now")


def test_the_blank_page_has_every_question_and_nothing_of_the_person():
    List("questions").touches("fee", status="answered", answer="Invented: heron")
    paper = wb.paper("questions")
    page = paper.spec["page"]
    for words in sheets.form("questions").lists[0].items.values():
        assert html.escape(words) in page
    assert "heron" not in str(paper.get_state()).lower()
    assert "<script" not in page and "http" not in page
    assert repr(paper) == "Paper('questions')"


@pytest.mark.parametrize("name", ["feelings", "wishes", "nothing"])
def test_what_is_no_list_has_no_paper(name):
    with pytest.raises(ValueError, match=name):
        wb.paper(name)


# After the session: rows that wait, and what became of them


def test_a_line_talked_about_waits_no_more_and_stays_as_it_was_written():
    for title in ("the blue folder", "the sister"):
        wb.save("topics", {"title": title, "how": "read", "first_sentence": "Invented"}, at="2026-03-12")
    page = Page("talked")
    folder, _ = page.state()["rows"]["lines"]
    assert folder["text"] == "the blue folder"
    page.saves({"lines": [folder | {"choice": "said it", "outcome": "better"}]})
    assert [row["title"] for row in upcoming.lines()] == ["the sister"]
    assert kept("topics", "title", "choice", "outcome", "how", "first_sentence", "at")[0] == (
        *("the blue folder", "said it", "better", "read", "Invented"),
        folder["at"],
    )
    assert [row["text"] for row in page.state()["rows"]["lines"]] == ["the sister"]


def test_a_question_answered_has_its_answer_and_its_day_and_waits_no_more():
    wb.save("questions", [{"item": "fee", "status": "to ask"}, {"text": "Invented: the dog?"}])
    wb.save("questions", {"item": "online", "status": "answered", "answer": "yes"})
    page = Page("asked")
    waiting = page.state()["rows"]["questions"]
    assert [row["text"] for row in waiting] == ["What does a session cost?", "Invented: the dog?"]
    page.saves({"questions": [waiting[1] | {"status": "answered", "answer": "It may come."}]})
    assert [row["item"] for row in upcoming.questions()] == ["fee"]
    (row,) = [row for row in rows() if row["answer"] == "It may come."]
    assert row["answered_at"] and row["text"] == "Invented: the dog?"


@pytest.mark.parametrize("choice", ["keep for me", "not yet"])
def test_a_line_put_off_or_kept_is_offered_no_more(choice):
    wb.save("topics", {"title": "the blue folder"})
    page = Page("talked")
    (folder,) = page.state()["rows"]["lines"]
    page.saves({"lines": [folder | {"choice": choice}]})
    assert page.state()["rows"]["lines"] == [] == upcoming.lines()


def test_what_is_kept_for_oneself_is_not_among_what_waited():
    wb.save("topics", {"title": "heron", "choice": "keep for me"})
    assert "heron" not in str(Page("talked").state())


def test_a_line_changed_in_another_window_is_not_written_over():
    made = wb.save("topics", {"title": "the blue folder"})[0]["entry_id"]
    page = Page("talked")
    (folder,) = page.state()["rows"]["lines"]
    wb.save("topics", {"entry_id": made, "choice": "want to say it"})
    assert page.saves({"lines": [folder | {"choice": "said it"}]})["kind"] == "refused"
    assert kept("topics", "choice") == [("want to say it",)]


def test_lines_that_waited_are_never_a_draft(data):
    settings.save(storage="drafts")
    wb.save("topics", {"title": "the blue folder"})
    page = Page("talked")
    rows = page.state()["rows"]["lines"]
    draft = {"draft": "d" + "0" * 16, "number": 1, "answers": {"lines": rows}, "ids": [], "opened": {}, "note": ""}
    assert page.says(kind="draft", **draft)["kept"] is False
    assert not (data / "drafts").exists()


def test_a_question_added_in_a_spreadsheet_is_answered_in_its_place(data):
    wb.save("questions", {"item": "fee", "status": "to ask"})
    file = store.path(sheets.sheet("questions"))
    lines = file.read_text("utf-8-sig").splitlines()
    names = [cell.strip('"') for cell in lines[0].split(",")]
    added = ",".join('"Invented: how long?"' if name == "text" else '""' for name in names)
    file.write_text("\n".join([*lines, added, ""]), encoding="utf-8")
    page = List("questions")
    page.touches("Invented: how long?", status="answered", answer="a year")
    assert kept("questions", "text", "answer")[1:] == [("Invented: how long?", "a year")]


def test_a_row_from_a_clock_that_was_ahead_can_be_answered(data):
    wb.save("questions", {"item": "fee", "status": "to ask"})
    (row,) = rows()
    ahead = row | {"at": "2099-01-01T00:00:00+00:00", "answered_at": "2099-01-01T00:00:00+00:00"}
    sheet = sheets.sheet("questions")
    store.path(sheet).write_bytes(store.records.header([*row]) + store.records.record([*row], sheet, ahead))
    assert store.check("questions")[1] == []
    assert List("questions").touches("fee", status="answered", answer="60")["kind"] == "saved"
    assert kept("questions", "at", "answer") == [("2099-01-01T00:00:00+00:00", "60")]


def test_a_row_that_was_copied_in_a_spreadsheet_can_be_answered(data):
    wb.save("questions", {"item": "fee", "status": "to ask"})
    file = store.path(sheets.sheet("questions"))
    lines = file.read_text("utf-8-sig").splitlines()
    file.write_text("\n".join([*lines, lines[1].replace("to ask", "still bothers"), ""]), encoding="utf-8")
    assert List("questions").touches("fee", status="answered", answer="60")["kind"] == "saved"
