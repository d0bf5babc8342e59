"""The page of all charts: drawn when asked for, of the period and feelings chosen, the sample until there is more."""

import datetime as dt

import pytest

import workbook as wb
from workbook import charts, exploring, places, settings
from workbook.words import trends as say

TODAY = dt.date.today()


def saved(days_ago, word="calm", rating=5, **others):
    at = dt.datetime.combine(TODAY - dt.timedelta(days=days_ago), dt.time(0, 1))
    wb.save("feelings", {"feeling": word, "rating": rating, "asked": "followed", **others}, at=at)


@pytest.fixture
def mine(data):
    """Somebody who follows two words, for longer than a month."""
    settings.save(storage="saved", followed=["calm", "worried"])
    for days_ago in (2, 10, 40):
        saved(days_ago)
        saved(days_ago, "worried", 7, note="the heron")
    return data


def page():
    """The widget, and what it sends to its page."""
    explorer = wb.explore()
    sent = []
    for drawing in explorer.drawings:
        drawing.send = sent.append
    return explorer, sent


def drawing(explorer, name):
    return explorer.drawings[list(charts.CHARTS).index(name)]


def said(one):
    """The sentence that stands below a picture, and whether there is a picture."""
    *pictures, words = one.output.outputs
    return words["data"]["text/plain"], bool(pictures)


@pytest.mark.usefixtures("data")
def test_without_entries_one_calm_sentence_and_the_sample_are_in_sight():
    explorer, _ = page()
    assert say.NOTHING_YET in explorer.told.value
    told, drawn = said(explorer.drawings[0])
    assert told.startswith(say.SAMPLE) and drawn


@pytest.mark.usefixtures("mine")
@pytest.mark.filterwarnings("ignore:feelings. 1 line")
def test_lines_that_cannot_be_read_are_counted_above_the_charts():
    with (places.data() / "feelings.csv").open("ab") as file:
        file.write(b"\x00\x00 heron\n")
    explorer, _ = page()
    assert "Not shown, because it could not be read: 1 line. It is still in your file." in explorer.told.value
    assert "heron" not in explorer.told.value and said(explorer.drawings[0])[1]
    explorer.whose.value = "sample"
    assert "Not shown" not in explorer.told.value


@pytest.mark.usefixtures("mine")
def test_with_entries_they_are_ones_own_and_the_sample_is_a_choice():
    explorer, _ = page()
    assert say.NOTHING_YET not in explorer.told.value and said(explorer.drawings[0])[0].startswith("Calm:")
    explorer.whose.value = "sample"
    assert said(explorer.drawings[0])[0].startswith(say.SAMPLE)
    assert [tick.tooltip for tick in explorer.words.children][:2] == ["worried", "calm"]


@pytest.mark.usefixtures("mine")
def test_a_chart_is_drawn_when_it_is_unfolded_and_not_before():
    explorer, sent = page()
    one = drawing(explorer, "weekdays")
    assert one.output.outputs == ()
    one._hear(one, {"kind": "open"}, [])
    assert said(one)[1] and sent[-1]["alt"] == said(one)[0]
    one._hear(one, {"kind": "close"}, [])
    assert one.output.outputs == ()
    one._hear(one, {"kind": "again"}, [])
    assert one.output.outputs == ()


@pytest.mark.usefixtures("mine")
def test_what_a_picture_shows_is_told_to_who_cannot_see_it():
    explorer, sent = page()
    first = explorer.drawings[0]
    first._hear(first, {"kind": "ready"}, [])
    assert sent[-1]["alt"] == said(first)[0]


@pytest.mark.usefixtures("mine")
@pytest.mark.parametrize(("period", "days"), [("all", 3), ("28", 2), ("91", 3), ("365", 3)])
def test_a_period_is_counted_back_from_today(period, days):
    explorer, _ = page()
    explorer.period.value = period
    assert f"Calm: {days} ratings" in said(explorer.drawings[0])[0]


@pytest.mark.usefixtures("data")
def test_a_period_of_the_sample_is_counted_back_from_its_last_day():
    explorer, _ = page()
    explorer.period.value = "28"
    assert "Worried: 20 ratings in" in said(explorer.drawings[0])[0]


@pytest.mark.usefixtures("mine")
def test_own_days_are_asked_for_when_chosen_and_days_that_are_none_are_said():
    explorer, _ = page()
    assert explorer.days.layout.display == "none"
    explorer.period.value = "own"
    assert explorer.days.layout.display == ""
    explorer.start.value, explorer.end.value = TODAY - dt.timedelta(days=12), TODAY - dt.timedelta(days=5)
    assert said(explorer.drawings[0])[0].startswith("Calm: 1 rating in 1 day.")
    explorer.end.value = TODAY - dt.timedelta(days=20)
    assert say.NOT_A_PERIOD in explorer.told.value


@pytest.mark.usefixtures("mine")
def test_every_open_chart_follows_the_feelings_that_are_ticked():
    explorer, _ = page()
    one = drawing(explorer, "weekdays")
    one._hear(one, {"kind": "open"}, [])
    calm, worried = explorer.words.children
    assert (calm.value, worried.value) == (True, True)
    calm.value = False
    assert said(one)[0].startswith("Worried") and "Calm" not in said(explorer.drawings[0])[0]


@pytest.mark.usefixtures("mine")
def test_what_is_saved_on_the_page_shows_in_the_charts():
    explorer, _ = page()
    saved(1)
    explorer.drawings[0]._hear(explorer.drawings[0], {"kind": "again"}, [])
    assert "Calm: 4 ratings" in said(explorer.drawings[0])[0]


def test_a_file_that_cannot_be_read_just_now_is_said_in_a_sentence(mine, monkeypatch):
    explorer, _ = page()
    monkeypatch.setattr(exploring, "Record", lambda *_: (_ for _ in ()).throw(OSError))
    explorer.period.value = "28"
    assert [one["data"] for one in explorer.drawings[0].output.outputs] == [{"text/plain": say.NOT_READ}]


@pytest.mark.usefixtures("mine")
def test_with_no_feeling_ticked_the_charts_of_feelings_ask_for_one():
    explorer, _ = page()
    for tick in explorer.words.children:
        tick.value = False
    assert said(explorer.drawings[0]) == (say.CHOOSE, False)


@pytest.mark.usefixtures("data")
def test_once_there_is_a_check_in_it_takes_the_place_of_the_sample():
    explorer, _ = page()
    saved(0)
    explorer.drawings[0]._hear(explorer.drawings[0], {"kind": "again"}, [])
    assert said(explorer.drawings[0])[0].startswith("Calm: 1 rating")
    assert [tick.tooltip for tick in explorer.words.children] == ["calm"]
    assert say.NOTHING_YET not in explorer.told.value


@pytest.mark.usefixtures("mine")
def test_a_word_that_is_new_gets_a_tick_and_the_others_keep_theirs():
    explorer, _ = page()
    explorer.words.children[0].value = False
    saved(0, "sad", asked="added")
    explorer.drawings[0]._hear(explorer.drawings[0], {"kind": "again"}, [])
    assert [(tick.tooltip, tick.value) for tick in explorer.words.children] == [
        ("calm", False),
        ("worried", True),
        ("sad", False),
    ]


@pytest.mark.usefixtures("mine")
def test_ticks_are_there_whatever_the_period():
    explorer, _ = page()
    explorer.period.value = "own"
    explorer.end.value = TODAY - dt.timedelta(days=300)
    explorer.whose.value = "sample"
    explorer.whose.value = "mine"
    assert [tick.tooltip for tick in explorer.words.children] == ["calm", "worried"]
    assert said(explorer.drawings[0])[0].startswith("Calm: ") or said(explorer.drawings[0])[0] == say.NOTHING_THEN


@pytest.mark.usefixtures("mine")
def test_a_page_that_is_loaded_anew_learns_which_charts_are_open():
    explorer, sent = page()
    one = drawing(explorer, "weekdays")
    for kind, is_open in (("ready", False), ("open", True), ("ready", True)):
        one._hear(one, {"kind": kind}, [])
        assert sent[-1]["open"] is is_open


@pytest.mark.usefixtures("mine")
def test_no_note_reaches_the_state_of_a_widget():
    explorer, _ = page()
    for one in explorer.drawings:
        one._hear(one, {"kind": "open"}, [])
    states = [one.get_state() for one in (explorer, *explorer.children, *explorer.words.children)]
    assert "heron" not in repr(states) and repr(explorer) == "Explorer()"


def test_a_feeling_that_looks_like_markup_or_mathematics_stays_words_in_its_tick_and_in_a_table(data):
    word = "calm $x$ <b>y</b>"
    wb.save("feelings", {"feeling": word, "rating": 5})
    (tick,) = [tick for tick in wb.explore().words.children if tick.tooltip == word]
    assert tick.description == '<span class="mathjax_ignore">calm $x$ &lt;b&gt;y&lt;/b&gt;</span>'
    assert "mathjax_ignore" in wb.daily()._repr_html_()
