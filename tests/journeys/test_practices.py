"""The four practices that are read once and returned to: from an empty folder to saved rows, in both views."""

import re

import pytest
from pages import (
    OFTEN,
    OPEN,
    answer,
    changed,
    form,
    keep,
    more,
    new_page,
    open_app,
    past,
    save,
    status,
)
from playwright.sync_api import expect

from workbook import places, settings, store
from workbook.words import practical, safety

RELATIONSHIP, CLEAR_THE_WAY = "01-understand-the-relationship.ipynb", "02-clear-the-way.ipynb"
HONEST, BOUNDARIES = "03-be-honest.ipynb", "05-respect-boundaries.ipynb"
NOTEBOOKS = sorted(notebook.name for notebook in places.notebooks().glob("*.ipynb"))
TITLE = "Invented: blue heron"


def row(form, words):
    """The row of a list with these words."""
    return form.get_by_role("group", name=words, exact=True).and_(form.locator(".wb-row"))


def own_row(form, label):
    """The blank row for one's own words."""
    rows = form.locator(".wb-row").filter(has=form.page.get_by_role("textbox", name=label, exact=True))
    return rows.nth(rows.count() - 1)  # typed in, it is not the last one any more


def wait_for(page, happened):
    """Until something has happened outside of the page."""
    for _ in range(200):
        if happened():
            return
        page.wait_for_timeout(50)
    raise AssertionError("it did not happen")


@OFTEN
def test_the_relationship_is_written_about_and_expectations_are_sorted(page, server, open_page):
    open_page(page, server, RELATIONSHIP)
    words = form(page, "relationship")
    words.get_by_label("What would you like your therapist to understand").fill("Invented: I go quiet\nwhen it counts")
    words.get_by_label("What is one small thing").fill("Invented: the sister")
    more(words)
    words.get_by_label("What is your therapist’s part?").fill("Invented: to ask twice")
    keep(words)
    save(words)
    found = {one["prompt"]: one["text"] for one in server.rows("reflections")}
    assert found == {
        "understand": "Invented: I go quiet\nwhen it counts",
        "one_notch": "Invented: the sister",
        "their_part": "Invented: to ask twice",
    }
    assert len({one["reflection_id"] for one in server.rows("reflections")}) == 1
    sort = form(page, "expectations")
    row(sort, "They notice how I feel.").get_by_role("radio", name="Part of therapy").check()
    row(sort, "I can call them at night.").get_by_role("radio", name="I would ask").check()
    mine = own_row(sort, "Something else you hope for")
    mine.get_by_label("Something else you hope for").fill("Invented: a word on my birthday")
    mine.get_by_role("radio", name="Not part of it").check()
    save(sort)
    assert [(one["item"], one["place"]) for one in server.rows("expectations")] == [
        ("notices", "part"),
        ("at night", "ask"),
        ("", "not part"),
    ]
    open_page(page, server, BOUNDARIES)
    same = form(page, "expectations")
    expect(row(same, "They notice how I feel.").get_by_role("radio", name="Part of therapy")).to_be_checked()
    row(same, "They notice how I feel.").get_by_role("radio", name="I would ask").check()
    save(same)
    assert [one["place"] for one in server.rows("expectations")] == ["ask", "ask", "not part"]


@OPEN
def test_the_list_of_questions_is_changed_in_place_and_counts_what_is_unsettled(page, server, open_page):
    open_page(page, server, CLEAR_THE_WAY)
    asks = form(page, "questions")
    length = row(asks, "How long is a session, and how long can we go on?")
    length.get_by_role("radio", name="To ask").check()
    expect(length.get_by_role("textbox", name="The answer")).to_be_hidden()
    insurance = row(asks, "Does my insurance pay for this?")
    insurance.get_by_role("radio", name="Answered").check()
    insurance.get_by_role("textbox", name="The answer").fill("Invented: half of it")
    mine = own_row(asks, "A question of your own")
    mine.get_by_role("textbox", name="A question of your own").fill("Invented: may I bring my sister?")
    expect(asks.get_by_role("textbox", name="A question of your own")).to_have_count(2)
    more(asks)
    row(asks, "Can I see my records?").get_by_role("radio", name="Still bothers me").check()
    keep(asks)
    save(asks)
    rows = {one["item"]: one for one in server.rows("questions")}
    assert {item: one["status"] for item, one in rows.items()} == {
        "length": "to ask",
        "insurance": "answered",
        "": "",
        "records": "still bothers",
    }
    assert (rows["insurance"]["answer"], rows["insurance"]["block"]) == ("Invented: half of it", "Money")
    assert rows["insurance"]["answered_at"] and not rows["length"]["answered_at"]
    expect(page.locator(".wb-waiting")).to_have_text("Waiting for your session: 3 questions to ask.")
    expect(row(asks, "Does my insurance pay for this?").get_by_text("Answered on")).to_be_visible()
    length.get_by_role("radio", name="Answered").check()
    length.get_by_role("textbox", name="The answer").fill("Invented: fifty minutes")
    save(asks)
    assert [one["entry_id"] for one in server.rows("questions")] == [one["entry_id"] for one in rows.values()]
    expect(page.locator(".wb-waiting")).to_have_text("Waiting for your session: 2 questions to ask.")
    open_page(page, server, CLEAR_THE_WAY)
    asks = form(page, "questions")
    expect(row(asks, "Can I see my records?").get_by_role("radio", name="Still bothers me")).to_be_checked()
    expect(length.get_by_role("textbox", name="The answer")).to_have_value("Invented: fifty minutes")
    expect(page.locator("[data-form=questions] .wb-row").filter(has_text="What does a session cost?")).to_be_hidden()
    row(asks, "Invented: may I bring my sister?").get_by_role("textbox", name="A question of your own").fill("")
    save(asks)
    assert "" not in {one["item"] for one in server.rows("questions")}


def test_wishes_what_is_tense_and_room_in_the_head_are_kept(page, server):
    settings.save(storage="saved")
    open_app(page, server, CLEAR_THE_WAY)
    wishes = form(page, "wishes")
    row(wishes, "Faith").get_by_role("radio", name="I’d like to be asked").check()
    row(wishes, "My gender").get_by_role("radio", name="Not now").check()
    save(wishes)
    assert [(one["text"], one["wish"]) for one in server.rows("wishes")] == [
        ("Faith", "be asked"),
        ("My gender", "not now"),
    ]
    steady = form(page, "steady")
    steady.get_by_label("Is something tense between you").fill("Invented: the late bill")
    answer(steady, "How much is it in the way?", 0)
    save(steady)
    assert [(one["prompt"], one["text"], one["rating"]) for one in server.rows("reflections")] == [
        ("tension", "Invented: the late bill", "0")
    ]
    head = form(page, "headspace")
    answer(head, "How much room in your head", 4)
    save(head)
    assert [(one["item"], one["rating"]) for one in server.rows("ratings")] == [("headspace", "4")]


@OFTEN
def test_the_questions_print_blank_and_nothing_is_written(chromium, server, open_page):
    page = new_page(chromium, server)
    page.add_init_script("window.print = () => { top.printed = (top.printed || 0) + 1; };")
    settings.save(storage="saved")
    store.save("questions", {"item": "fee", "answer": TITLE})
    before = {file.name: file.read_bytes() for file in server.data.iterdir()}
    open_page(page, server, CLEAR_THE_WAY)
    page.get_by_role("button", name="Print these questions, blank").click()
    page.wait_for_function("window.printed === 1")
    sheet = page.locator("iframe.wb-sheet").get_attribute("srcdoc")
    assert all(words in sheet for block in practical.QUESTIONS.values() for words in block.values())
    assert TITLE not in sheet and "<script" not in sheet
    assert {file.name: file.read_bytes() for file in server.data.iterdir()} == before
    paper = page.context.new_page()
    paper.set_content(sheet)
    pages = len(re.findall(rb"/Type\s*/Page\b", paper.pdf(format="A4", prefer_css_page_size=False)))
    assert pages == 2
    assert page.outside == []
    page.context.close()


def test_what_helps_is_told_with_a_ready_sentence_that_can_be_changed(page, server):
    open_app(page, server, HONEST)
    tell = form(page, "feedback")
    tell.get_by_label("What helps, or does not?").fill("Invented: breathing")
    tell.get_by_role("radio", name="Change it").check()
    tell.get_by_role("radio", name="Explain it").check()
    tell.get_by_role("button", name="Could you explain why we do this one?").click()
    sentence = tell.get_by_role("textbox", name="How could you say it?")
    expect(sentence).to_be_focused()
    page.keyboard.type(" Invented.")
    keep(tell)
    save(tell)
    (kept,) = server.rows("feedback")
    assert (kept["technique"], kept["verdict"], kept["ask"]) == ("Invented: breathing", "change", "explain")
    assert kept["sentence"] == "Could you explain why we do this one? Invented."
    heard = form(page, "heard")
    heard.get_by_label("When did you feel missed?").fill("Invented: at the end")
    wish = heard.get_by_label("What would you like now?")
    expect(wish).to_be_hidden()
    heard.get_by_role("radio", name="Not sure").check()
    wish.fill("Invented: to look at it again")
    heard.get_by_role("radio", name="It was about who I am").check()
    save(heard)
    kept = server.rows("feedback")[1]
    assert (kept["judged"], kept["repair"], kept["repair_wish"]) == (
        "not sure",
        "who I am",
        "Invented: to look at it again",
    )


def test_what_is_hard_to_say_is_chosen_said_and_how_it_went_is_added(page, server):
    open_app(page, server, HONEST)
    expect(page.locator("p", has_text=safety.DANGER.split(". ")[0])).to_be_visible()
    hard = form(page, "say-it")
    hard.get_by_label("What is hard to say?").fill(TITLE)
    expect(hard.get_by_role("textbox", name="A first sentence")).to_be_hidden()
    hard.get_by_role("radio", name="Say only the headline").check()
    hard.get_by_role("radio", name="Read it out").check()
    hard.get_by_role("button", name="There is something I find hard to say.").click()
    keep(hard)
    save(hard)
    expect(page.locator(".wb-waiting")).to_have_text("Waiting for your session: 1 line for next time.")
    looked = past(page, "say-it")
    looked.get_by_role("button", name="Open what").click()
    opened = changed(page, "say-it")
    expect(opened.get_by_role("textbox", name="A first sentence")).to_have_value(
        "There is something I find hard to say."
    )
    opened.get_by_role("radio", name="I said it", exact=True).check()
    if opened.get_by_role("button", name="More", exact=True, expanded=False).count():
        more(opened)
    opened.get_by_role("radio", name="Better than I feared").check()
    opened.get_by_role("button", name="Save on this computer").click()
    expect(status(looked)).to_contain_text("Saved")
    (kept,) = server.rows("topics")
    assert (kept["choice"], kept["how"], kept["outcome"]) == ("said it", "read", "better")
    expect(page.locator(".wb-waiting")).to_have_text("Nothing is waiting for your session.")


def test_what_is_kept_for_oneself_is_on_no_later_screen_but_its_own_list(page, server):
    settings.save(storage="drafts")
    store.save("sessions", {"entry_id": "e" + "1" * 21})
    store.save("topics", {"title": TITLE, "session_id": "e" + "1" * 21})
    open_app(page, server, HONEST)
    looked = past(page, "say-it")
    looked.get_by_role("button", name="Open what").click()
    opened = changed(page, "say-it")
    opened.get_by_role("radio", name="Keep it for me").check()
    opened.get_by_role("button", name="Save on this computer").click()
    expect(status(looked)).to_contain_text("It stays yours.")
    own_lists = {HONEST: ["say-it"]}
    for notebook in NOTEBOOKS:
        open_app(page, server, notebook)
        page.locator("details").evaluate_all("folds => folds.forEach((fold) => { fold.open = true; })")  # all at once
        for looked in page.locator("[data-past]").all():
            expect(looked.get_by_role("status").filter(has_text=re.compile("entr|Nothing|of"))).to_be_visible()
        shown = page.locator("[data-past]").filter(has_text=TITLE)
        assert [one.get_attribute("data-past") for one in shown.all()] == own_lists.get(notebook, [])
        page.locator("[data-past]").evaluate_all("nodes => nodes.forEach((node) => node.remove())")
        assert TITLE not in page.content()
        typed = page.locator("input, textarea").evaluate_all("nodes => nodes.map((node) => node.value)")
        assert not any(TITLE in value for value in typed)
    holding = [file.name for file in server.data.rglob("*") if file.is_file() and TITLE.encode() in file.read_bytes()]
    assert holding == ["topics.csv"]


@OFTEN
def test_rules_and_lines_are_noted_where_they_stand_and_contact_is_the_list_of_02(page, server, open_page):
    settings.save(storage="saved")
    store.save("questions", {"item": "contact", "status": "to ask"})
    open_page(page, server, BOUNDARIES)
    contact = form(page, "contact")
    reach = row(contact, "How can I reach you between sessions?")
    reach.get_by_label("How can I reach you between sessions?").last.fill("Invented: by message")
    reach.get_by_role("radio", name="They told me").check()
    save(contact)
    (kept,) = server.rows("questions")
    assert (kept["status"], kept["answer"], kept["known_how"]) == ("answered", "Invented: by message", "told")
    rules = form(page, "agreements")
    row(rules, "Asking about their life").get_by_label("Asking about their life").last.fill("Invented: fine to ask")
    mine = own_row(rules, "A line of your own")
    mine.get_by_label("A line of your own").fill("Invented: no jokes about my work")
    mine.get_by_role("radio", name="No", exact=True).check()
    save(rules)
    assert [(one["item"], one["text"], one["rule"], one["known"]) for one in server.rows("agreements")] == [
        ("personal questions", "Asking about their life", "Invented: fine to ask", ""),
        ("my line", "Invented: no jokes about my work", "", "no"),
    ]
    expect(page.locator("[data-form=settings] .wb-own")).to_have_count(1)
    open_page(page, server, CLEAR_THE_WAY)
    same = row(form(page, "questions"), "How can I reach you between sessions?")
    expect(same.get_by_role("textbox", name="The answer")).to_have_value("Invented: by message")
    expect(page.locator("[data-form=settings] .wb-own")).to_contain_text("Invented: by message")


def test_where_one_wants_to_reach_out_a_line_comes_first_and_safety_shows_help(page, server):
    settings.save(storage="saved")
    open_app(page, server, BOUNDARIES)
    forms = [one.get_attribute("data-form") for one in page.locator("[data-form]").all()]
    assert forms.index("topics") < forms.index("pulls")
    pull = form(page, "pulls")
    answer(pull, "How strong was the wish?", 7)
    help_text = pull.get_by_text("No one is watching these pages.")
    expect(help_text).to_be_hidden()
    pull.get_by_role("radio", name="safety").check()
    expect(help_text).to_be_visible()
    pull.get_by_role("button", name="Help now").click()
    expect(page.get_by_role("heading", name="Help now")).to_be_in_viewport()
    pull.get_by_role("radio", name="I wrote it down for next time").check()
    save(pull)
    (kept,) = server.rows("pulls")
    assert (kept["strength"], kept["hope"], kept["did"]) == ("7", "safety", "line")


@OFTEN
def test_a_crossed_line_opens_ways_on_and_is_kept_only_if_ticked(page, server, open_page):
    settings.save(storage="drafts")
    open_page(page, server, BOUNDARIES)
    crossed = form(page, "crossed")
    crossed.get_by_role("radio", name="Not sure").check()
    never = crossed.get_by_text("But these things are never part of it.")
    expect(never).to_be_hidden()
    crossed.get_by_text("see what is never OK in therapy").click()
    expect(never).to_be_visible()
    expect(crossed.get_by_role("link", name="find words to bring it up")).to_have_attribute("href", re.compile(HONEST))
    crossed.get_by_role("button", name="Save on this computer").click()
    expect(crossed.get_by_role("alert")).to_contain_text("An answer is kept only with a tick")
    assert not (server.data / "reflections.csv").exists()
    assert not list(server.data.glob("drafts/*"))
    crossed.get_by_role("checkbox", name="Keep this answer").check()
    save(crossed)
    assert [(one["prompt"], one["text"]) for one in server.rows("reflections")] == [("B5", "not sure")]


def test_questions_use_ones_own_word_for_the_therapist_and_no_markup_comes_alive(page, server):
    settings.save(storage="saved", therapist_label='Dr. <b>“M”</b> \\ "x" $$ $` $&')
    open_app(page, server, RELATIONSHIP)
    words = form(page, "relationship")
    expect(
        words.get_by_label('What would you like Dr. <b>“M”</b> \\ "x" $$ $` $& to understand about you?')
    ).to_be_visible()
    expect(form(page, "settings").get_by_label("What to call your therapist")).to_be_visible()


def test_a_draft_of_a_list_comes_back_and_two_windows_do_not_overwrite_each_other(page, server):
    settings.save(storage="drafts")
    store.save("questions", {"item": "insurance", "status": "to ask"})
    open_app(page, server, CLEAR_THE_WAY)
    asks = form(page, "questions")
    insurance = row(asks, "Does my insurance pay for this?")
    insurance.get_by_role("radio", name="Answered").check()
    insurance.get_by_role("textbox", name="The answer").fill("Invented: half of it")
    mine = own_row(asks, "A question of your own")
    mine.get_by_role("textbox", name="A question of your own").fill("Invented: the sister?")
    mine.get_by_role("textbox", name="A question of your own").blur()
    drafts = server.data / "drafts"
    wait_for(page, lambda: any(b"the sister" in file.read_bytes() for file in drafts.glob("questions.*.json")))
    open_app(page, server, CLEAR_THE_WAY)
    asks = form(page, "questions")
    insurance = row(asks, "Does my insurance pay for this?")
    expect(insurance.get_by_role("textbox", name="The answer")).to_have_value("Invented: half of it")
    expect(asks.get_by_role("textbox", name="A question of your own").first).to_have_value("Invented: the sister?")
    other = page.context.new_page()
    open_app(other, server, CLEAR_THE_WAY)
    theirs = form(other, "questions")
    row(theirs, "Does my insurance pay for this?").get_by_role("radio", name="Still bothers me").check()
    save(theirs)
    asks.get_by_role("button", name="Save on this computer").click()
    expect(asks.get_by_role("alert")).to_contain_text("changed in another window")
    expect(insurance.get_by_role("textbox", name="The answer")).to_have_value("Invented: half of it")
    assert [one["status"] for one in server.rows("questions")] == ["still bothers"]
    asks.get_by_role("button", name="Undo what is not saved").click()
    expect(insurance.get_by_role("radio", name="Still bothers me")).to_be_checked()
    insurance.get_by_role("radio", name="Answered").check()
    save(asks)
    assert [one["status"] for one in server.rows("questions")] == ["answered"]


def test_a_draft_of_a_row_that_was_noted_elsewhere_is_never_passed_over(page, server):
    settings.save(storage="drafts")
    open_app(page, server, CLEAR_THE_WAY)
    insurance = row(form(page, "questions"), "Does my insurance pay for this?")
    insurance.get_by_role("radio", name="Answered").check()
    insurance.get_by_role("textbox", name="The answer").fill("Invented: half of it")
    drafts = server.data / "drafts"
    wait_for(page, lambda: any(b"half of it" in file.read_bytes() for file in drafts.glob("questions.*.json")))
    store.save("questions", {"item": "insurance", "status": "to ask"})
    open_app(page, server, CLEAR_THE_WAY)
    asks = form(page, "questions")
    written = asks.get_by_role("textbox", name="The answer").filter(visible=True)
    expect(written).to_have_value("Invented: half of it")
    for _ in range(2):
        asks.get_by_role("button", name="Save on this computer").click()
        expect(asks.get_by_role("alert")).to_contain_text("changed in another window")
        expect(written).to_have_value("Invented: half of it")
    assert [one["item"] for one in server.rows("questions")] == ["insurance"]


def test_a_link_to_a_part_of_another_page_leads_there(page, server):
    page.goto(f"{server.url}/voila/render/{HONEST}?token={server.token}#Thinking-of-stopping-or-changing?")
    expect(page.get_by_role("heading", name="Thinking of stopping or changing?")).to_be_in_viewport(timeout=30_000)
    expect(page.locator("[data-form=stopping] details.wb-folded")).to_be_in_viewport()


@pytest.mark.parametrize("notebook", [RELATIONSHIP, CLEAR_THE_WAY, HONEST, BOUNDARIES])
def test_every_form_of_the_page_is_filled_in_by_keyboard_alone(page, server, notebook):
    settings.save(storage="saved", followed=["calm"])
    open_app(page, server, notebook)
    for name in [one.get_attribute("data-form") for one in page.locator("[data-form]").all()]:
        one = page.locator(f"[data-form={name}]")
        fold = one.locator("summary.wb-title")
        if fold.count():
            fold.focus()
            page.keyboard.press("Enter")
        else:
            one.locator("input, textarea").first.focus()
        saving = one.get_by_role("button", name="Save on this computer")
        written = set()  # a box for one's own words is followed by another one
        for _ in range(160):
            kind, label = page.evaluate(
                "[document.activeElement.type, document.activeElement.labels?.[0]?.textContent]"
            )
            if kind == "radio":
                page.keyboard.press("ArrowRight")
            elif kind == "checkbox":
                page.keyboard.press("Space")
            elif kind in ("text", "textarea") and label not in written:
                written.add(label)
                page.keyboard.type(f"Invented: {name}")
            if saving.evaluate("node => node === document.activeElement"):
                break
            page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        expect(status(one)).to_contain_text("Saved")
    rows = {file.stem: len(server.rows(file.stem)) for file in server.data.glob("*.csv")}
    assert rows and all(rows.values())
    assert store.check("questions")[1] == store.check("reflections")[1] == []
