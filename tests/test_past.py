"""Looking back: entries come newest first with all that belongs to them, and go and come back whole."""

import json

import pytest

import workbook as wb
from workbook import fields, past, sheets, store
from workbook.files import NotSaved

pytestmark = pytest.mark.usefixtures("data")
AT = "2026-03-12T21:40:00+01:00"
LONG_AGO = "2026-03-01T08:00:00+01:00"
GARBAGE = [b"a line nobody wrote\n", b'"e0","too few cells"\n', b'"e0","\xff\xfe not text"\n']
IN_SESSION = ("sessions", "journal", "tasks", "topics", "ratings")


def line(title, at=AT, **more):
    """A line for next time; its id."""
    return wb.save("topics", {"title": title, "at": at, **more})[0]["entry_id"]


def session(at=AT, **others):
    """A session with a row in each of its sheets; its id."""
    answers = {"at": at, "A1": 6, "A2": 0, "text": "the heron stood", "task": "ring a bell", "title": "the blue folder"}
    ids = store.new_ids(16)
    for sheet, rows in sheets.AFTER_SESSION.rows({**answers, **others}, ids).items():
        store.save(sheet, rows, ids=ids)
    return ids[0]


def loose():
    """A row in every sheet of a session that belongs to none."""
    given = {"sessions": {"mode": "phone"}, "journal": {"text": "loose"}, "tasks": {"task": "loose"}}
    for sheet, answers in {**given, "topics": {"title": "loose"}, "ratings": {"item": "A1", "rating": 6}}.items():
        wb.save(sheet, answers)


def entries(form=sheets.LINE):
    return past.entries(form)[0]


def titles(found=None):
    return [entry.parts["topics"][0]["title"] for entry in (entries() if found is None else found)]


def fitting(form=sheets.LINE, since="", until="", word=""):
    return past.fitting(entries(form), since, until, word)


def replaced(sheet, old, new):
    """Another program has written `new` where `old` was."""
    file = store.path(sheets.sheet(sheet))
    file.write_bytes(file.read_bytes().replace(old, new))


def with_unknown_column(sheet):
    """Another program has given every row of the sheet's file a column of its own."""
    file = store.path(sheets.sheet(sheet))
    first, *others = file.read_bytes().splitlines()
    file.write_bytes(b"\n".join([first + b',"mine"', *(one + b',"kept, too"' for one in others), b""]))


def by_id(sheet):
    return {row["entry_id"]: row for row in store.read(sheet).rows}


def raw(sheet):
    return store.path(sheets.sheet(sheet)).read_bytes()


def through_the_page(taken):
    """What was taken, as it comes back from the page that kept it."""
    return json.loads(json.dumps(taken))


# Entries, newest first


def test_the_newest_comes_first_whatever_the_offset_and_whenever_it_was_written():
    line("far east", "2026-03-12T20:00:00+13:00")
    line("at home", "2026-03-12T08:00:00+00:00")
    line("far west", "2026-03-12T03:00:00-09:00")
    line("backdated", "2026-03-01")
    assert titles() == ["far west", "at home", "far east", "backdated"]


def test_of_the_same_moment_the_one_written_last_comes_first():
    line("first", "2026-03-12T12:00:00+01:00")
    line("second", "2026-03-12T11:00:00+00:00")
    line("third", "2026-03-12T12:00:00+01:00")
    assert titles() == ["third", "second", "first"]


@pytest.mark.parametrize("cell", [b"soon", b"", b"2026-02-30", b"0000-00-00T00:00:00+00:00"])
def test_a_moment_that_cannot_be_read_comes_last(cell):
    line("unreadable", "2026-03-12T21:40:00+01:00")
    line("long ago", "1971-01-01")
    replaced("topics", b"2026-03-12T21:40:00+01:00", cell)
    assert titles() == ["long ago", "unreadable"]


def test_the_words_of_a_check_in_are_one_entry():
    ids = [wb.save("feelings", [{"feeling": word} for word in words]) for words in (("glad", "sad"), ("calm",))]
    found = {entry.entry_id: [row["feeling"] for row in entry.parts["feelings"]] for entry in entries(sheets.CHECK_IN)}
    assert found == {ids[0][0]["entry_id"]: ["glad", "sad"], ids[1][0]["entry_id"]: ["calm"]}


def test_a_session_is_one_entry_with_its_rows_of_every_sheet():
    loose()
    made = session(), session(A3=9)
    found = {entry.entry_id: entry.parts for entry in entries(sheets.AFTER_SESSION)}
    assert len(found) == 3
    counts = [{sheet: len(rows) for sheet, rows in found[one].items()} for one in made]
    assert counts == [{**dict.fromkeys(IN_SESSION, 1), "ratings": count} for count in (2, 3)]
    for one in made:
        assert {row["session_id"] for sheet in IN_SESSION[1:] for row in found[one][sheet]} == {one}


def test_a_row_of_a_session_that_is_not_there_is_no_session():
    line("the blue folder", session_id="e" + "1" * 21)
    assert entries(sheets.AFTER_SESSION) == []
    assert titles() == ["the blue folder"]


def test_how_near_a_goal_is_shows_no_other_ratings():
    session()
    kept = wb.save("ratings", {"item": "goal", "rating": 4})[0]["entry_id"]
    assert [entry.entry_id for entry in entries(sheets.NEARER)] == [kept]


def test_no_other_rating_opens_or_goes_as_how_near_a_goal_is():
    other = wb.save("ratings", {"item": "A1", "rating": 4})[0]["entry_id"]
    assert past.find(sheets.NEARER, other) == {}


def test_lines_that_cannot_be_read_are_counted_in_every_file_of_an_entry():
    session()
    assert past.entries(sheets.AFTER_SESSION)[1] == 0
    store.path(sheets.sheet("tasks")).write_bytes(raw("tasks") + GARBAGE[0] + GARBAGE[1] + b'"e0 half')
    store.path(sheets.sheet("ratings")).write_bytes(raw("ratings") + GARBAGE[1])
    found, unread = past.entries(sheets.AFTER_SESSION)
    assert (len(found), unread) == (1, 4)


def test_where_no_file_is_nothing_is_found_and_nothing_made(data):
    assert past.entries(sheets.AFTER_SESSION) == ([], 0)
    assert not data.exists()


# Finding


@pytest.mark.parametrize(
    ("since", "until", "found"),
    [
        ("", "", ["third", "second", "first"]),
        ("2026-03-12", "", ["third", "second"]),
        ("", "2026-03-12", ["second", "first"]),
        ("2026-03-12", "2026-03-12", ["second"]),
        ("2026-03-13", "2026-03-12", []),
    ],
)
def test_days_are_the_local_days_of_the_entries_and_both_ends_count(since, until, found):
    line("first", "2026-03-11T23:59:59-05:00")
    line("second", "2026-03-12T23:59:00-05:00")
    line("third", "2026-03-13T18:00:00+13:00")
    assert titles(fitting(since=since, until=until)) == found


@pytest.mark.parametrize("word", ["HERON", "heron", "  grey\t", "straße", "STRASSE", "grey heron"])
def test_a_word_is_found_whatever_its_case(word):
    line("the grey Heron in our Straße")
    line("a stork")
    assert titles(fitting(word=word)) == ["the grey Heron in our Straße"]


@pytest.mark.parametrize("word", ["the heron", "RING", "blue folder"])
def test_a_word_is_found_in_every_part_of_a_session(word):
    made = session()
    session(text="", task="", title="")
    assert [entry.entry_id for entry in fitting(sheets.AFTER_SESSION, word=word)] == [made]


@pytest.mark.parametrize("word", ["wet coat", "quiet day"])
def test_a_word_is_found_in_feelings_and_their_note(word):
    wb.save("feelings", [{"feeling": "like a wet coat", "note": "a quiet day"}, {"feeling": "calm"}])
    wb.save("feelings", {"feeling": "sad"})
    assert [entry.parts["feelings"][0]["note"] for entry in fitting(sheets.CHECK_IN, word=word)] == ["a quiet day"]


def test_ids_moments_and_checks_are_not_searched():
    made = session()
    for word in (made, made[:6], "2026-03", "+01:00", *(row["row_check"] for row in store.read("tasks").rows)):
        assert fitting(sheets.AFTER_SESSION, word=word) == []


@pytest.mark.parametrize("word", ["hard", "afraid"])
def test_what_a_person_did_not_write_is_not_found_in_their_check_ins(word):
    wb.save("feelings", {"feeling": "worried", "rating": 3})
    assert fitting(sheets.CHECK_IN, word=word) == []


def test_the_name_of_a_question_is_not_searched():
    session()
    wb.save("ratings", {"item": "goal", "rating": 3})
    assert fitting(sheets.AFTER_SESSION, word="A1") == []
    assert fitting(sheets.NEARER, word="goal") == []


def test_an_entry_without_words_fits_no_word_and_every_day():
    wb.save("sessions", {"mode": "video", "at": AT})
    assert len(fitting(sheets.AFTER_SESSION, "2026-03-12", "2026-03-12")) == 1
    assert fitting(sheets.AFTER_SESSION, word="video") == []


# What a person reads of it


def read(form, named=None):
    return list(past.lines(form, entries(form)[0].parts, past.names(form) if named is None else named))


@pytest.mark.parametrize(("length", "shown"), [(past.LONGEST, past.LONGEST), (past.LONGEST + 1, past.LONGEST + 2)])
def test_a_long_text_is_cut_and_that_is_shown(length, shown):
    wb.save("journal", {"text": "x" * length})
    ((_, text),) = read(sheets.WRITE)
    assert (len(text), text.endswith(" …")) == (shown, shown > past.LONGEST)


def test_a_cut_text_is_whole_in_the_entry():
    wb.save("journal", {"text": "x" * 5000})
    assert entries(sheets.WRITE)[0].parts["journal"][0]["text"] == "x" * 5000


def test_a_linked_task_and_a_linked_goal_are_named():
    task = wb.save("tasks", {"task": "ring a bell"})[0]["entry_id"]
    goal = wb.save("goals", {"text": "hear myself"})[0]["entry_id"]
    wb.save("task_logs", {"task_id": task, "found_out": "it is loud"})
    wb.save("ratings", {"item": "goal", "rating": 4, "goal_id": goal})
    assert [text for _, text in read(sheets.LOG)] == ["ring a bell", "it is loud"]
    assert [text for _, text in read(sheets.NEARER)] == ["hear myself", "4"]
    assert past.names(sheets.LINE) == {}


def test_a_link_to_what_is_gone_is_left_out_and_its_id_not_shown():
    wb.save("task_logs", {"task_id": "e" + "1" * 21, "found_out": "it is loud"})
    assert [text for _, text in read(sheets.LOG)] == ["it is loud"]


def test_a_long_name_of_what_is_linked_is_cut_too():
    goal = wb.save("goals", {"text": "hear myself " * 500})[0]["entry_id"]
    wb.save("ratings", {"item": "goal", "rating": 4, "goal_id": goal})
    assert max(len(text) for _, text in read(sheets.NEARER)) <= past.LONGEST + 2


@pytest.mark.parametrize(
    ("at", "said"), [(AT, "Thu 12 March 2026"), ("2026-03-01", "Sun 1 March 2026"), ("soon", "soon"), ("", "")]
)
def test_a_day_is_said_in_words_and_what_is_none_as_it_stands(at, said):
    assert past.day(at) == said


# One entry: find it, delete it, put it back


def test_one_entry_is_found_with_all_its_rows_and_no_others():
    loose()
    made, _ = session(), session()
    found = past.find(sheets.AFTER_SESSION, made)
    assert tuple(found) == IN_SESSION
    assert {row.get("session_id", made) for rows in found.values() for row in rows} == {made}


def test_what_is_gone_is_not_found_even_where_rows_still_name_it():
    made = session()
    store.delete("sessions", [made])
    assert past.find(sheets.AFTER_SESSION, made) == {}


def test_deleting_takes_every_row_of_an_entry_out_of_every_file_and_no_other_byte():
    loose()
    made, _ = session(), session()
    before = {sheet: raw(sheet).splitlines(keepends=True) for sheet in IN_SESSION}
    taken = past.delete(sheets.AFTER_SESSION, made)
    assert {sheet: len(rows) for sheet, rows in taken.items()} == {**dict.fromkeys(IN_SESSION, 1), "ratings": 2}
    for sheet, lines in before.items():
        left = [one for one in lines if made.encode() not in one]
        assert len(left) < len(lines)
        assert raw(sheet) == b"".join(left)


def test_deleting_a_check_in_takes_all_its_words():
    kept = wb.save("feelings", [{"feeling": "calm"}])[0]["entry_id"]
    made = wb.save("feelings", [{"feeling": "glad"}, {"feeling": "sad"}])[0]["entry_id"]
    past.delete(sheets.CHECK_IN, made)
    assert list(by_id("feelings")) == [kept]


def test_deleting_what_is_gone_changes_nothing(data):
    made = session()
    past.delete(sheets.AFTER_SESSION, made)
    before = {file.name: file.read_bytes() for file in data.iterdir()}
    with pytest.raises(NotSaved, match="gone already"):
        past.delete(sheets.AFTER_SESSION, made)
    assert {file.name: file.read_bytes() for file in data.iterdir()} == before


def test_a_deletion_that_is_refused_half_way_leaves_all_of_the_entry(monkeypatch):
    made, delete = session(), store.delete

    def full(sheet, ids, notes):
        if sheet == "tasks":
            raise NotSaved({"": "Not saved: the disk is full."})
        return delete(sheet, ids, notes)

    with monkeypatch.context() as broken, pytest.raises(NotSaved):
        broken.setattr(store, "delete", full)
        past.delete(sheets.AFTER_SESSION, made)
    (entry,) = entries(sheets.AFTER_SESSION)
    assert (entry.entry_id, set(entry.parts)) == (made, set(IN_SESSION))
    past.delete(sheets.AFTER_SESSION, made)
    assert [store.read(sheet).rows for sheet in IN_SESSION] == [[]] * len(IN_SESSION)


def test_putting_back_restores_every_cell_with_its_moments_and_unknown_columns(monkeypatch):
    with monkeypatch.context() as earlier:
        earlier.setattr(fields, "now", lambda: LONG_AGO)
        made, _ = session(at="", mode="video", heavy="yes"), session()
    for sheet in IN_SESSION:
        with_unknown_column(sheet)
    before = {sheet: by_id(sheet) for sheet in IN_SESSION}
    past.put_back(through_the_page(past.delete(sheets.AFTER_SESSION, made)))
    assert {sheet: by_id(sheet) for sheet in IN_SESSION} == before
    assert {row["saved_at"] for rows in before.values() for row in rows.values()} == {LONG_AGO}
    assert {row["mine"] for rows in before.values() for row in rows.values()} == {"kept, too"}


def test_a_row_changed_outside_is_still_named_so_after_it_was_put_back():
    made = line("the heron")
    replaced("topics", b"the heron", b"a stork!!")
    past.put_back(through_the_page(past.delete(sheets.LINE, made)))
    assert [found.reason for found in store.check("topics")[1] if found.line] == ["changed outside the workbook"]


def test_putting_back_twice_doubles_nothing():
    taken = past.delete(sheets.AFTER_SESSION, session())
    past.put_back(taken)
    before = {sheet: raw(sheet) for sheet in IN_SESSION}
    past.put_back(taken)
    assert {sheet: raw(sheet) for sheet in IN_SESSION} == before
    assert [len(by_id(sheet)) for sheet in IN_SESSION] == [1, 1, 1, 1, 2]


def test_putting_back_cut_off_half_way_is_completed_by_the_next(monkeypatch):
    made, put_back = session(), store.put_back
    before = {sheet: by_id(sheet) for sheet in IN_SESSION}
    taken = past.delete(sheets.AFTER_SESSION, made)

    def full(sheet, rows):
        if sheet == "tasks":
            raise NotSaved({"": "Not saved: the disk is full."})
        put_back(sheet, rows)

    with monkeypatch.context() as broken, pytest.raises(NotSaved):
        broken.setattr(store, "put_back", full)
        past.put_back(taken)
    assert [entry.entry_id for entry in entries(sheets.AFTER_SESSION)] == [made], "in sight again, to be whole again"
    past.put_back(taken)
    assert {sheet: by_id(sheet) for sheet in IN_SESSION} == before


def test_what_was_put_back_is_listed_as_before():
    made = session("2026-03-12"), session("2026-03-10")
    past.put_back(past.delete(sheets.AFTER_SESSION, made[1]))
    assert [entry.entry_id for entry in entries(sheets.AFTER_SESSION)] == list(made)


@pytest.mark.parametrize("garbage", GARBAGE)
def test_damaged_lines_elsewhere_in_the_file_survive_deleting_and_putting_back(garbage):
    before, made, after = line("a stork"), line("the heron"), line("a crane")
    cut = raw("topics").index(made.encode()) - 1
    store.path(sheets.sheet("topics")).write_bytes(raw("topics")[:cut] + garbage + raw("topics")[cut:])
    taken = past.delete(sheets.LINE, made)
    assert (list(by_id("topics")), raw("topics").count(garbage)) == ([before, after], 1)
    past.put_back(taken)
    assert (list(by_id("topics")), raw("topics").count(garbage)) == ([before, after, made], 1)
