"""The page to bring along: what is ticked or written is on it, once and as it stands, and nothing else ever is."""

import html
import json
import random
import re
from datetime import date, timedelta
from html.parser import HTMLParser

import pytest

import workbook as wb
from workbook import bringing, files, onepage, pages, past, places, rendering, settings, sheets, store, upcoming, week
from workbook.words import bringing as say

pytestmark = pytest.mark.usefixtures("data")
TODAY = date.today()
ASKED = {"from": "", "to": "", "last": "", "next": "", "new": False}
NASTY = (
    "<script>alert(1)</script>",
    "</style></title></main>",
    "{{ config }} {title} %s ${x}",
    "\u202eright to left\u2066",
    "a & b &amp; &lt;b&gt; \"quoted\" 'twice'",
    "x" * 10_000,
    "=1+1\nsecond line\n\nlast line",
    "<!-- --><img src=x onerror=alert(1)>",
)


class Page:
    """The widget in a page: sends what the page's script sends, and keeps what comes back."""

    def __init__(self, entries=None):
        self.widget, self.replies = wb.brief(entries), []
        self.widget.send = self.replies.append

    def says(self, kind, **more):
        before = len(self.replies)
        self.widget._hear(self.widget, {"kind": kind, "view": "view-1", "turn": 1, **more}, [])
        return self.replies[-1] if len(self.replies) > before else None

    def offers(self, **asked):
        """The lines on offer: (block, line) for each."""
        self.reply = self.says("offer", asked=ASKED | asked)
        self.days, _ = self.widget._offers["view-1"]
        return [(block["name"], line) for block in self.reply["blocks"] for line in block["lines"]]

    def makes(self, *chosen):
        """The page of these lines: (block, text) or (block, text, key of a chart)."""
        return self.says("page", chosen=lines(*chosen))


def lines(*chosen):
    return [{"block": block, "text": text, "key": "".join(key), "chart": bool(key)} for block, text, *key in chosen]


class Words(HTMLParser):
    """What a reader of a page finds: its text and every attribute, and the tags it is made of."""

    def __init__(self, page):
        super().__init__()
        self.tags, self.words = set(), []
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        self.words += [value or "" for name, value in attrs]

    def handle_data(self, data):
        self.words.append(data)


def back(days):
    return (TODAY - timedelta(days=days)).isoformat()


class Canaries:
    """Words that stand for a person's: each is made once, so wherever one turns up is known."""

    def __init__(self, seed):
        self.chance, self.made = random.Random(seed), []

    def __call__(self):
        self.made.append(f"heron{self.chance.getrandbits(60):015x}")
        return self.chance.choice(("{}", "{} again", "Sunday. {}")).format(self.made[-1])

    def pick(self, options):
        return self.chance.choice(("", *options))


def write(canary):
    """Entries of every sheet, with a canary in every box a person can write in."""
    chance, options = canary.chance, {one.name: one for sheet in sheets.SHEETS.values() for one in sheet.fields}
    task = ""
    for sheet in sheets.SHEETS.values():
        for _ in range(chance.randint(0, 3)):
            row = {}
            for one in sheet.fields:
                if hasattr(one, "options"):
                    row[one.name] = canary.pick([*one.options])
                elif type(one).__name__ == "Text" and one.name not in ("family", "tone", "block"):
                    row[one.name] = canary()
            row |= {"rating": chance.randint(0, 10)} if "rating" in options and "rating" in sheet.columns else {}
            row |= {"asked": "followed"} if sheet.name == "feelings" else {}
            row |= {"task_id": task} if "task_id" in sheet.columns else {}
            for name, given in (("prompt", PROMPTS), ("item", ["A1", "A2", "my line", "heron"])):
                row |= {name: chance.choice(given)} if name in sheet.columns else {}
            saved = wb.save(sheet.name, row, at=back(chance.randint(0, 20)))
            task = saved[0]["entry_id"] if sheet.name == "tasks" else task


TAGS = {"html", "head", "meta", "title", "style", "body", "main", "h1", "h2", "p", "ul", "li", "footer"}
TAGS |= {"svg", "path", "circle", "text", "small"}
PROMPTS = [one.name for form in sheets.FORMS.values() if isinstance(form, sheets.Reflect) for one in form.prompts]


@pytest.mark.parametrize("seed", range(25))
def test_whatever_was_written_and_whatever_is_ticked_only_that_is_on_the_page_and_once(seed, data):
    """The property of the page, over the bytes of the file and of the text, for random entries and random ticks."""
    canary = Canaries(seed)
    chance = canary.chance
    write(canary)
    page = Page()
    on_offer = page.offers(new=seed % 5 == 0)
    chosen, wanted = [], []
    for block, line in on_offer:
        if chance.random() < 0.5:
            text = line["text"]
            if chance.random() < 0.4:  # struck, or changed
                text = re.sub(r"heron\w+", "", text)
            if chance.random() < 0.3:
                text += " " + chance.choice(NASTY) + canary()
            chosen.append((block, text, *([line["key"]] if line["chart"] and chance.random() < 0.5 else [])))
            wanted.append(text)
    for _ in range(chance.randint(1, 4)):
        text = f"{chance.choice(NASTY)} {canary()}"
        chosen.append((chance.choice([*say.BLOCKS]), text))
        wanted.append(text)
    made = page.makes(*chosen)
    words = Words(made["html"])
    shown = "\n".join(words.words)
    there = {one for text in wanted for one in canary.made if one in text}
    for one in canary.made:
        if one not in there:
            assert one not in made["html"] and one not in made["text"]
    for text in {one for one in wanted if any(made_one in one for made_one in canary.made)}:
        assert made["html"].count(html.escape(text)) == wanted.count(text)
        assert shown.count(text) == wanted.count(text)
        assert made["text"].replace("\n  ", "\n").count(text) == wanted.count(text)
    assert words.tags <= TAGS
    assert not re.search(r"e[0-9a-f]{21}|\d{4}-\d\d-\d\d|saved_at|entry_id", made["html"].replace(shown, ""))


@pytest.mark.parametrize("text", NASTY)
def test_what_looks_like_code_is_words(text):
    made = Page().makes(("talk", text))
    assert html.escape(text) in made["html"] and Words(made["html"]).words.count(text) == 1
    assert text in made["text"].replace("\n  ", "\n")
    assert not re.search("script|img", " ".join(Words(made["html"]).tags))


def test_a_line_can_be_struck_whole_and_a_block_goes_with_its_last_line():
    made = Page().makes(("talk", "The heron"), ("practical", "  "), ("week", ""))
    assert say.BLOCKS["talk"] in made["html"]
    for block in ("practical", "week"):
        assert say.BLOCKS[block] not in made["html"] and say.BLOCKS[block].upper() not in made["text"]


def test_characters_no_file_can_hold_are_replaced():
    made = Page().makes(("talk", "a\0b\ud83dc\r\nd"))
    assert "a\ufffdb\ufffdc\nd" in made["html"]
    made["html"].encode()


def test_with_nothing_at_all_one_typed_line_makes_a_page(data):
    page = Page()
    assert page.offers() == [] and page.reply["session"] is False
    made = page.makes(("talk", "Sunday lunch"))
    assert "Sunday lunch" in made["html"] and made["text"].startswith("FOR OUR SESSION\n\nMOST WANT TO TALK ABOUT\n")
    assert "From " not in made["text"]
    assert not data.exists()


def test_an_empty_page_is_no_page():
    assert Page().makes()["html"] == "" == Page().makes(("talk", " \n "))["text"]


def test_the_file_asks_nothing_of_anyone_and_runs_nothing():
    made = Page().makes(("talk", "Sunday lunch"))["html"]
    assert "default-src 'none'; style-src 'unsafe-inline'" in made
    assert not re.search(r"https?://(?!www\.w3\.org/2000/svg)|<script|<link|@import|url\(|\son\w+=", made)


# What is offered


def texts(on_offer, block):
    return [line["text"] for name, line in on_offer if name == block]


def test_questions_alone_make_a_first_page():
    for text in ("Invented: the fee?", "Invented: the dog?"):
        wb.save("questions", {"text": text, "status": "to ask"})
    wb.save("questions", {"text": "Invented: settled", "status": "answered"})
    on_offer = Page().offers()
    assert texts(on_offer, "practical") == ["Invented: the fee?", "Invented: the dog?"]
    assert {name for name, _ in on_offer} == {"practical"}


NEVER = (
    ("journal", {"text": "heron"}),
    ("thoughts", {"thought": "heron", "next_step": "heron", "happened": "heron"}),
    ("pulls", {"strength": 9, "helped": "heron", "hope": "advice"}),
    ("topics", {"title": "the folder", "first_sentence": "heron", "hardness": 9, "choice": "want to say it"}),
    ("topics", {"title": "heron", "choice": "keep for me"}),
    ("topics", {"title": "heron", "choice": "not yet"}),
    ("feedback", {"heard": "heron", "missed": "heron", "effect": "heron", "repair_wish": "heron"}),
    ("feelings", {"feeling": "calm", "rating": 3, "asked": "followed", "note": "heron", "tags": "heron"}),
    ("scores", {"name": "heron", "total": 3}),
    *(
        ("reflections", {"prompt": one, "text": "heron"})
        for one in ("B5", "thought", "said", "stop_reasons", "knowing")
    ),
)


@pytest.mark.parametrize(("sheet", "answers"), NEVER)
@pytest.mark.parametrize("new", [False, True])
def test_what_is_not_for_the_page_is_never_offered(sheet, answers, new):
    wb.save("topics", {"title": "something"})
    wb.save(sheet, answers)
    page = Page()
    page.offers(new=new)
    assert "heron" not in json.dumps(page.reply)


def test_the_page_reads_no_sheet_it_has_no_business_with(monkeypatch):
    read = []
    monkeypatch.setattr(bringing.upcoming, "rows", lambda name: read.append(name) or [])
    for new in (False, True):
        Page().offers(new=new)
    assert not {"journal", "thoughts", "pulls", "scores", "expectations"} & {*read}


@pytest.mark.parametrize(
    ("topic", "block", "text"),
    [
        ({}, "talk", "The blue folder"),
        ({"choice": "want to say it"}, "talk", "The blue folder"),
        ({"choice": "headline only"}, "ask", "“The blue folder”."),
        ({"choice": "want to say it", "how": "be asked"}, "ask", "“The blue folder”. I’d find it easier if you asked."),
    ],
)
def test_a_topic_is_offered_by_its_title_where_it_belongs(topic, block, text):
    wb.save("topics", {"title": "The blue folder", "first_sentence": "heron", **topic})
    assert [(name, line["text"]) for name, line in Page().offers()] == [(block, text)]


def test_a_task_comes_with_how_much_what_was_in_the_way_and_what_was_found_out():
    task = wb.save("tasks", {"task": "Ten minutes’ walk"}, at=back(5))[0]["entry_id"]
    log = {"task_id": task, "amount": "about half", "obstacles": "time; forgot", "found_out": "it is slower"}
    wb.save("task_logs", log, at=back(1))
    wb.save("sessions", {"at": back(3)})
    on_offer = [line for _, line in Page().offers()]
    told = ["Ten minutes’ walk", "About half. In the way: time, I forgot.", "Found out: it is slower"]
    assert [(one["text"], one["under"]) for one in on_offer] == list(zip(told, (False, True, True), strict=True))
    wb.save("sessions", {"at": back(0)})
    assert [line["text"] for _, line in Page().offers()] == told[:1]  # told of before that session


def test_feedback_becomes_a_sentence_a_wish_and_ones_own_words():
    wb.save(
        "feedback", {"technique": "The breathing.", "verdict": "change", "ask": "explain", "sentence": "Why {this}?"}
    )
    told = ["The breathing: I’d like to change it.", "Could you explain it?", "Why {this}?"]
    assert texts(Page().offers(), "working") == told


def test_the_four_numbers_of_a_session_take_a_click_of_their_own():
    session = wb.save("sessions", {"at": back(2)})[0]["entry_id"]
    rated = [{"item": item, "rating": 7, "session_id": session, "at": back(2)} for item in ("A1", "A4", "O1")]
    wb.save("ratings", rated)
    (line,) = [line for _, line in Page().offers()]
    assert line["text"] == "After our last session: Connected 7, Free to disagree 7." and line["apart"]


def test_a_wish_for_help_in_saying_something_is_offered_without_what_it_is():
    wb.save("sessions", {"keeping": "yes, want help saying it", "at": back(1)})
    assert texts(Page().offers(), "ask") == [say.KEEPING]


def test_the_other_pages_offer_what_they_said_can_be_brought():
    wb.save("reflections", {"prompt": "one_notch", "text": "the sister"})
    wb.save("reflections", {"prompt": "tension", "text": "the bill"})
    wb.save("reflections", {"prompt": "curious", "text": "if they have a dog"})
    wb.save("agreements", {"item": "my line", "text": "no jokes", "known": "no"})
    wb.save("agreements", {"item": "gifts", "known_how": "don't know"})
    wb.save("wishes", [{"item": "faith", "wish": "be asked"}, {"item": "culture", "wish": "talk"}])
    on_offer = Page().offers()
    assert texts(on_offer, "next") == ["the sister"]
    assert texts(on_offer, "working") == [
        "Something tense between us: the bill",
        "Something that is not OK for me: no jokes",
    ]
    assert texts(on_offer, "practical") == ["What is the rule for this? Gifts", "I’d like to know: if they have a dog"]
    assert texts(on_offer, "ask") == ["Faith: I’d like you to ask."]
    assert texts(on_offer, "talk") == ["Culture: I’d like to talk about it."]


def test_someone_new_gets_a_longer_time_and_what_to_know_first():
    wb.save("reflections", {"prompt": "understand", "text": "I go quiet"})
    wb.save("goals", {"text": "sleep"})
    wb.save("feedback", {"technique": "Drawing", "verdict": "keep"}, at=back(60))
    wb.save("sessions", {"at": back(3)})
    page = Page()
    assert page.offers() == []
    on_offer = page.offers(new=True)
    assert texts(on_offer, "talk") == [
        "What I’d like you to know about me: I go quiet",
        "What I want to be different: sleep",
    ]
    assert texts(on_offer, "working") == ["Drawing: I’d like to go on with it."]
    assert page.makes(("talk", "x"))["text"].startswith("FOR OUR FIRST TALK\n")
    assert texts(page.offers(new=True, **{"from": back(30)}), "working") == []


# Which days


def test_the_days_are_those_since_the_last_session():
    wb.save("sessions", [{"at": back(9)}, {"at": back(4)}])
    page = Page()
    page.offers()
    assert (page.days.first, page.days.last) == (TODAY - timedelta(days=4), TODAY)
    assert page.reply["told"].endswith("since your last session.")


def test_without_a_session_it_asks_and_until_then_takes_two_weeks():
    page = Page()
    page.offers()
    assert (page.days.first, page.reply["session"]) == (TODAY - timedelta(days=13), False)
    page.offers(last=back(30))
    assert page.days.first == TODAY - timedelta(days=30)


def test_days_of_ones_own_go_before_all_and_those_that_are_none_are_said_to_be():
    page = Page()
    page.offers(**{"from": back(3), "to": back(1)})
    assert (page.days.first, page.days.last) == (TODAY - timedelta(days=3), TODAY - timedelta(days=1))
    page.offers(**{"from": back(1), "to": back(3)})
    assert page.reply["told"] == say.NOT_A_PERIOD


def test_the_day_of_the_next_session_stands_in_the_title():
    page = Page()
    page.offers(next="2026-03-12")
    assert page.makes(("talk", "x"))["text"].startswith("FOR OUR SESSION, THURSDAY 12 MARCH\n")


def test_two_views_of_one_picker_do_not_take_each_others_days():
    page = Page()
    page.offers(next="2026-03-12")
    page.says("offer", asked=ASKED, view="view-2")
    assert "THURSDAY 12 MARCH" in page.makes(("talk", "x"))["text"]


# Feelings


def rate(word, *ratings, first=6):
    """Ratings of a followed word, day after day; None is a day without a check-in."""
    for day, rating in enumerate(ratings):
        if rating is not None:
            wb.save("feelings", {"feeling": word, "rating": rating, "asked": "followed"}, at=back(first - day))


def test_a_week_in_a_sentence_as_one_would_say_it():
    settings.save(storage="saved", followed=["worried"])
    rate("worried", 6, 5, 6, 8, None, 4, 6)
    highest = say.WEEKDAYS[(TODAY - timedelta(days=3)).weekday()]
    assert texts(Page().offers(**{"from": back(6)}), "week") == [
        "Checked in on 6 of 7 days.",
        f"Worried: usually 6, from 4 to 8, highest on {highest}.",
        "Too few to say which way it is going.",
    ]


def test_two_numbers_are_told_as_they_are_and_alike_ones_as_one():
    rate("calm", 3, None, 5)
    days = [say.WEEKDAYS[(TODAY - timedelta(days=one)).weekday()] for one in (6, 4)]
    assert texts(Page().offers(**{"from": back(6)}), "week")[1] == f"Calm: 3 on {days[0]}, 5 on {days[1]}."
    rate("calm", 4, 4, 4, first=30)
    assert "Calm: 4 each time." in texts(Page().offers(**{"from": back(30), "to": back(28)}), "week")


def test_a_direction_is_named_only_where_there_is_one_and_for_one_word_alone():
    for word in ("calm", "worried"):
        wb.save(
            "feelings",
            [
                {"feeling": word, "rating": min(10, day // 3), "asked": "followed", "at": back(30 - day)}
                for day in range(31)
            ],
        )
    told = texts(Page().offers(**{"from": back(30)}), "week")
    assert sum("It has tended to rise." in one for one in told) == 1
    assert not any("Too few" in one for one in told)


def test_a_chart_stands_with_its_line_and_only_if_that_was_wanted():
    rate("worried", 6, 5, None, 8)
    page = Page()
    (line,) = [one for _, one in page.offers(**{"from": back(6)}) if one["chart"]]
    plain, drawn = page.makes(("week", line["text"])), page.makes(("week", line["text"], line["key"]))
    assert "<svg" not in plain["html"] and drawn["html"].count("<circle") == 3
    assert drawn["html"].count("<path") == 3 + 1  # three lines of the scale; a gap joins nothing
    assert ": 6, " in drawn["text"] and "Day by day" in drawn["text"] and "Day by day" not in plain["text"]
    struck = page.makes(("week", "A hard week.", line["key"]))["html"]
    assert "orried" not in struck


@pytest.mark.parametrize("days", [1, 2, 400, 4000])
def test_a_chart_of_any_length_is_small(days):
    wb.save(
        "feelings",
        [{"feeling": "calm", "rating": day % 11, "asked": "followed", "at": back(day)} for day in range(days)],
    )
    page = Page()
    (line,) = [one for _, one in page.offers(**{"from": back(days)}) if one["chart"]]
    made = page.makes(("week", line["text"], line["key"]))
    assert len(made["html"]) < 80_000 and len(made["text"]) < 600
    assert not re.search("nan|inf", made["html"])


def test_mood_has_words_of_its_own_at_its_ends():
    rate("mood", 6, 5, 4)
    page = Page()
    (line,) = [one for _, one in page.offers(**{"from": back(6)}) if one["chart"]]
    assert "10 as good as it gets" in page.makes(("week", line["text"], line["key"]))["html"]


def test_check_ins_that_cannot_be_read_are_said_to_be_missing_and_the_rest_is_offered(monkeypatch):
    rate("calm", 3, 4, 5)
    wb.save("topics", {"title": "Sunday lunch"})
    page = Page()
    with monkeypatch.context() as broken:
        broken.setattr(wb.table, "entries", lambda name: (_ for _ in ()).throw(PermissionError(13, "no")))
        assert [name for name, _ in page.offers()] == ["talk"]
    assert page.reply["told"] == say.NOT_READ


# The invented person


def test_the_invented_persons_page_says_so_and_holds_none_of_ones_own():
    wb.save("topics", {"title": "heron"})
    page = Page(wb.sample())
    on_offer = page.offers()
    assert on_offer and "heron" not in json.dumps(page.reply)
    assert {"talk", "week"} <= {name for name, _ in on_offer}
    made = page.makes(*((name, line["text"]) for name, line in on_offer))
    for part in ("html", "text"):
        assert "Sample: an invented person, not you." in made[part]


# Keeping


def test_a_page_is_kept_only_when_asked_for_and_just_as_it_was_shown(data):
    page = Page()
    made = page.makes(("talk", "Sunday lunch"))
    assert not data.exists()
    said = page.says("keep", chosen=lines(("talk", "Sunday lunch")), storage="saved")
    assert said["message"].startswith("A copy is kept") and len(said["pages"]) == 1
    (file,) = (data / "pages").iterdir()
    assert file.read_bytes() == made["html"].encode()
    assert (file.stat().st_mode & 0o777, file.parent.stat().st_mode & 0o777) == (0o600, 0o700)
    ((name, told),) = page.says("kept")["pages"]
    assert page.says("see", name=name)["html"] == made["html"]
    assert re.fullmatch(r"\w{3} \d+ \w+ \d{4}, \d\d:\d\d", told)
    assert page.says("delete", name=name)["pages"] == [] == list((data / "pages").iterdir())
    assert page.says("see", name=name)["html"] is None


@pytest.mark.parametrize("name", ["../settings.json", "settings.json", "/etc/hostname", "..", ""])
def test_no_other_file_is_shown_or_deleted_as_a_page(name, data):
    settings.save(storage="saved")
    page = Page()
    assert page.says("see", name=name)["html"] is None
    page.says("delete", name=name)
    assert settings.path().exists()


@pytest.mark.parametrize(("before", "choice"), [("", ""), ("", "nothing"), ("nothing", ""), ("nothing", "saved")])
def test_nothing_is_kept_before_a_choice_or_against_it(before, choice, data):
    if before:
        settings.save(storage=before)
    said = Page().says("keep", chosen=lines(("talk", "x")), storage=choice)
    assert said["kind"] == "refused" if not (before or choice) else said["message"] == say.KEPT_NOTHING
    assert not (data / "pages").exists()


def test_on_a_shared_server_nothing_is_kept_and_nothing_is_called_saved(data, monkeypatch):
    monkeypatch.setattr(places, "on_binder", lambda: True)
    page = Page()
    said = page.says("keep", chosen=lines(("talk", "x")), storage="saved")
    assert said["message"] == say.NOT_HERE and not data.exists()
    assert page.says("offer", asked=ASKED)["binder"] is True


def test_a_full_disk_is_said_and_leaves_no_half_a_page(data, monkeypatch):
    settings.save(storage="saved")

    def full(*given):
        raise OSError(28, "full")

    with monkeypatch.context() as broken:
        broken.setattr(files, "write_all", full)
        said = Page().says("keep", chosen=lines(("talk", "x")), storage="saved")
    assert "the disk is full" in said["problems"][""] and "press the button again" in said["problems"][""]
    assert pages.kept() == []


# What never shows up elsewhere


def test_neither_its_name_nor_its_synced_state_holds_anything_of_the_persons():
    wb.save("topics", {"title": "heron"})
    page = Page()
    page.offers()
    page.makes(("talk", "heron"))
    assert repr(page.widget) == "Brief()"
    assert "heron" not in json.dumps(page.widget.get_state(), default=str)


def test_what_nobody_foresaw_is_a_sentence_without_words_of_the_person(monkeypatch):
    page = Page()
    monkeypatch.setattr(bringing.rendering, "sheet", lambda *given: 1 / 0)
    reply = page.makes(("talk", "heron"))
    assert "Something in this program went wrong" in reply["problems"][""] and "heron" not in json.dumps(reply)


def test_another_message_is_not_answered():
    assert Page().says("save") is None


def test_the_sentences_to_begin_with_are_those_of_being_honest():
    assert "Could you explain why we do this one?" in onepage.READY["working"]


def test_a_line_that_is_gone_meanwhile_is_on_no_page_and_no_copy_is_kept(data):
    settings.save(storage="saved")
    row = store.save("topics", {"title": "Heron lake"}).rows[0]
    widget, replies = wb.brief(), []
    widget.send = replies.append
    says = {"view": "a", "turn": 1}
    widget._hear(widget, {"kind": "offer", "asked": {}, **says}, [])
    (line,) = next(block["lines"] for block in replies[-1]["blocks"] if block["name"] == "talk")
    chosen = [{"block": "talk", "text": line["text"], "key": line["key"], "chart": False}]
    widget._hear(widget, {"kind": "page", "chosen": chosen, **says}, [])
    assert "Heron lake" in replies[-1]["html"] and not replies[-1]["gone"]
    store.save("topics", {"entry_id": row["entry_id"], "choice": "keep for me"})
    widget._hear(widget, {"kind": "page", "chosen": chosen, **says}, [])
    assert (replies[-1]["html"], replies[-1]["gone"]) == ("", True)
    widget._hear(widget, {"kind": "keep", "chosen": chosen, "storage": "saved", **says}, [])
    assert replies[-1]["kind"] == "refused" and not (data / "pages").exists()


def test_rows_that_another_program_doubled_are_ticked_each_for_itself(data):
    store.save("topics", {"title": "Heron lake"})
    place = data / "topics.csv"
    head, row = place.read_bytes().splitlines(keepends=True)
    place.write_bytes(head + row + row)
    offered = onepage.offered(upcoming.rows, onepage.period(upcoming.rows, {}, date.today()))
    keys = [line.key for line in offered["talk"]]
    assert len(keys) == len(set(keys)) == 2


def test_a_week_from_session_to_session_names_dates_where_a_weekday_would_be_two_days():
    days = [(date(2026, 3, 4), 3.0), (date(2026, 3, 11), 8.0)]
    assert week.sentence("worried", days, 8) == "Worried: 3 on 4 March, 8 on 11 March."
    assert week.sentence("worried", days[1:], 7) == "Worried: 8 on Wednesday."


def test_a_day_with_several_numbers_counts_once_and_hides_none_of_them():
    days = [(date(2026, 3, day), rating) for day, both in ((2, (5, 5)), (3, (6, 6)), (4, (0, 10))) for rating in both]
    assert week.sentence("worried", days, 7) == "Worried: usually 5, from 0 to 10, highest on Wednesday."
    assert week.sentence("worried", days[4:], 7) == "Worried: 0 on Wednesday, 10 on Wednesday."


def test_the_page_says_where_the_numbers_come_from_another_place_and_scale(data):
    imported = {"asked": "imported", "scale_max": 4}
    wb.save("feelings", [{"feeling": "mood", "rating": day % 5, **imported, "at": back(40 - day)} for day in range(20)])
    wb.save(
        "feelings", [{"feeling": "mood", "rating": 7, "asked": "followed", "at": back(20 - day)} for day in range(20)]
    )
    (line, *_) = [
        one
        for one in week.lines(wb.entries("feelings"), ["mood"], TODAY - timedelta(days=60), TODAY)
        if one.key == "mood"
    ]
    assert (
        "the numbers come from another place." in line.text and "The direction is told for the time since." in line.text
    )
    assert "Numbers of another scale are shown from 0 to 10 here." in line.text


def test_a_chart_joins_only_days_that_follow_each_other():
    points = tuple((date(2026, 3, day), 5.0) for day in (1, 6, 11))
    assert 'stroke="#000"' not in rendering.drawing(onepage.Felt("calm", "", points, ("low", "high")))
    weekly = tuple((date(2026, 3, day), 5.0) for day in (1, 8, 15))
    twice = (*weekly, (date(2026, 3, 15), 7.0))
    assert rendering.drawing(onepage.Felt("calm", "", twice, ("low", "high"))).count('stroke="#000"') == 3
    assert rendering.drawing(onepage.Felt("calm", "", weekly, ("low", "high"))).count('stroke="#000"') == 2


def test_what_became_of_lines_is_looked_back_on_without_those_kept_for_oneself(data):
    store.save(
        "topics", [{"title": "Heron lake", "choice": "said it"}, {"title": "Blue folder", "choice": "keep for me"}]
    )
    entries, _ = past.entries(sheets.looking_back("talked"))
    told = [line for entry in entries for line in sheets.looking_back("talked").lines(entry.parts)]
    assert "Heron lake" in str(told) and "Blue folder" not in str(told)


@pytest.mark.parametrize(
    "form, name, row, said, became",
    [
        ("asked", "questions", {"text": "Heron lake?"}, {"answer": "Blue folder"}, {"status": "answered"}),
        ("talked", "topics", {"title": "Heron lake", "choice": "headline only"}, {"outcome": "better"}, {}),
    ],
)
def test_words_typed_below_a_line_are_saved_also_where_the_choice_above_them_was_taken_back(
    data, form, name, row, said, became
):
    before = store.save(name, row).rows[0]
    settle = sheets.FORMS[form]
    sent = [
        one | said | {settle.lists[0].asks[0].name: ""}
        for one in settle.answers({name: [before]})[settle.lists[0].name]
    ]
    assert settle.cleared({settle.lists[0].name: sent}) == []
    store.save(name, settle.rows({settle.lists[0].name: sent}, [])[name])
    (after,) = store.read(name).rows
    assert {one: after[one] for one in (*row, *said, *became)} == row | said | became
