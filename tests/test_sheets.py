"""Sheets and forms: what a row holds, what is filled in, and how answers become rows and come back."""

import pytest

import workbook as wb
from workbook import past, sheets, store
from workbook.fields import Choice, Choices, Link, Moment, Number, Pressed, Rating, Ratings, Refused
from workbook.sheets import FORMS, SHEETS
from workbook.words import feelings as words

FEELINGS, CHECK_IN = sheets.sheet("feelings"), sheets.form("feelings")
RATINGS = sheets.sheet("ratings")
ID, OTHER_ID, THIRD_ID = "e" + "1" * 21, "e" + "2" * 21, "e" + "3" * 21
PUBLIC = [
    "entry_id",
    "at",
    "saved_at",
    "checkin_id",
    "feeling",
    "family",
    "tone",
    "rating",
    "scale_min",
    "scale_max",
    "context",
    "expressed",
    "note",
]


def word(name, rating=None, asked="followed", entry_id=ID):
    return {"word": name, "rating": rating, "asked": asked, "entry_id": entry_id}


def answers(*rated, **others):
    return {"words": list(rated), "note": "", "at": "", "context": "", "expressed": "", "scale": "", **others}


def made(given):
    """The rows of a check-in."""
    return CHECK_IN.rows(given, [ID])["feelings"]


def cells_of(rows):
    """The rows of a form as their cells stand in the file."""
    checked = [FEELINGS.check(row) for row in rows]
    assert not any(row.problems for row in checked)
    return [FEELINGS.cells(row.row) for row in checked]


@pytest.mark.parametrize("sheet", SHEETS.values(), ids=lambda sheet: sheet.name)
def test_every_sheet_begins_with_its_id_and_moments_and_ends_with_its_check(sheet):
    columns = list(sheet.columns)
    assert columns[:3] == ["entry_id", "at", "saved_at"]
    assert columns[-1] == "row_check"
    assert len(columns) == len(sheet.fields) + 4, "a column is there twice"


def test_feelings_has_the_public_columns_in_their_order():
    assert [name for name in FEELINGS.columns if name in PUBLIC] == PUBLIC


def test_family_and_tone_come_from_the_list():
    row = FEELINGS.check({"feeling": "worried"}).row
    assert (row["family"], row["tone"]) == ("afraid", "hard")


def test_a_listed_word_in_capitals_has_its_family_too():
    assert FEELINGS.check({"feeling": "Worried"}).row["family"] == "afraid"


def test_a_word_of_ones_own_has_no_family_and_no_tone():
    row = FEELINGS.check({"feeling": "like a wet coat"}).row
    assert (row["family"], row["tone"]) == ("", "")


def test_what_is_given_is_never_overwritten():
    given = {"feeling": "worried", "family": "mine", "tone": "welcome", "asked": "imported", "scale_min": 1}
    assert FEELINGS.check(given, followed=["worried"]).row.items() >= given.items()


@pytest.mark.parametrize(("followed", "asked"), [(["calm", "worried"], "followed"), (["calm"], "added"), ([], "added")])
def test_a_word_is_followed_or_added(followed, asked):
    assert FEELINGS.check({"feeling": "worried"}, followed).row["asked"] == asked


def test_the_scale_is_nought_to_ten_unless_said_otherwise():
    assert FEELINGS.check({"feeling": "calm"}).row.items() >= {"scale_min": 0, "scale_max": 10}.items()
    assert (
        FEELINGS.check({"feeling": "calm", "scale_max": 100}).row.items() >= {"scale_min": 0, "scale_max": 100}.items()
    )


@pytest.mark.parametrize(("low", "high"), [(5, 5), (10, 0), (10, None), (None, 0)])
def test_a_scale_that_does_not_rise_is_refused(low, high):
    found = FEELINGS.check({"feeling": "calm", "scale_min": low, "scale_max": high})
    assert found.problems == {"scale_max": "“scale_max” has to be larger than scale_min."}


@pytest.mark.parametrize(("rating", "low", "high"), [(-1, 0, 10), (11, 0, 10), (0, 1, 5), (6, 1, 5)])
def test_a_rating_outside_its_scale_is_refused_with_its_ends(rating, low, high):
    found = FEELINGS.check({"feeling": "calm", "rating": rating, "scale_min": low, "scale_max": high})
    assert list(found.problems) == ["rating"]
    assert f"goes from {low} to {high}" in found.problems["rating"]


@pytest.mark.parametrize("rating", [0, 10])
def test_both_ends_of_the_scale_are_on_it(rating):
    assert FEELINGS.check({"feeling": "calm", "rating": rating}).problems == {}


@pytest.mark.parametrize("rating", [0, 7])
def test_a_rating_without_a_feeling_is_refused(rating):
    assert list(FEELINGS.check({"rating": rating}).problems) == ["feeling"]


def test_a_word_without_a_rating_stays_unanswered():
    assert FEELINGS.cells(FEELINGS.check({"feeling": "calm"}).row)["rating"] == ""


def test_an_unknown_field_is_named_with_the_fields_there_are():
    problem = FEELINGS.check({"feelling": "calm"}).problems["feelling"]
    assert problem.startswith("“feelling” is not a field of feelings. Its fields are: at, checkin_id, feeling,")


@pytest.mark.parametrize("name", ["saved_at", "row_check"])
def test_what_the_workbook_fills_in_cannot_be_given(name):
    assert list(FEELINGS.check({"feeling": "calm", name: ""}).problems) == [name]


@pytest.mark.parametrize("name", ["entry_id", "checkin_id"])
@pytest.mark.parametrize("given", ["7", "e123", "E" + "1" * 21, "e" + "1" * 22, "../e" + "1" * 21])
def test_an_id_that_is_none_is_refused(name, given):
    assert list(FEELINGS.check({"feeling": "calm", name: given}).problems) == [name]


@pytest.mark.parametrize("given", [None, "calm", 7, ["calm"]], ids=repr)
def test_an_entry_that_is_no_dictionary_is_refused(given):
    assert FEELINGS.check(given).problems == {"": "Each entry is a dictionary from field to value."}


def test_every_problem_is_found_at_once():
    found = FEELINGS.check({"rating": "many", "context": "at lunch", "weather": "rain"})
    assert set(found.problems) == {"rating", "context", "weather"}


def test_there_are_eight_families_and_forty_eight_words_and_each_is_there_once():
    listed = [one for family, _, others in words.FAMILIES for one in (family, *others)]
    assert [len(words.FAMILIES), len(listed) - len(words.FAMILIES)] == [8, 48]
    assert len(set(listed)) == len(listed)


def test_hard_and_welcome_families_alternate_and_none_is_called_anything_else():
    tones = [tone for _, tone, _ in words.FAMILIES]
    assert set(tones) == {"hard", "welcome", "mixed"}
    assert ["welcome" if tone == "welcome" else "other" for tone in tones[:7]] == ["other", "welcome"] * 3 + ["other"]


def test_the_first_words_are_the_families_then_numb_and_cannot_name_it():
    families = [family for family, _, _ in words.FAMILIES]
    assert list(words.FIRST_WORDS[:10]) == [*families, "numb", "can't name it yet"]


@pytest.mark.parametrize("form", FORMS.values(), ids=lambda form: form.name)
def test_a_form_shows_at_most_five_questions(form):
    assert 1 <= len({field.block or field.name for field in form.asks}) <= 5


def test_an_unknown_sheet_is_refused_with_those_there_are(data):
    for call in (wb.entries, lambda name: wb.save(name, {})):
        with pytest.raises(ValueError, match=r"no sheet called “feeling”\. There are: .*feelings") as refused:
            call("feeling")
        assert all(name in str(refused.value) for name in SHEETS)
    assert not data.exists()


def test_an_unknown_form_is_refused_with_those_there_are():
    with pytest.raises(ValueError, match=r"no form called “feeling”\. There are: .*feelings") as refused:
        wb.form("feeling")
    assert all(name in str(refused.value) for name in FORMS)


def test_a_followed_word_left_blank_is_a_row_with_an_empty_rating():
    rows = made(answers(word("worried", 6), word("calm", entry_id=OTHER_ID)))
    assert [(row["feeling"], row["rating"], row["asked"]) for row in cells_of(rows)] == [
        ("worried", "6", "followed"),
        ("calm", "", "followed"),
    ]


@pytest.mark.parametrize(
    "given", [{}, answers(), answers(word("worried"), word("calm")), answers(context="after a session")]
)
def test_where_nothing_was_written_there_are_no_rows(given):
    assert CHECK_IN.rows(given, [ID]) == {}


def test_a_rating_of_nought_is_something_written():
    assert len(made(answers(word("worried", 0)))) == 1


def test_a_note_alone_is_a_row():
    (row,) = made(answers(note="a quiet day"))
    assert cells_of([row])[0].items() >= {"note": "a quiet day", "feeling": "", "rating": ""}.items()


def test_a_note_with_followed_words_left_blank_stands_in_the_first_of_their_rows():
    rows = made(answers(word("worried"), word("calm"), note="a quiet day"))
    assert [row["note"] for row in rows] == ["a quiet day", ""]


def test_a_word_added_without_a_number_is_a_row():
    rows = made(answers(word("numb", asked="added")))
    assert [(row["feeling"], row["rating"]) for row in rows] == [("numb", None)]


@pytest.mark.parametrize(("scale", "ends"), [("", ("0", "10")), ("1-5", ("1", "5")), ("0-100", ("0", "100"))])
def test_the_scale_chosen_stands_in_every_row(scale, ends):
    rows = made(answers(word("worried", 3), word("calm", 4), scale=scale))
    assert {(row["scale_min"], row["scale_max"]) for row in cells_of(rows)} == {ends}


def test_the_answers_of_a_check_in_come_back_from_its_rows():
    given = answers(
        word("worried", 6),
        word("calm", entry_id=OTHER_ID),
        word("like a wet coat", 0, "added", THIRD_ID),
        note="two\nlines",
        at="2026-03-12T21:40:00+01:00",
        context="after a session",
        expressed="hinted",
        scale="0-100",
    )
    assert CHECK_IN.answers({"feelings": cells_of(made(given))}) == given


def test_a_check_in_the_form_has_made_can_be_changed_in_it():
    rows = cells_of(made(answers(word("worried", 6), word("calm", entry_id=OTHER_ID), note="a quiet day")))
    assert sheets.whole(CHECK_IN, {"feelings": rows})


@pytest.mark.parametrize(
    "change",
    [
        {"scale_max": "7"},
        {"note": "another"},
        {"context": "after a session"},
        {"family": "mine"},
        {"feeling": "worried"},
    ],
    ids=lambda change: next(iter(change)),
)
def test_a_check_in_the_form_could_not_give_back_whole_is_not_offered_for_change(change):
    rows = cells_of(made(answers(word("worried", 6), word("calm", 3, entry_id=OTHER_ID))))
    assert not sheets.whole(CHECK_IN, {"feelings": [rows[0], rows[1] | change]})


def test_a_check_in_with_more_words_than_the_form_takes_at_one_time_can_be_changed_in_it():
    given = answers(*[word(name, 3, "added", f"e{number:021x}") for number, name in enumerate(words.FIRST_WORDS[:5])])
    assert sheets.whole(CHECK_IN, {"feelings": cells_of(made(given))})


def test_a_line_for_next_time_is_a_row_with_its_title_and_a_blank_one_is_none():
    (row,) = sheets.form("topics").rows({"title": "the blue folder"}, [ID])["topics"]
    assert row == {"entry_id": ID, "title": "the blue folder", "choice": None, "at": None}
    assert sheets.form("topics").rows({"title": "", "at": "2026-03-12"}, [ID]) == {}


def test_an_entry_with_nothing_in_it_is_refused():
    for answers in ({}, {"note": "", "feeling": ""}, {"rating": None}, {"at": "2026-03-12"}):
        assert sheets.sheet("feelings").check(answers).problems == {"": "Nothing written yet, so nothing to save."}


# Kinds of question that came with sessions and homework

SEVERAL = Choices(name="obstacles", options={"time": "time", "forgot": "I forgot", "too hard": "too hard"})
OF_TASK = Link(name="task_id", of="tasks")
HEAVY = Pressed(name="heavy", ask="This got heavy")


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        (["time"], "time"),
        (["too hard", "time"], "time; too hard"),
        (("forgot", "forgot"), "forgot"),
        ({"forgot", "time"}, "time; forgot"),
        ("too hard; forgot", "forgot; too hard"),
        ([], ""),
        ("", ""),
        (None, ""),
    ],
    ids=["one", "two", "twice", "a set", "in a cell", "no item", "no text", "none"],
)
def test_several_choices_are_kept_once_each_in_their_order(given, kept):
    assert SEVERAL.parse(given) == kept
    assert SEVERAL.parse(SEVERAL.write(kept)) == kept


@pytest.mark.parametrize(
    "given", ["heron", "time;forgot", "time; ", ["time", "heron"], [None], [["time"]], {"time": 1}, 3, True], ids=repr
)
def test_choices_that_are_not_offered_are_refused_with_those_that_are_and_without_the_answer(given):
    with pytest.raises(Refused, match=r"^“obstacles” takes any of: time, forgot, too hard\.") as refused:
        SEVERAL.parse(given)
    assert "heron" not in str(refused.value)


def test_several_choices_are_shown_in_their_words():
    assert SEVERAL.shown("time; forgot") == "time, I forgot"
    assert SEVERAL.shown("time; from elsewhere") == "time, from elsewhere"
    assert SEVERAL.shown("") == ""


def test_a_link_takes_an_id_or_nothing():
    assert [OF_TASK.parse(given) for given in (ID, "", None)] == [ID, "", ""]


@pytest.mark.parametrize("given", ["heron", "e123", ID.upper(), ID + "0", f"../{ID}", ID + "\n", 3, [ID]], ids=repr)
def test_a_link_that_is_no_id_is_refused_without_repeating_it(given):
    with pytest.raises(Refused, match="“task_id”") as refused:
        OF_TASK.parse(given)
    assert str(given) not in str(refused.value)


def test_a_link_in_a_row_that_is_no_id_is_refused():
    assert list(sheets.sheet("task_logs").check({"task_id": "heron", "amount": "all"}).problems) == ["task_id"]


def test_a_press_is_yes_or_nothing_and_is_shown_as_that():
    assert [HEAVY.parse(given) for given in ("yes", "", None)] == ["yes", "", ""]
    assert [HEAVY.shown(cell) for cell in ("yes", "")] == ["yes", ""]


@pytest.mark.parametrize("given", ["no", "Yes", True, 1, ["yes"]], ids=repr)
def test_a_press_is_nothing_else(given):
    with pytest.raises(Refused, match=r"^“heavy” is one of: yes\."):
        HEAVY.parse(given)


# The sheets of sessions and homework


@pytest.mark.parametrize(
    ("name", "public"),
    [
        ("ratings", ["entry_id", "at", "saved_at", "session_id", "item", "rating", "scale_min", "scale_max"]),
        ("sessions", ["entry_id", "at", "saved_at"]),
        ("topics", ["entry_id", "at", "saved_at", "title", "session_id"]),
        ("tasks", ["entry_id", "at", "saved_at", "task", "goal_id", "session_id"]),
        ("task_logs", ["entry_id", "at", "saved_at", "task_id", "amount", "obstacles"]),
        ("journal", ["entry_id", "at", "saved_at", "text", "session_id"]),
    ],
)
def test_a_sheet_has_its_public_columns_in_their_order(name, public):
    assert [column for column in sheets.sheet(name).columns if column in public] == public


def test_a_rating_is_on_nought_to_ten_unless_said_otherwise():
    assert RATINGS.check({"item": "A1", "rating": 0}).row == {
        "item": "A1",
        "rating": 0,
        "scale_min": 0,
        "scale_max": 10,
    }
    assert RATINGS.check({"item": "A1", "rating": 60, "scale_max": 100}).row["scale_max"] == 100


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"rating": 3}, "item"),
        ({"item": "A1", "rating": 11}, "rating"),
        ({"item": "A1", "rating": -1}, "rating"),
        ({"item": "A1", "rating": 3, "scale_min": 4}, "rating"),
        ({"item": "A1", "rating": 3, "scale_min": 3, "scale_max": 3}, "scale_max"),
        ({"item": "A1", "rating": 3, "session_id": "heron"}, "session_id"),
    ],
)
def test_a_rating_that_does_not_fit_together_is_refused(given, field):
    assert list(RATINGS.check(given).problems) == [field]


def test_a_question_without_a_rating_stays_unanswered():
    assert RATINGS.cells(RATINGS.check({"item": "A1"}).row)["rating"] == ""


@pytest.mark.parametrize("sheet", SHEETS.values(), ids=lambda sheet: sheet.name)
def test_only_a_session_says_something_by_its_moment_alone(sheet):
    problems = sheet.check({"at": "2026-03-12"}).problems
    assert problems == ({} if sheet.name == "sessions" else {"": "Nothing written yet, so nothing to save."})


@pytest.mark.parametrize("sheet", SHEETS.values(), ids=lambda sheet: sheet.name)
def test_every_link_leads_to_a_sheet_there_is(sheet):
    links = [field for field in sheet.fields if isinstance(field, Link)]
    assert [link.of for link in links if link.of not in SHEETS] == []
    assert len(links) == len([field for field in sheet.fields if field.name.endswith("_id")])


# Every form gives back its own answers

ENTRIES = [form for form in FORMS.values() if form.parts and not isinstance(form, sheets.Standing)]


def answer_to(field, ids, rating):
    """An answer to any question, as the page sends it."""
    if isinstance(field, Ratings):
        rated = [("worried", rating, "followed"), ("calm", None, "followed"), ("like a wet coat", rating, "added")]
        return [word(*one, entry_id) for one, entry_id in zip(rated, ids, strict=False)]
    if isinstance(field, Rating):
        return rating
    if isinstance(field, Choices):
        return "; ".join(list(field.options)[::2])
    if isinstance(field, Choice):
        return list(field.options)[-1]
    if isinstance(field, Link):
        return THIRD_ID
    if isinstance(field, Number):
        return 13.5
    if isinstance(field, Moment):
        return "2026-03-12T21:40:00+13:00"
    return 'she said "no";\nand, then 🙂' if field.lines else 'one line, "quoted"; NA'


@pytest.mark.parametrize("rating", [0, 10])
@pytest.mark.parametrize("form", ENTRIES, ids=lambda form: form.name)
def test_a_form_gives_back_every_answer_of_what_it_saved(form, rating, data):
    ids = store.new_ids(16)
    given = {field.name: answer_to(field, ids, rating) for field in form.fields}
    made = form.rows(given, ids)
    assert set(made) == set(form.parts)
    for name, of_it in made.items():
        store.save(name, of_it, ids=ids)
    parts = past.find(form, ids[0])
    assert sheets.whole(form, parts)
    assert form.answers(parts) == given
    assert {name: len(of_it) for name, of_it in parts.items()} == {name: len(of_it) for name, of_it in made.items()}


@pytest.mark.parametrize("form", ENTRIES, ids=lambda form: form.name)
def test_a_form_saves_its_rows_again_under_the_ids_they_have(form, data):
    ids = store.new_ids(16)
    given = {field.name: answer_to(field, ids, 6) for field in form.fields}
    for name, of_it in form.rows(given, ids).items():
        store.save(name, of_it, ids=ids)
    parts = past.find(form, ids[0])
    slots = [slot or spare for slot, spare in zip(form.slots(parts) or [ids[0]], store.new_ids(16), strict=False)]
    again = form.rows(form.answers(parts), slots)
    assert {name: [row["entry_id"] for row in of_it] for name, of_it in again.items()} == {
        name: [row["entry_id"] for row in of_it] for name, of_it in parts.items()
    }


@pytest.mark.parametrize("form", ENTRIES, ids=lambda form: form.name)
def test_a_form_never_answers_what_was_left_out(form, data):
    ids = store.new_ids(16)
    first = next(field for field in form.fields if not isinstance(field, Link | Moment))
    ticked = {"keep_this": "keep"} if form.name == "crossed" else {}
    given = {first.name: answer_to(first, ids, 6)} | ticked
    for name, of_it in form.rows(given, ids).items():
        store.save(name, of_it, ids=ids)
    answers = form.answers(past.find(form, ids[0]))
    assert answers[first.name] == given[first.name]
    left_out = {name: answer for name, answer in answers.items() if name not in (*given, "at", "scale")}
    assert set(left_out.values()) <= {"", None}


@pytest.mark.parametrize("form", ENTRIES, ids=lambda form: form.name)
def test_a_form_asks_each_question_once_and_every_part_of_it_is_a_sheet(form):
    names = [field.name for field in form.fields]
    assert len(set(names)) == len(names)
    assert set(form.parts) <= set(SHEETS)
    assert all(column in sheets.sheet(name).columns for name, column in form.parts.items())
