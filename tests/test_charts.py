"""Charts: every rating a point, no day made up, and a sentence that says no more than the numbers do."""

import copy
import html
import json
import subprocess
import sys

import pandas as pd
import plotly.graph_objects as go
import pytest

import workbook as wb
from workbook import sheets, table
from workbook.charts import figure

SAMPLE = "Sample: an invented person, not you."
AS_TYPED = ("<b>x</b>", '<a href="//example.org">y</a>', "$x$", "%{x}", "a & b", "&lt;i&gt;", "<br>", 'it\'s "so"')


def frame(*rows):
    """Entries from (day, feeling, rating) and, where needed, other columns."""
    blank = dict.fromkeys(sheets.sheet("feelings").columns, "")
    texts = [
        {**blank, "at": f"{day}T21:00:00+01:00", "feeling": word, "rating": "" if rating is None else str(rating)}
        | {"asked": "followed", "scale_min": "0", "scale_max": "10", "checkin_id": day, **(others[0] if others else {})}
        for day, word, rating, *others in rows
    ]
    return table.typed(sheets.sheet("feelings"), pd.DataFrame(texts, columns=list(blank), dtype="str"))


def days(count, start="2026-03-01", step=1):
    return pd.date_range(start, periods=count, freq=f"{step}D").strftime("%Y-%m-%d").tolist()


def chart_of(*rows):
    return wb.trend(entries=frame(*rows))


def calm(*ratings):
    """Entries of one followed word, day after day."""
    return frame(*[(day, "calm", rating) for day, rating in zip(days(len(ratings)), ratings, strict=True)])


def rising(word="calm", count=30):
    return [(day, word, min(number // 3, 10)) for number, day in enumerate(days(count))]


def dots(chart):
    return {
        trace.name: list(zip(trace.x, trace.y, strict=True))
        for trace in chart.data
        if trace.mode == "markers" and not trace.legendgroup
    }


def picture(chart):
    """What plotly is given to draw."""
    return json.loads(chart.to_json())


def notes(chart):
    layout = picture(chart)["layout"]
    return [note["text"] for note in (*layout["annotations"], layout.get("title") or {"text": ""})]


def test_every_answered_rating_is_a_point_and_an_unanswered_one_is_not():
    chart = chart_of(
        ("2026-03-01", "calm", 3), ("2026-03-01", "calm", 7), ("2026-03-02", "calm", None), ("2026-03-04", "calm", 0)
    )
    assert dots(chart) == {"Calm": [("2026-03-01", 3.0), ("2026-03-01", 7.0), ("2026-03-04", 0.0)]}


def test_another_scale_is_drawn_on_nought_to_ten():
    chart = chart_of(("2026-03-01", "mood", 3, {"scale_max": "4"}))
    assert dots(chart) == {"Mood": [("2026-03-01", 7.5)]}
    assert picture(chart)["layout"]["yaxis"]["range"] == [-0.4, 10.4]


def test_the_line_is_broken_at_a_gap_and_the_sentence_says_why():
    gap = [*days(5), *days(5, "2026-04-20")]
    chart = chart_of(*[(day, "calm", 5) for day in gap])
    (line,) = [trace for trace in picture(chart)["data"] if trace["mode"] == "lines"]
    assert line["y"] == [5.0] * 5 + [None] + [5.0] * 5
    assert line["connectgaps"] is False
    assert chart.sentence.endswith("Gaps may be hard days or easy ones.")


def test_days_without_a_rating_are_not_filled_in():
    chart = chart_of(*[(day, "calm", 5) for day in days(6, step=2)])
    assert all(set(trace["x"]) <= set(days(6, step=2)) for trace in picture(chart)["data"])
    assert "Gaps" not in chart.sentence


def test_the_sentence_says_how_many_ratings_in_how_many_days():
    chart = chart_of(
        ("2026-03-01", "calm", 3), ("2026-03-10", "calm", None), *[(day, "calm", 4) for day in days(3, "2026-03-05")]
    )
    assert chart.sentence == "Calm: 4 ratings in 10 days. Usually 4. Too few to say which way it is going."


@pytest.mark.parametrize(
    ("ratings", "said"),
    [
        ([None], "Calm: asked on 1 day, not answered yet."),
        ([4], "Calm: 1 rating in 1 day. Too few to say more."),
        ([4, 6], "Calm: 2 ratings in 2 days. Too few to say more."),
        ([4, 6, 6], "Calm: 3 ratings in 3 days. Usually 6. Too few to say which way it is going."),
    ],
)
def test_too_few_is_said(ratings, said):
    assert wb.trend(entries=calm(*ratings)).sentence == said


def test_a_direction_is_named_when_it_is_there():
    assert chart_of(*rising()).sentence.endswith("Usually 4.5, mostly from 2 to 7. It has tended to rise.")


def test_no_clear_direction_is_not_called_no_change():
    told = wb.trend(entries=calm(*[3, 7] * 15)).sentence
    assert told.endswith("No clear direction yet. That does not mean nothing has changed.")


def test_only_the_first_word_gets_a_direction():
    both = frame(*[row for pair in zip(rising("calm"), rising("worried"), strict=True) for row in pair])
    assert [line.endswith("rise.") for line in wb.trend(entries=both).sentence.split("\n")] == [True, False]
    assert wb.trend("worried", "calm", entries=both).sentence.startswith("Worried: 30 ratings in 30 days. Usually")
    assert wb.trend("worried", "calm", entries=both).sentence.count("tended") == 1


def test_words_that_are_not_followed_are_only_counted():
    named = {"2026-03-02": 4, "2026-03-04": 6}
    rows = [(day, "calm", 5) for day in days(5)] + [(day, "sad", one, {"asked": "added"}) for day, one in named.items()]
    lines = chart_of(*rows).sentence.split("\n")
    assert lines[1:] == ["Sad: named on 2 of 5 check-in days; 4 to 6 when named."]
    assert "Sad" not in wb.trend("calm", entries=frame(*rows)).sentence
    chosen = wb.trend("sad", entries=frame(*rows))
    assert chosen.sentence == lines[1]
    assert dots(chosen) == {"Sad": [("2026-03-02", 4.0), ("2026-03-04", 6.0)]}
    assert {trace.mode for trace in chosen.data} == {"markers"}


@pytest.mark.parametrize(
    ("rating", "said"),
    [(None, "Sad: named on 1 of 1 check-in day."), (4, "Sad: named on 1 of 1 check-in day; 4 when named.")],
)
def test_a_word_named_once_is_said_so(rating, said):
    assert wb.trend("sad", entries=frame(("2026-03-01", "sad", rating, {"asked": "added"}))).sentence == said


@pytest.mark.parametrize(
    "pick", [lambda sample: sample, lambda sample: sample["feelings"]], ids=["all", "its feelings"]
)
def test_a_chart_of_the_sample_is_labelled_in_the_picture_and_in_the_words(pick):
    chart = wb.trend(entries=pick(wb.sample()))
    assert chart.sentence.startswith(SAMPLE)
    assert SAMPLE in notes(chart)
    assert SAMPLE in chart.words()


def test_the_label_stays_when_only_a_part_of_the_sample_is_shown():
    assert SAMPLE in notes(wb.trend("calm", entries=wb.sample(), start="2026-04-20", end="2026-05-01"))


@pytest.mark.usefixtures("data")
def test_a_chart_of_ones_own_is_never_called_a_sample():
    wb.sample()
    wb.save("feelings", {"feeling": "calm", "rating": 5, "asked": "followed"})
    for chart in (
        wb.trend(),
        wb.trend(entries=wb.entries("feelings")),
        wb.trend(entries={"feelings": wb.entries("feelings")}),
    ):
        assert chart.sentence == "Calm: 1 rating in 1 day. Too few to say more."
        assert "ample" not in chart.to_json() + chart.words()


@pytest.fixture
def shown(monkeypatch):
    """What a page is given to show, in turn."""
    bundles = []
    monkeypatch.setattr(figure, "display", lambda bundle, raw: bundles.append(bundle))
    return bundles


@pytest.mark.usefixtures("data")
def test_without_a_rating_the_words_say_so_and_no_picture_is_shown(shown):
    blank = frame(("2026-03-01", "calm", None))
    for chart in (wb.trend(), wb.trend("<i>"), wb.trend(entries=blank)):
        chart.show()
    told = [
        "Nothing to draw yet. Save a check-in",
        "Nothing to draw yet for <i>.",
        "Calm: asked on 1 day, not answered",
    ]
    assert [list(bundle) for bundle in shown] == [["text/html", "text/plain"]] * 3
    assert [bundle["text/plain"].startswith(one) for bundle, one in zip(shown, told, strict=True)] == [True] * 3
    assert not [bundle for bundle in shown if "<table" in bundle["text/html"] or "<i>" in bundle["text/html"]]


@pytest.mark.parametrize("count", [1, 3, 60])
def test_the_axis_has_room_beside_its_days_and_never_ticks_hours(count):
    axis = picture(chart_of(*rising(count=count)))["layout"]["xaxis"]
    first, last = (pd.Timestamp(end) for end in axis["range"])
    assert first <= pd.Timestamp(days(count)[0]) - pd.Timedelta(days=1)
    assert last >= pd.Timestamp(days(count)[-1]) + pd.Timedelta(days=1)
    assert axis.get("dtick") == (86_400_000 if count < 8 else None)
    assert axis.get("tickangle") == (None if count < 8 else 0)  # a narrow screen would set dates on end, and cut them


def test_a_chart_holds_no_note_and_no_id():
    entries = frame(
        ("2026-03-01", "calm", 3, {"note": "the heron", "entry_id": "e" + "7" * 21, "context": "after a session"})
    )
    everything = wb.trend(entries=entries).to_json() + wb.trend(entries=entries).words()
    assert not [secret for secret in ("heron", "e777", "session", "check") if secret in everything]


@pytest.mark.parametrize("word", AS_TYPED)
def test_a_word_shows_as_it_was_typed(word):
    chart = chart_of(*[(day, word, 5) for day in days(5)])
    points, line = picture(chart)["data"]
    for text in (points["name"], line["name"], points["hovertemplate"].split("<br>%{x|")[0]):
        assert not set("<>$%") & set(text), "plotly would take this for markup"
        assert "&quot;" not in text, "plotly knows few entities, and not this one"
    label = word[:1].upper() + word[1:]
    assert points["name"] == figure.typed(label)
    assert f'<th scope="col">{html.escape(label)}</th>' in chart.words()
    assert chart.sentence.startswith(f"{label}: 5 ratings")


def test_what_plotly_takes_for_markup_is_written_so_that_it_shows():
    word, escaped = '<b>$x$</b> %{y} & "q"', '&lt;b&gt;&#36;x&#36;&lt;/b&gt; &#37;{y} &amp; "q"'
    assert picture(chart_of(("2026-03-01", word, 5)))["data"][0]["name"] == escaped


def test_markup_in_a_word_is_no_markup_in_the_page():
    page = chart_of(("2026-03-01", "<img src=x>", 5)).words()
    assert "<img" not in page
    assert 'class="workbook-words mathjax_ignore' in page  # or "$x$" would be set as a formula


def test_the_table_has_every_rating_of_every_day():
    rows = [("2026-03-01", "calm", 3), ("2026-03-01", "calm", 7), ("2026-03-01", "sad", 2), ("2026-03-02", "calm", 5)]
    words = wb.trend("calm", "sad", entries=frame(*rows)).words()
    assert '<th scope="row">2026-03-02</th><td>5</td><td>–</td>' in words
    assert '<th scope="row">2026-03-01</th><td>3, 7</td><td>2</td>' in words


def test_a_chart_shows_its_picture_then_its_words(shown):
    chart = chart_of(*rising())
    chart._ipython_display_()
    assert [list(bundle) for bundle in shown] == [["application/vnd.plotly.v1+json"], ["text/html", "text/plain"]]
    assert shown[0]["application/vnd.plotly.v1+json"]["data"] == picture(chart)["data"]
    assert shown[1] == {"text/html": chart.words(), "text/plain": chart.sentence}


def test_showing_a_chart_loads_nothing_that_makes_one_wait():
    say = """
import sys
from IPython.core.interactiveshell import InteractiveShell
from IPython.utils.capture import capture_output
InteractiveShell.instance()
from IPython.display import display
import workbook as wb
with capture_output() as shown:
    display(wb.trend(entries=wb.sample()))
print([list(one.data) for one in shown.outputs])
print([name for name in ("nbformat", "jsonschema", "scipy", "plotly.express") if name in sys.modules])
"""
    told = subprocess.run([sys.executable, "-c", say], capture_output=True, text=True, check=True).stdout.splitlines()
    assert told == ["[['application/vnd.plotly.v1+json'], ['text/html', 'text/plain']]", "[]"]


@pytest.mark.parametrize(
    "as_day",
    [str, pd.Timestamp, lambda day: pd.Timestamp(day).date(), lambda day: pd.Timestamp(f"{day} 18:30", tz="UTC")],
)
def test_start_and_end_are_the_first_and_the_last_day_shown(as_day):
    chart = wb.trend(entries=frame(*rising()), start=as_day("2026-03-05"), end=as_day("2026-03-08"))
    assert [day for day, _ in dots(chart)["Calm"]] == days(4, "2026-03-05")


@pytest.mark.parametrize("bad", ["soon", "", "2026-13-01", 5, float("nan"), pd.NaT, ["2026-03-05"]], ids=repr)
@pytest.mark.parametrize("name", ["start", "end"])
def test_a_start_or_end_that_is_no_date_is_a_value_error_naming_it(name, bad):
    with pytest.raises(ValueError, match=f"“{name}” takes a date such as 2026-03-12"):
        wb.trend(entries=frame(*rising()), **{name: bad})


@pytest.mark.parametrize("copied", [copy.copy, copy.deepcopy, go.Figure, lambda chart: go.Figure(chart.to_dict())])
def test_a_copy_keeps_the_sentence(copied):
    chart = chart_of(*rising())
    assert copied(chart).layout.meta["sentence"] == chart.sentence
