"""What a person writes is words, whatever it looks like: no page takes any of it for script, markup or mathematics."""

import itertools

import pytest
from pages import LONG_RUN, new_page, open_app, open_lab
from playwright.sync_api import expect
from test_bringing import opened
from test_privacy import NOTEBOOKS

from workbook import settings, sheets, store
from workbook.fields import Checklist, Text
from workbook.words import past as say

RUN = "top.ran=(top.ran||0)+1"  # what each would do if it were taken for more than words
MARK = "data-mark"  # what each element has that would come of it
MARKUP = (
    f"<script {MARK}>{RUN}</script>",
    f'<img src=x onerror="{RUN}" {MARK}>',
    f"<svg {MARK} onload='{RUN}'><text>seen</text></svg>",
    f'<a {MARK} href="javascript:{RUN}">look</a>',
    f'<iframe {MARK} srcdoc="<script>{RUN}</script>"></iframe>',
    f'<details open {MARK} ontoggle="{RUN}">more</details>',
    f"<input {MARK} autofocus onfocus={RUN}>",
    f"<style {MARK}>body {{ display: none }}</style><b {MARK}>bold</b>",
    f"<math {MARK}><mtext><table><mglyph><style><img src=x onerror={RUN} {MARK}>",
    f"<form {MARK} action='javascript:{RUN}'><button autofocus>Save</button></form><base {MARK} href='//invented'>",
    f"[look](javascript:{RUN})",
    f"![x](x \"' onerror='{RUN}\")",
    rf"$\href{{javascript:{RUN}}}{{look}}$ $$\frac{{1}}{{2}}$$",
    rf"\(\unicode{{x3c}}img src=x onerror={RUN}\unicode{{x3e}}\) \[x^2\]",
    f"{{{{ constructor.constructor('{RUN}')() }}}} {{% raw %}}",
    f"${{{RUN}}} #{{{RUN}}} <%= {RUN} %> {{title}} %s",
    f"&lt;img src=x onerror={RUN} {MARK}&gt; &#60;b {MARK}&#62; &amp;lt;i {MARK}&amp;gt;",
    f"\\u003cimg src=x onerror={RUN} {MARK}\\u003e \\x3cb {MARK}\\x3e %3Cb {MARK}%3E",
    f"\uff1cscript {MARK}\uff1e{RUN}\uff1c/script\uff1e <\u017fcript {MARK}>{RUN}</\u017fcript>",
    f"<<b {MARK}><!--><img {MARK} src=x onerror={RUN}//--!>",
)
AROUND = (
    "{}",
    "</textarea>{}",
    '"><!-- -->{}',
    "'/>{}",
    "</script>{}",
    "</style></title></main>{}",
    "# {}\n\n| a | b |\n|---|---|\n> and on",
    "`{}` ]]>",
    "\u202e{}\u2066\u200b",
    "a & b{}\u2028</pre></svg></iframe>",
)
EVERY = [
    f"heron{number} {around.replace('{}', markup)}"
    for number, (around, markup) in enumerate(itertools.product(AROUND, MARKUP))
]
TEXTS = EVERY if LONG_RUN else EVERY[::7]  # each markup, each surrounding
START, TRENDS, BRING = NOTEBOOKS[0], NOTEBOOKS[6], NOTEBOOKS[7]
PROMPTS = [one.name for form in sheets.FORMS.values() if isinstance(form, sheets.Reflect) for one in form.prompts]
NUMBERS_ALONE = {"headspace", "goal-progress", "respect"}  # lists in which no words of a person stand
UNFOLD = "() => document.querySelectorAll('details:not([open])').forEach(one => { one.open = true; })"
FOUND = """() => {
  const seen = [], made = [], ran = [window.ran || 0];
  const look = (page) => {
    seen.push(page.body.textContent, ...[...page.querySelectorAll("input, textarea")].map(one => one.value));
    made.push(...page.querySelectorAll("[data-mark], [*|href^='javascript:'], .wb-explore .main-svg a, mjx-container"));
    for (const frame of page.querySelectorAll("iframe")) {
      if (!frame.contentDocument) continue;
      ran.push(frame.contentWindow.ran || 0);
      look(frame.contentDocument);
    }
  };
  look(document);
  return { seen, made: made.map(one => one.outerHTML.slice(0, 300)), ran };
}"""


def one_line(text):
    return text.replace("\n", " ")


def asked(sheet):
    """What the workbook itself asks in the rows of a sheet, and a row of one's own."""
    lists = [
        one
        for form in sheets.FORMS.values()
        if sheet.name in form.parts
        for one in form.fields
        if isinstance(one, Checklist)
    ]
    items = [item for one in lists for item in (*one.items, one.own_item)]
    return {"item": items or ["A1", "A2", "A3", "A4"], "prompt": PROMPTS}


def written():
    """Every text in every column that takes one, of every sheet, and in the settings."""
    settings.save(storage="saved", followed=[], own_words=[])
    links = {}
    for sheet in sheets.SHEETS.values():
        columns = [one for one in sheet.fields if type(one) is Text]
        more = {"feelings": {"asked": "followed", "rating": 5}, "scores": {"total": 5}, "reflections": {"rating": 5}}
        rows = []
        for number, text in enumerate(TEXTS):
            row = {one.name: text if one.lines else one_line(text) for one in columns} | more.get(sheet.name, {})
            if number % 3:  # a question the workbook asks, or a row of one's own
                row |= {name: known[number % len(known)] for name, known in asked(sheet).items() if name in row}
            row |= {name: links[name] for name in links.keys() & sheet.columns.keys()}
            rows.append({**row, "at": f"2026-03-{number % 28 + 1:02}"})
        saved = store.save(sheet.name, rows).rows
        links |= {"goals": {"goal_id": saved[0]["entry_id"]}, "tasks": {"task_id": saved[0]["entry_id"]}}.get(
            sheet.name, {}
        )
    words = [row["feeling"] for row in store.read("feelings").rows]
    lines = dict(zip(settings.TEXTS, TEXTS, strict=False))
    settings.save(followed=words[:8], own_words=words[8:16], **lines)


class Reader:
    """Looks at pages, and at what is in their frames; remembers which of the texts stood there, letter by letter."""

    def __init__(self):
        self.seen, self.dialogs, self.opened, self.empty = set(), [], 0, []

    def watches(self, page):
        page.on("dialog", lambda dialog: (self.dialogs.append(dialog.message), dialog.dismiss()))

    def looks(self, page):
        """Nothing ran and nothing was made of the texts."""
        found = page.evaluate(FOUND)
        assert (found["made"], sum(found["ran"]), self.dialogs) == ([], 0, [])
        there = "\n".join(found["seen"])
        self.seen |= {text for text in TEXTS if text in there}


def reads(page, reader):
    """Unfold all there is, and turn each list of the past to its last page."""
    page.evaluate(UNFOLD)
    for chart in page.locator("[data-chart]").all():
        expect(chart.locator("details")).to_have_attribute("open", "")
    for found in page.locator("[data-past]").all():
        rows = found.locator("tbody tr")
        expect(found.locator("p.wb-hint[role=status]")).not_to_have_text("")
        reader.looks(page)
        if not rows.count():
            reader.empty.append(found.get_attribute("data-past"))
            continue
        older = found.get_by_role("button", name="Older")
        while older.is_visible():
            before = rows.first.inner_text()
            older.click()
            expect(rows.first).not_to_have_text(before, use_inner_text=True)
            reader.looks(page)
        found.get_by_role("button", name="Open what").first.click()
        expect(found.locator(".wb-status")).not_to_have_text(say.OPENING)
        reader.opened += page.locator("[data-change] form:visible").count()
    reader.looks(page)


def brings(page, reader, chromium, tmp_path):
    """Every line that is on offer goes on the page, which is downloaded and opened."""
    found = page.locator("[data-brief]")
    expect(found).to_have_attribute("data-ready", "yes")
    every = found.get_by_role("button", name="Add all")
    while every.count():  # once pressed it says something else
        every.first.click()
    own = found.get_by_role("textbox", name="In your own words").first
    own.fill("\n".join(TEXTS))
    shown = found.frame_locator("iframe.wb-page").first.locator("main")
    expect(shown).to_contain_text(f"heron{len(EVERY) - 1 if LONG_RUN else 0} ", timeout=120_000)
    reader.looks(page)
    found.get_by_role("checkbox", name="Let it go on to a second sheet").check()
    with page.expect_download() as coming:
        found.get_by_role("button", name="Download the page").click()
    file = tmp_path / "page.html"
    coming.value.save_as(file)
    paper = opened(chromium, file)
    alone = Reader()
    alone.watches(paper)
    paper.reload()
    alone.looks(paper)
    assert alone.seen == set(TEXTS)
    paper.context.close()


@pytest.mark.parametrize("open_page", [open_app, open_lab][: 1 + LONG_RUN], ids=["app", "lab"][: 1 + LONG_RUN])
def test_script_and_markup_in_any_answer_stay_words_on_every_page(chromium, server, tmp_path, open_page):
    written()
    reader = Reader()
    for notebook in NOTEBOOKS if LONG_RUN else (START, BRING):
        page = new_page(chromium, server)
        reader.watches(page)
        open_page(page, server, notebook)
        reads(page, reader)
        if notebook == BRING:
            brings(page, reader, chromium, tmp_path)
        assert page.outside == []
        page.context.close()
    assert reader.opened
    assert set(reader.empty) <= NUMBERS_ALONE
    assert reader.seen == set(TEXTS)  # each stood there as it was typed


def test_the_same_texts_would_run_where_they_were_taken_for_markup(chromium):
    """Else the journey above would prove nothing."""
    context = chromium.new_context()
    page = context.new_page()
    for text in [text for text in TEXTS if "<script data-mark>" in text or "<img src=x" in text][:8]:
        page.set_content(f"<main>{text}</main>")
        expect(page.locator("[data-mark]").first).to_be_attached()
        page.wait_for_function("() => window.ran > 0")
    context.close()
