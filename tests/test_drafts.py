"""Drafts: words not saved yet are kept where the person chose that, come back once, and go when they are done with."""

import json
import os
from datetime import date

import pytest
from test_forms import Page, check_in

import workbook as wb
from workbook import cli, drafts, files, settings, sheets, store
from workbook.files import NotSaved
from workbook.sheets import HELP_LINES

POSIX = pytest.mark.skipif(os.name != "posix", reason="file modes are a POSIX thing")
ONE, OTHER = "d" + "1" * 16, "d" + "2" * 16
HERON = {"title": "the heron", "choice": "", "at": ""}
SESSION = {"text": "the heron", "task": "ring a bell", "title": "the blue folder", "A1": 6, "O2": 0}


class Typing(Page):
    """A page in which words are typed before they are saved."""

    def __init__(self, name="topics", draft=ONE):
        super().__init__(name)
        self.draft, self.ids = draft, store.new_ids(16)

    def says(self, **message):
        return super().says(**({"draft": self.draft} if message["kind"] == "save" else {}), **message)

    def types(self, answers=HERON, number=1, **others):
        message = {"draft": self.draft, "number": number, "answers": answers, "ids": self.ids, "opened": {}, "note": ""}
        return self.says(kind="draft", **{**message, **others})

    def saves(self, answers=HERON, **how):
        return super().saves(answers, **{"storage": "drafts", "ids": self.ids, **how})


@pytest.fixture
def chosen(data):
    """The data folder of a person who keeps drafts."""
    settings.save(storage="drafts")
    return data


def kept(data):
    """The name of everything in the folder of drafts."""
    return sorted(file.name for file in (data / "drafts").glob("*"))


def offered(name="topics"):
    """The answers that a form opened anew offers."""
    return [draft["answers"] for draft in Page(name).state()["drafts"]]


def everything(folder):
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


# Whether they are kept at all


@pytest.mark.parametrize("storage", ["saved", "nothing"])
def test_no_draft_is_written_unless_drafts_were_chosen(data, storage):
    settings.save(storage=storage)
    assert Typing().types()["kept"] is False
    assert {file.name for file in data.iterdir()} == {"settings.json", ".lock"}


def test_before_a_choice_of_what_may_be_kept_no_draft_is_written(data):
    assert Typing().types()["kept"] is False
    assert not data.exists()


@pytest.mark.parametrize("variable", ["BINDER_SERVICE_HOST", "BINDER_LAUNCH_HOST"])
def test_on_a_shared_server_no_draft_is_written_or_offered(chosen, variable, monkeypatch):
    Typing().types()
    monkeypatch.setenv(variable, "10.0.0.1")
    assert Typing(draft=OTHER).types()["kept"] is False
    assert kept(chosen) == [f"topics.{ONE}.json"]
    assert offered() == []


@POSIX
@pytest.mark.parametrize("mask", [0o000, 0o022, 0o077])
def test_only_the_owner_can_read_a_draft(chosen, mask):
    before = os.umask(mask)
    try:
        Typing().types()
    finally:
        os.umask(before)
    assert (chosen / "drafts").stat().st_mode & 0o777 == 0o700
    assert [file.stat().st_mode & 0o777 for file in (chosen / "drafts").iterdir()] == [0o600]


def test_a_draft_is_no_entry(chosen):
    Typing().types()
    assert store.read("topics").rows == []
    assert {file.name for file in chosen.iterdir()} == {"settings.json", ".lock", "drafts"}


# What was typed comes back


@pytest.mark.parametrize(
    "typed", ["the heron", 'she said "no";\nand {left}, 🙂', "\x00 and \\u0000", "", "x" * 100_000]
)
def test_what_was_typed_comes_back_as_it_was(chosen, typed):
    ids, opened = store.new_ids(16), {"topics": ["e" + "1" * 21]}
    Typing().types({"title": typed}, ids=ids, opened=opened, note="You are changing it.", number=7)
    (draft,) = Page("topics").state()["drafts"]
    assert draft == {
        "form": "topics",
        "draft": ONE,
        "answers": {"title": typed},
        "ids": ids,
        "opened": opened,
        "note": "You are changing it.",
        "number": 7,
        "seen": {},
        "pressed": False,
    }


def test_a_character_no_file_can_hold_does_not_keep_the_rest_from_being_kept(chosen):
    assert Typing().types({"title": "the \ud83d heron"})["kept"] is True
    assert offered() == [{"title": "the \ufffd heron"}]


def test_the_answer_names_the_draft_and_its_number(chosen):
    assert Typing().types(number=7).items() >= {"kind": "drafted", "draft": ONE, "number": 7, "kept": True}.items()


@pytest.mark.parametrize("late", [1, 2])
def test_a_draft_with_an_older_number_never_overwrites_a_newer_one(chosen, late):
    page = Typing()
    page.types({"title": "newer"}, number=2)
    page.types({"title": "older"}, number=late)
    assert offered() == [{"title": "newer"}]


def test_a_newer_draft_takes_the_place_of_an_older_one(chosen):
    page = Typing()
    page.types({"title": "older"}, number=1)
    page.types({"title": "newer"}, number=2)
    assert offered() == [{"title": "newer"}]
    assert len(kept(chosen)) == 1


def test_a_draft_the_disk_refused_is_written_when_it_is_sent_again(chosen, monkeypatch):
    page = Typing()
    with monkeypatch.context() as full:
        full.setattr(files, "replace", lambda *given: (_ for _ in ()).throw(OSError(28, "full")))
        assert page.types()["kind"] == "refused"
    assert page.types()["kept"] is True
    assert offered() == [HERON]


def test_two_drafts_of_one_form_live_side_by_side_and_the_newest_is_offered_first(chosen):
    page = Typing()
    page.types({"title": "first"}, number=2)
    page.types({"title": "second"}, number=3, draft=OTHER)
    assert offered() == [{"title": "second"}, {"title": "first"}]
    page.types({"title": "first again"}, number=4)
    assert offered() == [{"title": "first again"}, {"title": "second"}]


def test_a_form_offers_its_own_drafts_and_no_others(chosen):
    for name, draft in (("tasks", ONE), ("task_logs", ONE), ("goals", ONE), ("goal-progress", ONE)):
        Typing(name, draft).types({"for": name})
    for name in ("tasks", "task_logs", "goals", "goal-progress"):
        assert offered(name) == [{"for": name}]
    assert offered("topics") == []


# They go when they are done with


def test_a_draft_goes_with_its_save(chosen):
    page = Typing()
    page.types()
    page.types({"title": "another"}, draft=OTHER)
    assert page.saves()["kind"] == "saved"
    assert kept(chosen) == [f"topics.{OTHER}.json"]


def test_a_draft_goes_when_nothing_is_to_be_kept_of_its_save(chosen):
    page = Typing()
    page.types()
    assert page.saves(storage="nothing")["message"].startswith("Nothing was kept")
    assert kept(chosen) == []


def test_a_draft_stays_while_its_save_is_refused(chosen, monkeypatch):
    def full(*given, **how):
        raise NotSaved({"": "Not saved: the disk is full."})

    page = Typing()
    page.types()
    monkeypatch.setattr(store, "save", full)
    assert page.saves()["kind"] == "refused"
    assert offered() == [HERON]


def test_a_draft_goes_when_it_is_dropped(chosen):
    page = Typing()
    page.types()
    page.types({"title": "another"}, draft=OTHER)
    assert page.says(kind="drop", draft=ONE)["kind"] == "dropped"
    assert kept(chosen) == [f"topics.{OTHER}.json"]


@pytest.mark.parametrize("end", ["save", "drop"])
def test_a_draft_that_comes_late_makes_no_file(chosen, end):
    page = Typing()
    page.types(number=1)
    if end == "save":
        page.saves()
    else:
        page.says(kind="drop", draft=ONE)
    page.types(number=2)
    assert kept(chosen) == []


def test_dropping_what_was_never_written_does_no_harm(data):
    assert Page("topics").says(kind="drop", draft=ONE)["kind"] == "dropped"
    assert not data.exists()


@pytest.mark.parametrize(
    ("name", "answers"),
    [
        ("topics", HERON),
        ("topics", {**HERON, "at": "2026-03-12"}),
        ("topics", {**HERON, "at": "2026-03-12T21:40"}),
        ("topics", {**HERON, "at": date.today().isoformat()}),
        ("feelings", check_in(("worried", 6), ("like a wet coat", 0, "added"), note="the heron")),
        ("after-session", SESSION),
        ("after-session", {"at": "2026-03-12"}),
        ("task_logs", {"found_out": "the heron", "obstacles": "time; energy"}),
        ("settings", {"crisis_line": "the heron", "storage": "drafts"}),
    ],
)
def test_a_draft_that_a_crash_left_after_its_save_is_not_offered_and_taken_away(chosen, monkeypatch, name, answers):
    def killed(*given):
        raise KeyboardInterrupt

    page = Typing(name)
    if name == "feelings":
        for word, spare in zip(answers["words"], page.ids, strict=False):
            word["entry_id"] = spare
    page.types(answers)
    with monkeypatch.context() as crash, pytest.raises(KeyboardInterrupt):
        crash.setattr(drafts, "drop", killed)
        page.saves(answers)
    assert len(kept(chosen)) == 1
    assert offered(name) == []
    assert kept(chosen) == []


def test_a_draft_that_was_written_on_after_its_save_is_offered(chosen):
    page = Typing()
    page.types({**HERON, "title": "the heron flew"})
    Page("topics").saves(HERON, storage="drafts", ids=page.ids)
    assert offered() == [{**HERON, "title": "the heron flew"}]


def test_the_draft_of_a_change_that_takes_a_part_away_is_offered_until_it_is_saved(chosen):
    page = Typing("after-session")
    Page("after-session").saves(SESSION, storage="drafts", ids=page.ids)
    opened = page.says(kind="open", entry=page.ids[0])
    changed = opened["answers"] | {"task": ""}
    page.types(changed, ids=opened["ids"], opened=opened["opened"], note=opened["message"])
    assert offered("after-session") == [changed]


def half_saved(page, monkeypatch, missing="tasks"):
    """A session typed and saved, but cut off before one of its sheets."""
    saved = store.save

    def cut(sheet, *given, **how):
        if sheet == missing:
            raise NotSaved({"": "Not saved: the disk is full."})
        return saved(sheet, *given, **how)

    page.types(SESSION)
    with monkeypatch.context() as broken:
        broken.setattr(store, "save", cut)
        assert page.saves(SESSION)["kind"] == "refused"


@pytest.mark.parametrize("missing", ["journal", "tasks", "topics", "ratings"])
def test_the_draft_of_a_half_written_session_is_offered_and_completes_it_without_doubling(chosen, monkeypatch, missing):
    half_saved(Typing("after-session"), monkeypatch, missing)
    (draft,) = Page("after-session").state()["drafts"]
    assert draft["answers"] == SESSION
    again = Typing("after-session")
    assert again.saves(draft["answers"], ids=draft["ids"], again=True)["kind"] == "saved"
    counts = {sheet: len(store.read(sheet).rows) for sheet in sheets.AFTER_SESSION.parts}
    assert counts == {"sessions": 1, "journal": 1, "tasks": 1, "topics": 1, "ratings": 2}
    assert len({row["at"] for sheet in counts for row in store.read(sheet).rows}) == 1
    assert kept(chosen) == []


# Damaged drafts

SOUND = {"form": "topics", "draft": OTHER, "answers": {}, "ids": [], "opened": {}, "note": "", "number": 1}
DAMAGED = [
    b"",
    b'{"form": "topics", "draft": "' + OTHER.encode(),
    b"the heron",
    b"\xff\xfe the heron",
    b"[]",
    json.dumps({**SOUND, "number": "the heron"}).encode(),
    json.dumps({**SOUND, "answers": ["the heron"]}).encode(),
    json.dumps({**SOUND, "draft": "../the heron"}).encode(),
    json.dumps({name: SOUND[name] for name in SOUND if name != "ids"}).encode(),
]


@pytest.mark.parametrize("damaged", DAMAGED)
def test_a_damaged_draft_is_left_alone_not_offered_and_named_by_check(chosen, damaged, capsys):
    Typing().types()
    file = chosen / "drafts" / f"topics.{OTHER}.json"
    file.write_bytes(damaged)
    assert offered() == [HERON]
    assert cli.main(["check"]) == 1
    told = capsys.readouterr().out.splitlines()
    assert f"  {file.name}, a draft, cannot be read. It is kept as it is." in told
    assert told[-1] == "1 thing to look at."
    assert "heron" not in " ".join(told)
    assert file.read_bytes() == damaged


@pytest.mark.parametrize(("count", "said"), [(1, "drafts: 1 form not saved yet"), (2, "drafts: 2 forms not saved yet")])
def test_check_counts_drafts_and_whole_ones_want_no_look(chosen, count, said, capsys):
    for draft in (ONE, OTHER)[:count]:
        Typing(draft=draft).types()
    assert cli.main(["check"]) == 0
    told = capsys.readouterr().out.splitlines()
    assert (said in told, told[-1]) == (True, "All is whole.")


@pytest.mark.parametrize("answers", [{"words": 5}, {"words": ["x"]}, {"words": [{}]}, {"scale": "9"}, {"note": ["x"]}])
def test_a_draft_with_answers_of_another_shape_keeps_no_form_from_opening(chosen, answers):
    Typing("feelings").types(answers)
    assert offered("feelings") == [answers]


# The choice


@pytest.mark.parametrize("storage", ["saved", "nothing"])
def test_choosing_otherwise_in_the_settings_takes_drafts_away_and_says_so(chosen, storage):
    Typing().types()
    Typing("journal", OTHER).types({"text": "the heron"})
    page = Page("settings")
    reply = page.saves({**page.state()["values"], "storage": storage})
    assert reply["message"].endswith("Drafts were taken out of your folder.")
    assert kept(chosen) == []
    assert settings.read()["storage"] == storage


@pytest.mark.parametrize("storage", ["saved", "nothing"])
def test_where_there_were_no_drafts_none_are_said_to_be_gone(chosen, storage):
    page = Page("settings")
    assert "Drafts" not in page.saves({**page.state()["values"], "storage": storage})["message"]


def test_keeping_drafts_in_the_settings_leaves_them_there(chosen):
    Typing().types()
    page = Page("settings")
    assert "Drafts" not in page.saves({**page.state()["values"], "crisis_line": "number two"})["message"]
    assert offered() == [HERON]


def test_what_a_killed_draft_left_behind_goes_with_the_drafts(chosen):
    Typing().types()
    (chosen / "drafts" / f".~topics.{OTHER}.json.4711-1").write_text("the heron", "utf-8")
    page = Page("settings")
    page.saves({**page.state()["values"], "storage": "nothing"})
    assert [file.name for file in (chosen / "drafts").iterdir()] == []


def test_a_choice_that_could_not_be_kept_takes_no_draft_away(chosen, monkeypatch):
    def full(**changes):
        raise NotSaved({"": "Not saved: the disk is full."})

    Typing().types()
    page = Page("settings")
    given = {**page.state()["values"], "storage": "saved"}
    with monkeypatch.context() as broken:
        broken.setattr(settings, "save", full)
        assert page.saves(given)["kind"] == "refused"
    assert offered() == [HERON]


def test_help_lines_saved_in_a_window_from_before_drafts_were_chosen_leave_drafts_alone(data):
    settings.save(storage="saved")
    here = Page("settings")
    opened = here.state()["values"]
    settings.save(storage="drafts")  # in another window
    Typing().types()
    here.saves({**opened, "crisis_line": "number two"}, before=opened)
    assert settings.read()["storage"] == "drafts"
    assert offered() == [HERON]


def test_the_settings_have_drafts_of_their_own(chosen):
    answers = {field.name: "" for field in HELP_LINES.fields} | {"crisis_line": "number two", "storage": "drafts"}
    Typing("settings").types(answers)
    assert settings.read()["crisis_line"] == ""
    assert offered("settings") == [answers]


# What must not happen

NO_DRAFTS = ["../x", "d/../../x", "d123", "D" + "1" * 16, "d" + "1" * 17, ONE + "\n", "*", "d" + "x" * 16]


@pytest.mark.parametrize("draft", NO_DRAFTS, ids=ascii)
@pytest.mark.parametrize("kind", ["draft", "drop"])
def test_an_id_that_is_no_draft_is_refused_and_touches_nothing(chosen, tmp_path, kind, draft):
    (tmp_path / "x.json").write_text("{}", "utf-8")
    (chosen / "x.json").write_text("{}", "utf-8")
    Typing().types()
    before = everything(tmp_path)
    message = {"number": 1, "answers": HERON, "ids": store.new_ids(16), "opened": {}, "note": ""}
    assert Page("topics").says(kind=kind, draft=draft, **message)["kind"] == "refused"
    assert everything(tmp_path) == before


@pytest.mark.parametrize("error", [OSError(28, "the heron"), NotSaved({"": "The disk."}), RuntimeError("the heron")])
def test_the_text_of_a_draft_is_in_no_refusal_and_no_traceback(chosen, monkeypatch, caplog, capsys, error):
    def broken(*given):
        raise error

    monkeypatch.setattr(files, "replace", broken)
    reply = Typing().types()
    assert reply["kind"] == "refused"
    assert reply["problems"][""]
    assert "heron" not in json.dumps(reply) + caplog.text + "".join(capsys.readouterr())


@pytest.mark.parametrize("without", ["answers", "ids", "number", "opened"])
def test_a_draft_that_lacks_something_is_refused_without_its_text(chosen, without):
    given = {"draft": ONE, "number": 1, "answers": HERON, "ids": [], "opened": {}, "note": ""}
    reply = Page("topics").says(kind="draft", **{name: value for name, value in given.items() if name != without})
    assert reply["kind"] == "refused"
    assert "heron" not in json.dumps(reply)
    assert kept(chosen) == []


def test_the_synced_state_of_a_form_holds_nothing_of_its_drafts(chosen):
    page = Typing()
    page.types()
    assert page.state()["drafts"] != []
    assert "heron" not in json.dumps(page.form.get_state(), default=str) + repr(page.form) + repr(wb.where())


def test_a_change_keeps_its_id_where_drafts_are_switched_off_meanwhile(chosen):
    task = store.save("tasks", {"task": "Invented: a walk"}).rows[0]["entry_id"]
    page = Typing("tasks")
    reply = page.says(kind="open", entry=task)
    page.types({"task": "Invented: a long walk"}, opened=reply["opened"])
    settings.save(storage="saved")
    drafts.drop_all()
    page.ids = reply["ids"]
    answers = reply["answers"] | {"task": "Invented: a long walk"}
    message = {"ids": reply["ids"], "opened": reply["opened"], "seen": reply["seen"], "stored": True, "again": True}
    assert page.says(kind="save", turn=1, answers=answers, storage="saved", **message)["kind"] == "saved"
    assert [(row["entry_id"], row["task"]) for row in store.read("tasks").rows] == [(task, "Invented: a long walk")]


def test_a_draft_remembers_that_save_was_pressed(chosen):
    page = Typing()
    page.types(pressed=True)
    assert [draft["pressed"] for draft in Page("topics").state()["drafts"]] == [True]
