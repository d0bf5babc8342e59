"""Everyone can use a page: axe-core finds nothing on it to mend, and the keyboard shows where it is."""

import itertools
import os

import pytest
from axe_playwright_python.sync_playwright import Axe
from pages import SAVE, changed, check_in, follow, form, line, open_app, past, save, unfold
from playwright.sync_api import expect

import workbook as wb
from workbook import places
from workbook.charts import CHARTS

NOTEBOOKS = sorted(notebook.name for notebook in places.notebooks().glob("*.ipynb"))
EVERY = pytest.mark.parametrize("notebook", NOTEBOOKS)
CONTROLS = "#rendered_cells :is(a, button, input, textarea, select, summary, [tabindex='0'])"
ROUNDS = int(os.environ.get("WORKBOOK_ROUNDS", "1"))
COLORS = ["color-contrast", "link-in-text-block"]  # the rules that a dark page could break by itself
OURS = {"exclude": [["table.dataframe"]]}  # its head has an empty corner: that is how pandas writes a table
EVERYTHING = 15_000  # pixels: a window as high as the longest page
LINKS = ".jp-RenderedMarkdown a:not(.anchor-link)"
LINE_UNDER = "links => links.map((link) => getComputedStyle(link).textDecorationLine)"
FOCUSED = """controls => {
    const node = document.activeElement;
    if (node === document.body) return "round";
    node.dataset.reached = "yes";
    if (node.closest(".modebar")) return "";  // the tools of a figure of one's own are plotly's
    const shown = node.closest(".wb-scale") && node.type === "radio" ? node.nextElementSibling : node;
    const { outlineStyle, outlineWidth } = getComputedStyle(shown);
    const seen = outlineStyle === "solid" && parseFloat(outlineWidth) >= 2;
    return seen ? "" : `${outlineStyle} ${outlineWidth} ${node.outerHTML.slice(0, 90)}`;
}"""
UNREACHED = """controls => {
    const groups = new Set([...document.querySelectorAll("[data-reached]")].map((node) => node.name).filter(Boolean));
    return [...document.querySelectorAll(controls)]
        .filter((node) => node.checkVisibility({ visibilityProperty: true }) && !node.disabled && !node.dataset.reached)
        .filter((node) => node.type !== "radio" || !groups.has(node.name))
        .map((node) => node.outerHTML.slice(0, 90));
}"""

NAMELESS_OR_SMALL = """() => [...document.querySelectorAll(".wb :is(button, input, textarea, select, summary)")]
    .filter((node) => node.checkVisibility({ visibilityProperty: true })).filter((node) => {
        const named = node.ariaLabel || node.labels?.[0]?.textContent || node.textContent
            || node.closest("fieldset")?.querySelector("legend").textContent;
        const { width, height } = (node.closest("label") || node).getBoundingClientRect();
        return !named?.trim() || Math.min(width, height) < 24;
    }).map((node) => node.outerHTML.slice(0, 90))"""


def use(server):
    """An entry of every kind, so that lists, charts and links have something to show."""
    follow(server, "calm", "worried")
    session = wb.save("sessions", {"mode": "video"})[0]["entry_id"]
    wb.save("feelings", {"feeling": "calm", "rating": 6, "note": "the heron"})
    for sheet, answers in {
        "topics": {"title": "the heron"},
        "ratings": {"item": "A1", "rating": 7, "session_id": session},
        "journal": {"text": "the heron", "session_id": session},
        "thoughts": {"thought": "the heron", "sure_before": 4},
        "goals": {"text": "the heron"},
        "questions": {"item": "contact", "answer": "the heron"},
        "agreements": {"item": "my line", "text": "the heron", "known": "yes"},
        "wishes": {"item": "faith", "wish": "talk"},
        "reflections": {"prompt": "understand", "text": "the heron"},
        "feedback": {"heard": "the heron", "judged": "not sure"},
        "pulls": {"strength": 4, "hope": "safety"},
        "scores": {"name": "the heron", "total": 12},
        "task_logs": {"amount": "all", "obstacles": "time"},
    }.items():
        wb.save(sheet, answers)
    wb.save("feelings", {"feeling": "sad", "rating": 3, "asked": "added"})
    wb.save("journal", {"heavy_before": 6, "heavy_after": 4})
    goal = wb.entries("goals")["entry_id"].iloc[0]
    wb.save(
        "ratings",
        [
            {"item": "goal", "rating": 3, "goal_id": goal},
            {"item": "O1", "rating": 5},
            {"item": "headspace", "rating": 5},
        ],
    )


def open_all(page):
    """Open whatever waits behind a title or a button, and wait until it is filled."""
    page.evaluate("() => document.querySelectorAll('details').forEach((fold) => { fold.open = true; })")
    for box in page.locator(".wb:visible").all():
        unfold(box)
        closed = box.get_by_role("button", expanded=False)
        while closed.count():
            closed.first.click()
    for name in page.locator("[data-past]").evaluate_all("lists => lists.map((list) => list.dataset.past)"):
        past(page, name)


def put_together(page):
    """A page to bring, of every line there is and one's own, with charts, and a copy of it kept and opened."""
    brief = page.locator("[data-brief]")
    for name in ("Write a line", "In your own words"):
        for control in brief.get_by_role("button", name=name).or_(brief.get_by_role("textbox", name=name)).all():
            control.click()
    for tick in brief.locator(".wb-tick > label:first-child input").all():
        tick.check()
    for chart in brief.get_by_role("checkbox", name="With a small chart").all():
        chart.check()
    brief.get_by_role("textbox", name="Words on the page").first.fill("the heron, changed")
    expect(brief.get_by_role("button", name="As it was")).to_be_visible()
    brief.get_by_role("button", name="Keep a copy").click()
    expect(brief.locator(".wb-status")).to_contain_text("A copy is kept")
    brief.get_by_role("button", name="See the page of").click()
    expect(brief.locator("iframe")).to_have_count(2)


def found(page):
    """What axe-core finds, and in the dark what it finds of colors; it looks at those of what is in sight alone."""
    page.set_viewport_size({"width": 1280, "height": EVERYTHING})
    for scheme, rules in (("light", {}), ("dark", {"runOnly": COLORS})):
        page.emulate_media(color_scheme=scheme)
        for rule in Axe().run(page, context=OURS, options=rules).response["violations"]:
            for node in rule["nodes"]:
                yield scheme, rule["id"], rule["impact"], node["html"][:120], node["failureSummary"]


@EVERY
def test_a_page_keeps_nothing_from_anyone(page, server, notebook):
    """It opens; then what axe-core finds, names and sizes of controls, the width, the way of the Tab key."""
    use(server)
    for _ in range(ROUNDS):
        open_app(page, server, notebook)
    open_all(page)
    if "wb.explore(" in (server.notebooks / notebook).read_text("utf-8"):
        expect(page.get_by_role("img", name="answer")).not_to_have_count(0)
        expect(page.locator(".wb-explore .js-plotly-plot .main-svg:first-child")).to_have_count(len(CHARTS))
    if page.locator("[data-brief]").count():
        put_together(page)
    assert list(found(page)) == []
    assert set(page.locator(LINKS).evaluate_all(LINE_UNDER)) == {"underline"}  # not told by its color alone
    assert page.evaluate(NAMELESS_OR_SMALL) == []
    for scheme, width in itertools.product(("light", "dark"), (1280, 400)):
        page.emulate_media(color_scheme=scheme)
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    told = []
    while told.count("round") < 2 and len(told) < 1000:  # from wherever it is to the end, then once through
        page.keyboard.press("Tab")
        told.append(page.evaluate(FOCUSED, CONTROLS))
    assert [one for one in told if one not in ("", "round")] == []
    assert page.evaluate(UNREACHED, CONTROLS) == []


def test_a_first_page_that_nobody_used_keeps_nothing_from_anyone_either(page, server):
    open_app(page, server, NOTEBOOKS[0])
    open_all(page)
    assert list(found(page)) == []


def test_what_shows_up_later_keeps_nothing_from_anyone_either(page, server):
    use(server)
    open_app(page, server, NOTEBOOKS[0])
    lines, check_ins, feelings = past(page, "topics"), past(page, "feelings"), check_in(page)
    feelings.get_by_role("button", name=SAVE).click()
    expect(feelings.get_by_role("alert")).to_contain_text("Nothing written yet")
    line(page).get_by_label("What would you like to talk about?").fill("the heron")
    save(line(page))
    expect(lines.get_by_role("button", name="Delete what you wrote")).to_have_count(2)  # the list has heard of the save
    lines.get_by_role("button", name="Delete what you wrote").first.click()
    expect(lines.get_by_role("button", name="Yes, delete")).to_be_visible()
    check_ins.get_by_role("button", name="Open what you wrote").first.click()
    changed(page, "feelings")
    assert list(found(page)) == []


def test_what_shows_up_under_an_answer_keeps_nothing_from_anyone_either(page, server):
    follow(server, "calm")
    open_app(page, server, "05-respect-boundaries.ipynb")
    form(page, "pulls").get_by_role("radio", name="safety").check()
    form(page, "crossed").get_by_role("radio", name="Yes").check()
    rules = form(page, "agreements")
    rules.get_by_role("textbox", name="A line of your own").fill("the heron")
    expect(rules.get_by_role("textbox", name="A line of your own")).to_have_count(2)
    assert list(found(page)) == []
    open_app(page, server, "03-be-honest.ipynb")
    form(page, "heard").get_by_role("radio", name="Not sure").check()
    form(page, "say-it").get_by_role("radio", name="Say only the headline").check()
    expect(form(page, "say-it").get_by_role("textbox", name="A first sentence")).to_be_visible()
    assert list(found(page)) == []


def test_what_keeps_someone_out_would_be_found(page):
    pale = '<p style="color: #999; background: #aaa">pale</p>'
    page.set_content(f'<html lang="en"><title>A page</title><main><h1>A page</h1><button></button>{pale}</main>')
    assert {(scheme, rule) for scheme, rule, *_ in found(page)} == {
        ("light", "button-name"),
        ("light", "color-contrast"),
        ("dark", "color-contrast"),
    }
