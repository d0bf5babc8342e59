"""What one writes about the relationship, what helps, what is hard to say, and where lines are."""

import pytest
from test_forms import Page

import workbook as wb
from workbook import drafts, past, settings, sheets, store, upcoming

pytestmark = pytest.mark.usefixtures("data")
TITLE = "Invented: the blue folder"


@pytest.fixture(autouse=True)
def chosen(data):
    settings.save(storage="drafts")


def kept(name, *columns):
    return [tuple(row[column] for column in columns) for row in store.read(name).rows]


def look_back(name):
    """What looking back on a form shows, all of it as one text."""
    form = sheets.looking_back(name)
    return "\n".join(text for entry in past.entries(form)[0] for _, text in form.lines(entry.parts))


def test_open_questions_answered_together_are_one_entry():
    Page("relationship").saves({"understand": "Invented: I go quiet", "one_notch": "Invented: the sister"})
    (first, *_), _ = past.entries(sheets.form("relationship"))
    assert kept("reflections", "reflection_id", "prompt", "text") == [
        (first.entry_id, "understand", "Invented: I go quiet"),
        (first.entry_id, "one_notch", "Invented: the sister"),
    ]


def test_an_answer_added_later_stays_with_its_entry_even_as_the_first():
    page = Page("relationship")
    page.saves({"one_notch": "Invented: the sister"})
    entry = store.read("reflections").rows[0]["entry_id"]
    opened = page.says(kind="open", entry=entry)
    page.saves(opened["answers"] | {"understand": "Invented: I go quiet"}, ids=opened["ids"], opened=opened["opened"])
    found, _ = past.entries(sheets.form("relationship"))
    assert [one.entry_id for one in found] == [entry]
    assert len(found[0].parts["reflections"]) == 2


def test_a_number_stands_beside_the_words_it_goes_with():
    Page("steady").saves({"tension": "Invented: the bill", "tension_rating": 0, "therapist_gender_rating": 7})
    assert kept("reflections", "prompt", "text", "rating") == [
        ("tension", "Invented: the bill", "0"),
        ("therapist_gender", "", "7"),
    ]


def test_each_form_of_open_questions_looks_back_on_its_own():
    Page("relationship").saves({"understand": "Invented: one"})
    Page("stopping").saves({"stop_say": "Invented: two"})
    assert (look_back("relationship"), look_back("stopping")) == ("Invented: one", "Invented: two")


def test_ratings_given_together_are_one_entry_and_none_is_made_up():
    Page("respect").saves({"B1": 0, "B4": 10})
    Page("headspace").saves({"headspace": 3})
    assert kept("ratings", "item", "rating") == [("B1", "0"), ("B4", "10"), ("headspace", "3")]
    assert [len(past.entries(sheets.form(name))[0]) for name in ("respect", "headspace")] == [1, 1]


def test_feedback_and_moments_each_look_back_on_their_own():
    Page("feedback").saves({"technique": "Invented: breathing", "verdict": "change"})
    Page("heard").saves({"heard": "Invented: on Monday"})
    assert (look_back("feedback"), look_back("heard")) == ("Invented: breathing\nChange it", "Invented: on Monday")


def test_a_line_that_was_crossed_is_kept_only_where_that_is_ticked():
    page = Page("crossed")
    reply = page.saves({"B5": "yes", "keep_this": ""})
    assert reply["problems"] == {"": "Nothing was saved. An answer is kept only with a tick at “Keep this answer”."}
    assert kept("reflections", "text") == []
    page.saves({"B5": "yes", "keep_this": "keep"})
    assert kept("reflections", "prompt", "text") == [("B5", "yes")]
    assert page.form.spec["fleeting"] is True


def test_of_what_is_kept_for_oneself_no_session_shows_a_word():
    page = Page("after-session")
    page.saves({"A1": 7, "title": TITLE})
    topic = store.read("topics").rows[0]["entry_id"]
    assert TITLE in look_back("sessions")
    wb.save("topics", {"entry_id": topic, "choice": "keep for me"})
    assert TITLE not in look_back("sessions")
    session = store.read("sessions").rows[0]["entry_id"]
    opened = page.says(kind="open", entry=session)
    assert TITLE not in str(opened)
    page.saves(opened["answers"] | {"A1": 8}, ids=opened["ids"], opened=opened["opened"], again=True)
    past.delete(sheets.form("after-session"), session)
    assert kept("topics", "title", "choice") == [(TITLE, "keep for me")]
    assert TITLE in look_back("say-it") and TITLE not in look_back("topics")


def test_what_is_kept_for_oneself_waits_for_nothing_and_is_told_so():
    reply = Page("say-it").saves({"title": TITLE, "choice": "keep for me"})
    assert reply["message"].endswith("It stays yours.")
    assert "session" not in reply["message"]
    reply = Page("topics").saves({"title": "Invented: lunch"})
    assert reply["message"].endswith("It waits for your next session.")


def test_how_it_went_is_added_to_what_was_hard_to_say():
    page = Page("say-it")
    page.saves(
        {"title": TITLE, "choice": "want to say it", "how": "read", "first_sentence": "Invented: there is a folder"}
    )
    opened = page.says(kind="open", entry=store.read("topics").rows[0]["entry_id"])
    later = {"choice": "said it", "outcome": "better", "relief": 8}
    page.saves(opened["answers"] | later, ids=opened["ids"], opened=opened["opened"], again=True)
    assert kept("topics", "title", "choice", "how", "outcome", "relief") == [(TITLE, "said it", "read", "better", "8")]


def test_a_total_may_have_decimals_and_words_are_refused():
    page = Page("scores")
    page.saves({"name": "Invented test", "total": 12.5, "higher": "worse"})
    assert kept("scores", "total") == [("12.5",)]
    assert wb.entries("scores")["total"].tolist() == [12.5]
    assert "such as 12 or 3.5" in page.saves({"total": "many"})["problems"]["total"]


def test_hoping_for_safety_shows_where_help_is():
    hope = next(one for one in sheets.form("pulls").asks if one.name == "hope")
    offer = hope.spec()["offer"]
    assert offer["answers"] == ("safety",)
    assert "emergency number" in offer["text"] and ("Help now", "#Help-now") in offer["links"]


def test_a_crossed_line_is_never_a_draft():
    draft = {"draft": "d" + "1" * 16, "ids": store.new_ids(4), "opened": {}, "note": "", "number": 1, "stored": False}
    reply = Page("crossed").says(kind="draft", answers={"B5": "yes"}, **draft)
    assert (reply["kept"], drafts.count()) == (False, 0)


def test_a_crossed_line_whose_tick_is_taken_away_is_taken_away():
    page = Page("crossed")
    page.saves({"B5": "yes", "keep_this": "keep"})
    opened = page.says(kind="open", entry=store.read("reflections").rows[0]["entry_id"])
    reply = page.saves({"B5": "yes", "keep_this": ""}, ids=opened["ids"], opened=opened["opened"], again=True)
    assert reply["message"] == "Your answer is taken away."
    assert kept("reflections", "text") == []


def test_no_draft_of_a_session_brings_back_what_is_kept_for_oneself():
    page = Page("after-session")
    page.saves({"A1": 7, "title": TITLE})
    opened = page.says(kind="open", entry=store.read("sessions").rows[0]["entry_id"])
    draft = {"draft": "d" + "1" * 16, "ids": opened["ids"], "opened": opened["opened"], "note": "", "number": 1}
    page.says(kind="draft", answers=opened["answers"] | {"A1": 8}, stored=False, **draft)
    assert TITLE in str(page.state()["drafts"])
    wb.save("topics", {"entry_id": store.read("topics").rows[0]["entry_id"], "choice": "keep for me"})
    assert page.state()["drafts"][0]["answers"]["A1"] == 8
    assert TITLE not in str(page.state()["drafts"])
    (left,) = page.state()["drafts"]
    press = {"ids": left["ids"], "opened": left["opened"], "again": True, "seen": opened["seen"], "storage": "drafts"}
    assert page.says(kind="save", turn=9, answers=left["answers"], draft=left["draft"], **press)["kind"] == "refused"
    assert kept("topics", "title", "choice") == [(TITLE, "keep for me")]  # the draft does not take it away


@pytest.mark.parametrize(
    ("choice", "waits"), [("", True), ("want to say it", True), ("not yet", False), ("said it", False)]
)
def test_a_line_is_said_to_wait_where_it_does(choice, waits):
    reply = Page("topics").saves({"title": "Invented: lunch", "choice": choice})
    assert ("waits for your next session" in reply["message"]) == waits == bool(upcoming.lines())
