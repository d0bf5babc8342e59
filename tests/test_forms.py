"""Forms, on this side of the page: what one message brings is saved once, whole, and only as the person chose."""

import json
import re
import threading
from datetime import date

import pytest

import workbook as wb
from workbook import settings, sheets, store
from workbook.files import NotSaved
from workbook.forms import FormWidget
from workbook.sheets import FORMS


class Page:
    """A page with one form in it: sends what the page's script sends, and keeps what comes back."""

    def __init__(self, name="feelings", view="view-1"):
        self.form, self.view, self.turn, self.replies = FormWidget(name), view, 0, []
        self.form.send = self.replies.append

    def says(self, **message):
        """The reply to one message, or None."""
        before = len(self.replies)
        self.form._hear(self.form, {"view": self.view, **message}, [])
        return self.replies[before] if len(self.replies) > before else None

    def state(self):
        return self.says(kind="ready")["state"]

    def saves(self, answers, storage="saved", ids=None, turn=None, again=False, opened=(), touched=False, before=None):
        """Press Save; `touched` says that the words to follow were changed in this form."""
        self.turn = turn or self.turn + 1
        state = self.state()
        ids, followed = ids or state["ids"], state.get("followed", [])
        follows = [word["word"] for word in answers.get("words", ()) if word["asked"] == "followed"]
        before = before or state.get("values")
        for word, spare in zip(answers.get("words", ()), ids, strict=False):
            word["entry_id"] = word.get("entry_id") or spare
        message = {"ids": ids, "opened": dict(opened), "again": again, "answers": answers, "storage": storage}
        message |= {"followed": followed, "follows": follows if touched or not followed else None, "before": before}
        return self.says(kind="save", turn=self.turn, **message)

    def changes(self, words=None, **others):
        """Open the first check-in there is and save it again, with these words instead of its own."""
        reply = self.says(kind="open", entry=rows()[0]["checkin_id"])
        answers = reply["answers"] | ({"words": words(reply["answers"]["words"])} if words else {}) | others
        return self.saves(answers, ids=reply["ids"], opened=reply["opened"], again=True)


def check_in(*words, **others):
    """Answers of the check-in; a word is (word, rating) when followed, (word, rating, "added") when not."""
    rated = [{"word": word, "rating": rating, "asked": (*asked, "followed")[0]} for word, rating, *asked in words]
    return {"words": rated, "note": "", "at": "", "context": "", "expressed": "", "scale": "", **others}


def rows(name="feelings"):
    return store.read(name).rows


def ratings():
    return [(row["feeling"], row["rating"]) for row in rows()]


pytestmark = pytest.mark.usefixtures("data")
SECRET = check_in(("like a wet coat", 6), note="the heron")
GIVEN = {"feelings": SECRET, "topics": {"title": "the heron"}, "settings": {"crisis_line": "the heron"}}


@pytest.mark.parametrize("name", FORMS)
def test_a_form_shows_its_name_and_nothing_else(name):
    assert repr(wb.form(name)) == f"Form('{name}')"


@pytest.mark.parametrize(("name", "answers"), GIVEN.items())
def test_the_synced_state_of_a_form_holds_nothing_of_the_person(name, answers):
    settings.save(followed=["like a wet coat"], own_words=["like a wet coat"], crisis_line="ask for Heron")
    page = Page(name)
    assert page.saves(answers)["kind"] == "saved"
    synced = json.dumps(page.form.get_state(), default=str).lower()
    assert not re.search(r"wet coat|heron|\be66[0-9a-f]{19}\b", synced)


def test_before_a_choice_of_what_may_be_kept_nothing_at_all_is_written(data):
    reply = Page().saves(SECRET, storage="")
    assert reply["kind"] == "refused"
    assert reply["problems"] == {"storage": "Choose what this computer may keep. Until you choose, nothing is written."}
    assert not data.exists()


@pytest.mark.parametrize(("name", "answers"), GIVEN.items())
def test_who_wants_nothing_kept_has_nothing_written(name, answers, data, tmp_path):
    reply = Page(name).saves(answers, storage="nothing")
    assert reply["kind"] == "saved"
    assert reply["message"].startswith("Nothing was kept, as you chose.")
    assert list(tmp_path.iterdir()) == []
    assert not data.exists()


def test_the_choice_is_kept_first_and_then_the_entry(monkeypatch):
    saved, seen = store.save, []

    def save(*given, **how):
        seen.append(settings.read()["storage"])
        return saved(*given, **how)

    monkeypatch.setattr(store, "save", save)
    Page().saves(check_in(("worried", 6), ("calm", None)), storage="drafts")
    assert seen == ["drafts"]
    assert ratings() == [("worried", "6"), ("calm", "")]


def test_a_choice_already_made_counts_whatever_the_page_says():
    settings.save(storage="nothing")
    assert Page().saves(SECRET, storage="saved")["message"].startswith("Nothing was kept")
    assert rows() == []


def test_a_reply_goes_to_the_view_and_the_press_that_asked():
    page = Page(view="view-7")
    replies = page.saves(check_in(("worried", 6)), turn=4), page.saves(check_in(("worried", None)), turn=5)
    told = [(reply["kind"], reply["view"], reply["turn"]) for reply in replies]
    assert told == [("saved", "view-7", 4), ("refused", "view-7", 5)]


def test_what_comes_back_from_a_save_is_ready_for_the_next():
    page = Page()
    first = page.state()["ids"]
    reply = page.saves(check_in(("worried", 6)), ids=first)
    assert set(reply) == {"kind", "storage", "state", "dots", "heavy", "message", "view", "turn"}
    assert not set(reply["state"]["ids"]) & set(first)
    assert reply["state"]["followed"] == ["worried"]
    assert reply["dots"][0].items() >= {"label": "Worried", "values": [6], "low": 0, "high": 10}.items()


def test_the_message_says_when_how_much_of_each_word_and_the_last_five_of_the_first():
    page = Page()
    for rating in (9, 7, 5, None, 6):
        page.saves(check_in(("worried", rating), note="so it is saved"))
    message = page.saves(check_in(("worried", 6), ("calm", 2)))["message"]
    assert re.fullmatch(
        r"Saved, \d\d:\d\d\. Worried 6\. Your last five: 7 5 – 6 6\. Calm 2\. That’s enough for today\.", message
    )


def test_a_first_rating_has_no_last_times_and_a_note_alone_no_rating():
    told = [Page().saves(answers)["message"] for answers in (check_in(("worried", 0)), check_in(note="a quiet day"))]
    assert [message[13:] for message in told] == [" Worried 0. That’s enough for today.", " That’s enough for today."]


def test_ratings_on_another_scale_do_not_stand_among_the_last_ones():
    Page().saves(check_in(("worried", 60), scale="0-100"))
    assert Page().saves(check_in(("worried", 6)))["dots"][0]["values"] == [6]


def test_where_nothing_was_written_that_is_said_and_nothing_saved(data):
    assert Page().saves(check_in())["problems"] == {"": "Nothing written yet, so nothing to save."}
    assert not data.exists()


def test_what_the_disk_refuses_is_said_in_its_own_sentence(monkeypatch):
    def full(*given, **how):
        raise NotSaved({"": "Not saved: the disk is full."})

    monkeypatch.setattr(store, "save", full)
    assert Page().saves(SECRET)["problems"] == {"": "Not saved: the disk is full."}


def test_whatever_goes_wrong_is_a_refusal_without_the_persons_words(monkeypatch, caplog, capsys):
    def broken(*given, **how):
        raise RuntimeError("the heron")

    monkeypatch.setattr(store, "save", broken)
    reply = Page().saves(SECRET)
    assert reply["kind"] == "refused"
    assert "went wrong, not you (RuntimeError)" in reply["problems"][""]
    assert "heron" not in json.dumps(reply) + caplog.text + "".join(capsys.readouterr())


def test_what_is_refused_leaves_nothing_behind(data):
    reply = Page().saves(check_in(("like a wet coat", 6), at="2999-01-01"))
    assert list(reply["problems"]) == ["at"]
    assert not data.exists()


def test_a_refusal_names_the_question_as_the_form_asks_it():
    problem = Page().saves(check_in(("worried", 6), at="2999-01-01"))["problems"]["at"]
    assert problem == "“Another day” is in the future. Choose today or an earlier day."


def test_an_older_press_that_comes_late_is_dropped_without_a_reply():
    page = Page()
    ids = page.state()["ids"]
    page.saves(check_in(("worried", 6)), ids=ids, turn=2)
    assert page.saves(check_in(("worried", 3)), ids=ids, turn=1) is None
    assert ratings() == [("worried", "6")]


def test_the_same_check_in_sent_twice_is_there_once_as_it_was_sent_last():
    page = Page()
    ids = page.state()["ids"]
    for turn, rating in ((1, 6), (2, 7)):
        assert page.saves(check_in(("worried", rating), ("calm", 2)), ids=ids, turn=turn)["kind"] == "saved"
    assert ratings() == [("worried", "7"), ("calm", "2")]


def test_a_page_drawn_anew_can_send_the_same_check_in_again():
    page = Page()
    ids = page.state()["ids"]
    page.saves(check_in(("worried", 6)), ids=ids, turn=3)
    page.view = "view-2"
    assert page.saves(check_in(("worried", 7)), ids=ids, turn=1, again=True)["kind"] == "saved"
    assert ratings() == [("worried", "7")]


def test_a_press_that_comes_during_a_save_waits_for_it(monkeypatch):
    page, saved, inside = Page(), store.save, []
    given = {"answers": check_in(("worried", 6)), "ids": page.state()["ids"]}
    second = threading.Thread(target=page.saves, kwargs=given | {"turn": 2})

    def save(*of_it, **how):
        inside.append("in")
        if len(inside) == 1:
            second.start()
            second.join(0.3)  # it would be done by then, if it did not wait
        inside.append("out")
        return saved(*of_it, **how)

    monkeypatch.setattr(store, "save", save)
    page.saves(**given, turn=1)
    second.join(30)
    assert inside == ["in", "out", "in", "out"]
    assert ratings() == [("worried", "6")]


def test_words_followed_and_words_of_ones_own_are_remembered():
    page = Page()
    page.saves(check_in(("like a wet coat", 6), ("calm", 3), ("grey", 2, "added"), ("sad", 1, "added")))
    assert settings.read()["followed"] == ["like a wet coat", "calm"]
    assert settings.read()["own_words"] == ["like a wet coat", "grey"]
    page.saves(check_in(("calm", 3), ("brittle", 5, "added")), touched=True)
    assert settings.read()["followed"] == ["calm"]
    assert settings.read()["own_words"] == ["brittle", "like a wet coat", "grey"]
    assert page.state()["own"] == ["brittle", "like a wet coat", "grey"]


def test_words_to_follow_can_be_changed_without_a_check_in():
    page = Page()
    page.saves(check_in(("worried", 6), ("calm", 3)))
    reply = page.saves(check_in(("calm", None)), touched=True)
    assert reply["message"] == "Saved. The words you follow are changed."
    assert settings.read()["followed"] == ["calm"]
    assert len(rows()) == 2


def test_at_most_three_words_are_followed_and_three_added():
    (question,) = [ask for ask in Page().form.spec["asks"] if ask["control"] == "ratings"]
    assert question["most"] == 3


def test_changing_a_check_in_keeps_its_ids_its_moment_and_the_number_of_its_rows():
    page = Page()
    page.saves(check_in(("worried", 6), ("calm", None), note="a quiet day", at="2026-03-12T21:40:00+13:00"))
    before = rows()
    page.changes(lambda words: [words[0], words[1] | {"rating": 0}])
    assert ratings() == [("worried", "6"), ("calm", "0")]
    for name in ("entry_id", "checkin_id", "at", "note"):
        assert [row[name] for row in rows()] == [row[name] for row in before]


def test_a_changed_note_without_words_keeps_its_id():
    page = Page()
    page.saves(check_in(note="a quiet day"))
    (before,) = rows()
    page.changes(note="a loud day")
    (after,) = rows()
    assert after["note"] == "a loud day"
    assert (after["entry_id"], after["checkin_id"]) == (before["entry_id"], before["checkin_id"])


def test_a_word_taken_away_or_added_in_a_change_is_gone_or_there():
    page = Page()
    page.saves(check_in(("worried", 6), ("sad", 3, "added")))
    page.changes(lambda words: [words[0], *check_in(("tired", 4, "added"))["words"]])
    assert ratings() == [("worried", "6"), ("tired", "4")]
    assert {row["checkin_id"] for row in rows()} == {rows()[0]["entry_id"]}


def test_a_changed_earlier_check_in_tells_its_own_rating():
    page = Page()
    page.saves(check_in(("worried", 6), at="2026-03-01"))
    page.saves(check_in(("worried", 2), at="2026-03-02"))
    assert "Worried 7." in page.changes(lambda words: [words[0] | {"rating": 7}])["message"]


def test_a_check_in_that_is_gone_says_so():
    reply = Page().says(kind="open", entry="e" + "1" * 21)
    assert reply["problems"] == {"": "This entry is no longer in your folder. Nothing was changed."}


def test_todays_check_in_is_offered_for_change_and_an_older_or_imported_one_is_not():
    wb.save("feelings", {"feeling": "calm", "rating": 3, "at": "2026-03-12"})
    wb.save("feelings", {"feeling": "mood", "rating": 3, "asked": "imported"})
    assert Page().state()["today"] is None
    Page().saves(check_in(("calm", 4)))
    assert Page().state()["today"] == {"time": rows()[-1]["at"][11:16], "entry": rows()[-1]["checkin_id"]}


@pytest.mark.parametrize("written", [{"scale_max": 7}, {"note": "the second"}], ids=["its own scale", "two notes"])
def test_a_check_in_the_form_cannot_show_whole_is_not_offered_for_change(written):
    first = {"feeling": "calm", "rating": 3, "note": "the first"}
    wb.save("feelings", [first, {"feeling": "sad", "rating": 3, **written}])
    assert Page().state()["today"] is None


def test_the_scale_used_last_is_offered_next():
    Page().saves(check_in(("worried", 60), scale="0-100"))
    Page().saves(check_in(note="a quiet day"))
    assert Page().state()["scale"] == "0-100"
    Page().saves(check_in(("worried", 6)))
    assert Page().state()["scale"] == ""


@pytest.mark.parametrize("cell", ["6.0", "six", "1e999", ""])
def test_a_rating_changed_outside_neither_keeps_a_form_from_opening_nor_from_saying_saved(cell):
    Page().saves(check_in(("worried", 6)))
    file = store.path(sheets.sheet("feelings"))
    file.write_bytes(file.read_bytes().replace(b'"6"', b'"' + cell.encode() + b'"'))
    assert Page().state()["followed"] == ["worried"]
    assert Page().saves(check_in(("worried", 5)))["kind"] == "saved"


def test_a_file_that_lost_a_column_does_not_keep_a_form_from_opening():
    settings.save(storage="saved", followed=["worried"])
    file = store.path(sheets.sheet("feelings"))
    file.write_text("entry_id;at;feeling;rating\ne1;2026-03-12T21:40:00+01:00;worried;6\n", "utf-8")
    assert Page().state()["followed"] == ["worried"]
    assert Page().saves(check_in(("worried", 5)))["kind"] == "saved"
    assert ratings() == [("worried", "6"), ("worried", "5")]


def test_a_file_that_cannot_be_read_does_not_keep_a_form_from_opening_and_is_told_when_saving():
    store.path(sheets.sheet("feelings")).mkdir(parents=True)
    assert Page().state()["today"] is None
    assert Page().saves(check_in(("worried", 5)))["problems"][""].startswith("Not saved: the disk reported an error")


def test_a_line_for_next_time_is_saved():
    assert Page("topics").saves({"title": "the blue folder"})["message"].endswith("It waits for your next session.")
    assert [row["title"] for row in rows("topics")] == ["the blue folder"]


def test_settings_come_back_as_they_were_given():
    given = {"emergency": "number one", "crisis_line": "two", "therapist_contact": "", "trusted_person": "my aunt"}
    given |= {"therapist_label": "T.", "storage": "drafts"}
    assert Page("settings").saves(given)["message"].endswith("You can change these any time.")
    assert Page("settings").state()["values"] == given


def test_nothing_chosen_in_the_settings_changes_only_that():
    Page("settings").saves({"crisis_line": "two", "storage": "saved"})
    before = settings.read()
    assert Page("settings").saves({"crisis_line": "three", "storage": "nothing"})["storage"] == "nothing"
    assert settings.read() == before | {"storage": "nothing"}


def test_a_setting_that_cannot_be_kept_is_named(data):
    assert list(Page("settings").saves({"crisis_line": "two\nlines"})["problems"]) == ["crisis_line"]
    assert not data.exists()


def test_on_a_shared_server_the_word_saved_is_never_said(monkeypatch):
    monkeypatch.setenv("BINDER_SERVICE_HOST", "10.0.0.1")
    page = Page()
    assert page.state()["binder"] is True
    assert (
        page.saves(check_in(("worried", 6)))["message"] == "Noted for this visit only. It is gone when the visit ends."
    )


def test_words_followed_stay_as_they_are_unless_they_were_changed_in_this_form():
    settings.save(storage="saved", followed=["calm", "glad"])
    Page().saves(check_in(("worried", 4)))  # a page that opened before the words were changed elsewhere
    assert settings.read()["followed"] == ["calm", "glad"]
    store.save("feelings", {"feeling": "sad", "rating": 3})
    Page().changes()
    assert settings.read()["followed"] == ["calm", "glad"]


def test_keep_nothing_holds_even_where_another_window_chose_otherwise():
    settings.save(storage="saved")
    assert Page("topics").saves({"title": "the blue folder"}, storage="nothing")["storage"] == "nothing"
    assert rows("topics") == []


def test_help_lines_saved_in_another_window_are_not_overwritten():
    blank = dict.fromkeys(("emergency", "crisis_line", "therapist_contact", "trusted_person", "therapist_label"), "")
    here, there = Page("settings"), Page("settings")
    opened = {**blank, "storage": ""}
    here.saves({**blank, "emergency": "number one", "storage": "saved"}, before=opened)
    there.saves({**blank, "crisis_line": "number two", "storage": "saved"}, before=opened)
    kept = settings.read()
    assert (kept["emergency"], kept["crisis_line"]) == ("number one", "number two")


def test_the_only_rating_of_a_check_in_can_be_taken_back():
    Page().saves(check_in(("worried", 5)))
    assert Page().changes(lambda words: [{**word, "rating": None} for word in words])["kind"] == "saved"
    assert ratings() == [("worried", "")]


def test_choosing_nothing_over_earlier_entries_says_what_stays():
    settings.save(storage="saved", crisis_line="number two")
    given = {**settings.read(), "storage": "nothing"}
    reply = Page("settings").saves({name: given[name] for name in Page("settings").state()["values"]})
    assert "still in your folder" in reply["message"]


# After a session: one form over several sheets

PARTS = ("sessions", "journal", "tasks", "topics", "ratings")
SESSION = {"at": "2026-03-12T21:40:00+01:00", "A1": 6, "A2": None, "A3": 10, "A4": None, "O1": 0, "O2": None}
SESSION |= {"text": "two\nlines", "task": "ring a bell", "title": "the blue folder", "keeping": "no", "mode": "video"}
SESSION |= {"heavy": "yes"}
BLANK = {name: None if answer is None or isinstance(answer, int) else "" for name, answer in SESSION.items()}

ON_A_DAY = BLANK | {"at": SESSION["at"]}


def parts():
    return {sheet: rows(sheet) for sheet in PARTS}


def counts():
    return [len(found) for found in parts().values()]


def ids_of_all():
    return {sheet: [row["entry_id"] for row in found] for sheet, found in parts().items()}


def a_session(answers=SESSION):
    """A session written in the form; its id."""
    assert Page("after-session").saves(answers)["kind"] == "saved"
    return rows("sessions")[-1]["entry_id"]


def changed(name, entry, **answers):
    """Open an entry in its form and save it with other answers."""
    page = Page(name)
    reply = page.says(kind="open", entry=entry)
    kept = {"ids": reply["ids"], "opened": reply["opened"], "again": True}
    return page.saves(reply["answers"] | answers, **kept)


def everything(folder):
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def refusing(monkeypatch, sheet):
    """From now on the disk refuses this sheet."""
    saved = store.save

    def save(name, *given, **how):
        if name == sheet:
            raise NotSaved({"": "Not saved: the disk is full."})
        return saved(name, *given, **how)

    monkeypatch.setattr(store, "save", save)


def test_all_rows_of_a_session_share_its_id_and_its_moment():
    made = a_session()
    assert counts() == [1, 1, 1, 1, 3]
    assert {row["session_id"] for sheet in PARTS[1:] for row in rows(sheet)} == {made}
    assert {row["at"] for found in parts().values() for row in found} == {SESSION["at"]}
    assert {row["item"]: row["rating"] for row in rows("ratings")} == {"A1": "6", "A3": "10", "O1": "0"}


@pytest.mark.parametrize("at", ["", "2026-03-12", "2026-03-12T21:40", date.today().isoformat()])
def test_all_rows_of_a_session_are_of_one_moment_however_it_is_given(at):
    a_session(SESSION | {"at": at})
    assert len({row["at"] for found in parts().values() for row in found}) == 1


def test_all_words_of_a_check_in_of_today_are_of_one_moment_and_it_can_be_changed():
    Page().saves(check_in(("worried", 6), ("calm", 3), at=date.today().isoformat()))
    assert len({row["at"] for row in rows()}) == 1
    assert Page().state()["today"] is not None


@pytest.mark.parametrize("sheet", PARTS)
def test_a_session_saved_only_in_part_is_completed_by_the_next_press(monkeypatch, sheet):
    page = Page("after-session")
    ids, answers = page.state()["ids"], SESSION | {"at": ""}
    with monkeypatch.context() as full:
        full.setattr("workbook.fields.now", lambda: "2026-03-12T21:40:00+01:00")
        refusing(full, sheet)
        assert page.saves(answers, ids=ids)["kind"] == "refused"
    there = counts()
    assert there == [1, 1, 1, 1, 3][: PARTS.index(sheet)] + [0] * (5 - PARTS.index(sheet))
    assert page.saves(answers, ids=ids)["kind"] == "saved"
    assert counts() == [1, 1, 1, 1, 3]
    made = [one for found in ids_of_all().values() for one in found]
    assert made == [*ids[:4], ids[4], ids[6], ids[8]]
    moments = {row["at"] for found in parts().values() for row in found}
    assert len(moments) == 1
    assert (moments == {"2026-03-12T21:40:00+01:00"}) == (sheet != "sessions"), "the first press that kept anything"


@pytest.mark.parametrize("sheet", PARTS)
def test_a_refusal_half_way_says_that_a_part_is_kept_and_one_at_the_start_does_not(monkeypatch, sheet):
    refusing(monkeypatch, sheet)
    (problem,) = Page("after-session").saves(SESSION)["problems"].values()
    assert problem.endswith("Not saved: the disk is full.")
    assert problem.startswith("A part of it is kept already, the rest is not.") == (sheet != "sessions")


def test_a_part_emptied_before_the_next_press_is_taken_away_again(monkeypatch):
    page = Page("after-session")
    ids = page.state()["ids"]
    with monkeypatch.context() as full:
        refusing(full, "ratings")
        page.saves(SESSION, ids=ids)
    assert page.saves(SESSION | {"task": ""}, ids=ids)["kind"] == "saved"
    assert counts() == [1, 1, 0, 1, 3]


def test_what_is_refused_in_one_part_is_refused_before_any_is_written(data):
    problems = Page("after-session").saves(SESSION | {"task": "two\nlines"})["problems"]
    assert list(problems) == ["task"]
    assert problems["task"].startswith("“What did you agree to try?” takes one line.")
    assert not data.exists()


@pytest.mark.parametrize("given", [{}, BLANK, BLANK | {"heavy": "yes"}], ids=["nothing", "all left out", "the link"])
def test_where_nothing_was_answered_of_a_session_nothing_is_written(given, data):
    reply = Page("after-session").saves(given)
    assert reply["problems"] == {"": "Nothing written yet, so nothing to save."}
    assert not data.exists()


def test_only_a_date_is_a_session():
    a_session(ON_A_DAY)
    assert counts() == [1, 0, 0, 0, 0]
    assert [row["at"] for row in rows("sessions")] == [SESSION["at"]]


@pytest.mark.parametrize(
    "answers",
    [
        SESSION,
        BLANK | {"at": SESSION["at"]},
        BLANK | {"at": SESSION["at"], "O1": 0},
        SESSION | {"A1": None, "text": ""},
    ],
    ids=["all", "a date", "a nought", "some"],
)
def test_opening_a_session_gives_back_all_answers_and_when_it_was_written(answers):
    reply = Page("after-session").says(kind="open", entry=a_session(answers))
    assert reply["answers"] == answers
    assert reply["message"] == "You are changing what you wrote on Thu 12 March 2026, 21:40."
    assert reply["opened"] == {sheet: ids for sheet, ids in ids_of_all().items() if ids}


def test_changing_a_session_keeps_every_entry_id_and_adds_only_what_is_new():
    made = a_session()
    before = ids_of_all()
    reply = changed("after-session", made, A1=2, A2=7, O1=None, text="other words", at="2026-03-10T09:00:00+01:00")
    assert reply["kind"] == "saved"
    after = ids_of_all()
    assert {sheet: ids for sheet, ids in after.items() if sheet != "ratings"} == {
        sheet: ids for sheet, ids in before.items() if sheet != "ratings"
    }
    assert {row["item"]: row["rating"] for row in rows("ratings")} == {"A1": "2", "A2": "7", "A3": "10"}
    assert len(set(after["ratings"]) & set(before["ratings"])) == 2
    assert rows("journal")[0]["text"] == "other words"
    assert {row["at"] for found in parts().values() for row in found} == {"2026-03-10T09:00:00+01:00"}


def test_saving_a_session_again_without_a_change_leaves_every_row_as_it_was(data):
    made = a_session()
    before = everything(data)
    changed("after-session", made)
    assert everything(data) == before


@pytest.mark.parametrize(("question", "sheet"), [("text", "journal"), ("task", "tasks"), ("title", "topics")])
def test_clearing_a_part_in_a_change_takes_that_row_away_and_no_other(question, sheet):
    wb.save(sheet, {question: "of another day"})
    made, other = a_session(), a_session()
    before = ids_of_all()
    assert changed("after-session", made, **{question: "", "heavy": ""})["kind"] == "saved"
    gone = before[sheet][1]
    assert ids_of_all() == before | {sheet: [one for one in before[sheet] if one != gone]}
    assert {row["session_id"] for row in rows(sheet)} == {"", other}


def test_clearing_every_part_leaves_the_session_and_its_moment():
    made = a_session()
    assert changed("after-session", made, **BLANK)["kind"] == "saved"
    assert counts() == [1, 0, 0, 0, 0]
    assert (rows("sessions")[0]["entry_id"], rows("sessions")[0]["at"]) == (made, SESSION["at"])


def test_a_line_changed_in_its_own_form_stays_with_its_session_and_keeps_its_choice():
    made = a_session()
    (line,) = rows("topics")
    changed("topics", line["entry_id"], choice="headline only", title="the red folder")
    kept = {"entry_id": line["entry_id"], "session_id": made, "choice": "headline only"}
    assert rows("topics")[0].items() >= {**kept, "title": "the red folder"}.items()
    assert Page("after-session").says(kind="open", entry=made)["answers"]["title"] == "the red folder"
    changed("after-session", made, title="the green folder")
    assert rows("topics")[0].items() >= {**kept, "title": "the green folder"}.items()


def test_a_task_and_a_text_changed_in_their_own_forms_keep_what_the_session_does_not_ask():
    made = a_session()
    changed("tasks", rows("tasks")[0]["entry_id"], smallest="one bell", confidence=0)
    changed("journal", rows("journal")[0]["entry_id"], heavy_before=2, heavy_after=3)
    changed("after-session", made, task="ring two bells", text="other words")
    (task,), (text,) = rows("tasks"), rows("journal")
    assert task.items() >= {"task": "ring two bells", "smallest": "one bell", "confidence": "0"}.items()
    assert text.items() >= {"text": "other words", "heavy_before": "2", "heavy_after": "3", "heavy": "yes"}.items()
    assert (task["session_id"], text["session_id"]) == (made, made)


def test_a_column_the_workbook_does_not_know_survives_a_change_of_a_session():
    made = a_session()
    for sheet in PARTS:
        file = store.path(sheets.sheet(sheet))
        lines = file.read_bytes().replace(b"two\nlines", b"two words").splitlines()
        file.write_bytes(b"\n".join([lines[0] + b',"mine"', *(line + b',"kept, too"' for line in lines[1:]), b""]))
    changed("after-session", made, A1=1, text="other words", task="another", title="another", mode="phone")
    assert {row["mine"] for found in parts().values() for row in found} == {"kept, too"}


def test_todays_session_is_offered_for_change_and_an_older_one_is_not():
    assert Page("after-session").state()["today"] is None
    a_session()
    assert Page("after-session").state()["today"] is None
    made = a_session(SESSION | {"at": ""})
    assert Page("after-session").state()["today"] == {"time": rows("sessions")[-1]["at"][11:16], "entry": made}


WRITTEN_ELSEWHERE = {
    "a second line": ("topics", {"title": "another"}),
    "a second text": ("journal", {"text": "another"}),
    "a task without a name": ("tasks", {"smallest": "one bell"}),
    "an unknown question": ("ratings", {"item": "Z9", "rating": 3}),
    "a question twice": ("ratings", {"item": "A1", "rating": 3}),
    "a rating beyond the scale": ("ratings", {"item": "A2", "rating": 60, "scale_max": 100}),
    "a rating on another scale": ("ratings", {"item": "A2", "rating": 3, "scale_max": 100}),
}


@pytest.mark.parametrize("elsewhere", WRITTEN_ELSEWHERE.values(), ids=WRITTEN_ELSEWHERE)
def test_a_session_the_form_cannot_show_whole_is_refused_in_a_sentence_and_nothing_changes(elsewhere, data):
    sheet, answers = elsewhere
    made = a_session({"at": "", "A1": 6, "title": "the blue folder", "text": "a few words"})
    wb.save(sheet, {**answers, "session_id": made})
    before = everything(data)
    reply = Page("after-session").says(kind="open", entry=made)
    assert reply["kind"] == "refused"
    assert reply["problems"] == {
        "": "This form cannot show all of that entry, so it stays closed. Nothing was changed."
    }
    assert Page("after-session").state()["today"] is None
    assert everything(data) == before


@pytest.mark.parametrize("cell", [b"6 or 7", b"60"])
def test_a_task_whose_number_was_changed_outside_and_cannot_be_read_is_not_opened_to_be_lost(cell):
    Page("tasks").saves({"task": "ring a bell", "confidence": 6})
    file = store.path(sheets.sheet("tasks"))
    file.write_bytes(file.read_bytes().replace(b'"6"', b'"' + cell + b'"'))
    assert Page("tasks").says(kind="open", entry=rows("tasks")[0]["entry_id"])["kind"] == "refused"


@pytest.mark.parametrize("name", ["after-session", "topics", "tasks", "task_logs", "journal", "goals", "goal-progress"])
def test_an_entry_that_is_gone_says_so_and_writes_nothing(name, data):
    problems = Page(name).says(kind="open", entry="e" + "1" * 21)["problems"]
    assert problems == {"": "This entry is no longer in your folder. Nothing was changed."}
    assert not data.exists()


@pytest.mark.parametrize("sheet", PARTS[1:])
def test_a_sheet_that_cannot_be_read_does_not_keep_the_session_form_from_opening(sheet):
    a_session({"mode": "video"})
    store.path(sheets.sheet(sheet)).mkdir()
    assert Page("after-session").says(kind="ready")["kind"] == "state"


# Links


def test_links_offer_tasks_and_goals_by_name_and_their_ids_are_kept():
    Page("tasks").saves({"task": "ring a bell"})
    Page("goals").saves({"text": "hear myself"})
    task, goal = rows("tasks")[0]["entry_id"], rows("goals")[0]["entry_id"]
    assert Page("task_logs").state()["links"] == {"task_id": [(task, "ring a bell")]}
    assert Page("tasks").state()["links"] == {"goal_id": [(goal, "hear myself")]}
    assert Page("goal-progress").state()["links"] == {"goal_id": [(goal, "hear myself")]}
    assert Page("topics").state()["links"] == {}
    Page("task_logs").saves({"task_id": task, "found_out": "it is loud"})
    Page("goal-progress").saves({"goal_id": goal, "goal": 0})
    assert rows("task_logs")[0]["task_id"] == task
    assert rows("ratings")[0].items() >= {"goal_id": goal, "item": "goal", "rating": "0", "session_id": ""}.items()


def test_an_opened_log_offers_its_task_even_when_that_is_settled():
    Page("tasks").saves({"task": "ring a bell"})
    task = rows("tasks")[0]["entry_id"]
    Page("task_logs").saves({"task_id": task, "amount": "all"})
    assert Page("task_logs").state()["links"] == {"task_id": []}
    reply = Page("task_logs").says(kind="open", entry=rows("task_logs")[0]["entry_id"])
    assert reply["links"] == {"task_id": [(task, "ring a bell")]}


@pytest.mark.parametrize("name", ["task_logs", "goal-progress"])
def test_only_what_it_is_about_is_nothing_written(name, data):
    about = next(iter(Page(name).state()["links"]))
    reply = Page(name).saves({about: "e" + "1" * 21, "at": "2026-03-12"})
    assert reply["problems"] == {"": "Nothing written yet, so nothing to save."}
    assert not data.exists()


def test_changing_how_a_task_went_keeps_its_task_its_id_and_its_moment():
    Page("task_logs").saves({"task_id": "e" + "1" * 21, "obstacles": "energy; time", "at": "2026-03-12T21:40+01:00"})
    (before,) = rows("task_logs")
    assert before["obstacles"] == "time; energy"
    changed("task_logs", before["entry_id"], found_out="it is loud", obstacles="")
    (after,) = rows("task_logs")
    assert {name for name in before if before[name] != after[name]} - {"saved_at", "row_check"} == {
        "found_out",
        "obstacles",
    }


def test_what_was_taken_away_in_another_window_does_not_come_back_with_a_change():
    Page().saves(check_in(("worried", 6), ("calm", 3)))
    here = Page()
    reply = here.says(kind="open", entry=rows()[0]["checkin_id"])
    store.delete("feelings", [rows()[1]["entry_id"]])
    message = {"ids": reply["ids"], "opened": reply["opened"], "seen": reply["seen"], "again": True, "storage": "saved"}
    told = here.says(kind="save", turn=1, answers=reply["answers"], **message)
    assert "changed in another window" in told["problems"][""]
    assert ratings() == [("worried", "6")]


def test_an_entry_from_a_clock_that_was_ahead_can_be_opened():
    store.save("topics", {"title": "Invented: a lake"})
    (row,) = rows("topics")
    sheet, ahead = sheets.sheet("topics"), row | {"at": "2099-01-01T00:00:00+00:00"}
    store.path(sheet).write_bytes(store.records.header([*row]) + store.records.record([*row], sheet, ahead))
    assert Page("topics").says(kind="open", entry=row["entry_id"])["kind"] == "answers"
