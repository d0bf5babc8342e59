// One form, one message: native controls, and all answers travel together when Save is pressed.
// What is typed never enters the widget's synced state; it lives in the controls, in this page's memory, and, where the
// person chose to keep drafts, in a small file that the kernel writes.

const WAITING = 4000, GONE = 12000, RECENT = 6, DOT = 14;
const PAUSE = 500, LATEST = 1000;  // a draft is sent so long after the last key, and so long after the first one unsent

const capital = (word) => word.charAt(0).toUpperCase() + word.slice(1);

// What all forms of this page know together: drafts, by draft, and which of them are held here or done with; and what may
// be kept, as it was chosen on this page. A draft belongs to one living form at a time, in all tabs: a browser lock says so.
const page = (window.workbookPage ??= { drafts: new Map(), held: new Map(), done: new Set(), senders: new Set(), storage: "", chosen: "", heavy: "" });

// ---- controls: each is { node, get, set }, unanswered is "" or null ----

function text(question) {
  const id = unique(question.name), hint = question.hint ? `${id}-hint` : undefined;
  const shape = question.lines ? { rows: 1 } : { type: "text" };
  const input = h(question.lines ? "textarea" : "input", { id, ...privately, ...shape, "aria-describedby": hint });
  const put = (sentence) => {
    if (!input.value.includes(sentence)) input.value = [input.value.trim(), sentence].filter(Boolean).join(question.lines ? "\n" : " ");
    input.focus(); input.dispatchEvent(new Event("input", { bubbles: true }));
  };
  const ready = question.ready?.length ? h("div", { className: "wb-chips wb-ready", role: "group", "aria-labelledby": `${id}-ask` }, ...question.ready.map((sentence) =>
    h("button", { type: "button", className: "wb-chip", onclick: () => put(sentence) }, sentence))) : null;
  const told = h("span", { className: "wb-hint", role: "status" });
  const node = h("div", { className: "wb-question" },
    h("label", { htmlFor: id, id: `${id}-ask`, className: "wb-ask" }, question.ask),
    question.hint ? h("span", { id: hint, className: "wb-hint" }, question.hint) : null, input, ready, question.minutes ? told : null);
  let timer = null;
  const stop = () => { clearTimeout(timer); timer = null; told.textContent = ""; };
  if (question.minutes) input.addEventListener("input", () => {
    timer ??= setTimeout(() => { told.textContent = fill(question.words.ten_minutes, question); }, question.minutes * 60000);
  });
  return { node, get: () => input.value, set: (value) => { input.value = value || ""; if (!value) stop(); } };
}

function choice(question) {
  const name = unique(question.name);
  const radios = question.options.map(([value, label]) => h("input", { type: "radio", name, value, id: unique("option") }));
  const clear = () => { radios.forEach((radio) => { radio.checked = false; }); };
  const node = h("fieldset", { className: "wb-question wb-choice" }, h("legend", { className: "wb-ask" }, question.ask),
    ...radios.map((radio, i) => h("label", { htmlFor: radio.id }, radio, h("span", {}, question.options[i][1]))));
  if (question.hint) node.append(h("p", { className: "wb-hint" }, question.hint));
  unanswerable(node, radios, clear, question);
  const get = () => radios.find((radio) => radio.checked)?.value || "";
  const offer = question.offer ? offered(question, node) : null;
  const refresh = () => offer?.(get());
  node.addEventListener("input", refresh);
  return { node, get, set: (value) => { radios.forEach((radio) => { radio.checked = radio.value === value; }); refresh(); } };
}

// What is said under some answers: a sentence, a text to unfold, places to go.
function offered({ offer }, node) {
  const [summary, folded] = offer.unfold;
  const links = offer.links.map(([words, href]) => (href.startsWith("#")
    ? h("button", { type: "button", className: "wb-link", onclick: () => goTo(node, href.slice(1)) }, words) : h("a", { href, target: "_blank" }, words)));
  const parts = [...(folded ? [h("details", {}, h("summary", {}, summary), h("p", {}, folded))] : []), ...links];
  const told = h("div", { className: "wb-note", hidden: true }, h("p", {}, offer.text), parts.length ? h("ul", {}, ...parts.map((part) => h("li", {}, part))) : null);
  node.append(h("div", { role: "status", className: "wb-offer" }, told));
  return (answer) => { told.hidden = !offer.answers.includes(answer); };
}

// Questions that are asked only where another has one of some answers; one that is answered stays in sight.
function dependents(questions, controls) {
  const refresh = () => questions.filter((one) => one.only).forEach(({ name, only }) => {
    const answer = controls[name].get(), answered = answer !== "" && answer !== null;
    const { node, lead } = controls[name];
    node.hidden = !answered && !only.in.includes(controls[only.name]?.get());
    if (lead) lead.hidden = node.hidden;
  });
  refresh();
  return refresh;
}

function choices(question) {
  const boxes = question.options.map(([value]) => h("input", { type: "checkbox", value, id: unique("option") }));
  const node = h("fieldset", { className: "wb-question wb-choice" }, h("legend", { className: "wb-ask" }, question.ask),
    ...boxes.map((box, i) => h("label", { htmlFor: box.id }, box, h("span", {}, question.options[i][1]))));
  return { node, get: () => boxes.filter((box) => box.checked).map((box) => box.value).join("; "),
           set: (value) => { const on = (value || "").split("; "); boxes.forEach((box) => { box.checked = on.includes(box.value); }); } };
}

// One of the person's own entries; which there are is known only to the kernel.
function link(question, state) {
  const node = h("div", {});
  let inner = null, shown = null, kept = "";  // kept: one that is not on offer any more
  function offer(options) {  // again when there are others; what was chosen stays chosen, and the focus where it was
    if (JSON.stringify(options) === shown) return;
    const chosen = inner?.get() || "", focused = node.contains(document.activeElement);
    shown = JSON.stringify(options);
    inner = options.length ? choice({ ...question, options }) : null;
    node.replaceChildren(inner ? inner.node : h("div", { className: "wb-question" },
      h("span", { className: "wb-ask" }, question.ask), h("span", { className: "wb-hint" }, question.hint)));
    if (!inner && !question.hint) node.replaceChildren();
    const before = chosen || kept;
    inner?.set(before); kept = inner?.get() ? "" : before;
    if (focused) (node.querySelector("input:checked") || node.querySelector("input"))?.focus();
  }
  offer(state.links[question.name] || []);
  node.addEventListener("input", () => { kept = ""; });
  return { node, offer, get: () => inner?.get() || kept, set: (value) => { inner?.set(value); kept = inner?.get() ? "" : value || ""; } };
}

// A link beside the Save button; whether it was pressed is kept with the answers.
function pressed(question, state, change, heard) {
  let on = false;
  const button = h("button", { type: "button", className: "wb-link", onclick: () => { on = true; change(); heard(); } }, question.ask);
  return { node: document.createComment(question.name), beside: button, get: () => (on ? "yes" : ""), set: (value) => { on = value === "yes"; } };
}

function moment(question) {
  const dayId = unique("day"), day = h("input", { type: "date", id: dayId, autocomplete: "off", max: today(), "aria-describedby": `${dayId}-hint` });
  const time = h("input", { type: "time", autocomplete: "off", "aria-label": `${question.ask}: ${question.words.time}` });
  let exact = null;
  const shown = () => (day.value || time.value ? (day.value || today()) + (time.value ? `T${time.value}` : "") : "");
  const node = h("div", { className: "wb-question" }, h("label", { htmlFor: dayId, className: "wb-ask" }, question.ask),
    h("span", { id: `${dayId}-hint`, className: "wb-hint" }, question.hint), h("span", { className: "wb-moment" }, day, time));
  const set = (value) => {
    day.value = (value || "").slice(0, 10); time.value = (value || "").slice(11, 16);
    exact = value ? { shown: shown(), value } : null;
  };
  return { node, set, get: () => (exact && exact.shown === shown() ? exact.value : shown()) };
}

function today() {
  const now = new Date();
  return new Date(now - now.getTimezoneOffset() * 60000).toISOString().slice(0, 10);
}

function unanswerable(node, radios, clear, question) {
  const button = h("button", { type: "button", className: "wb-unanswer",
    "aria-label": fill(question.words.unanswer_name, { ask: question.ask }) }, question.words.unanswer);
  const reset = () => { clear(); radios[0].focus(); radios[0].dispatchEvent(new Event("input", { bubbles: true })); };
  button.addEventListener("click", reset);
  node.addEventListener("keydown", (event) => {
    if (["Delete", "Backspace"].includes(event.key) && event.target.type === "radio") { event.preventDefault(); reset(); }
  });
  node.append(button);
}

function rating(question) {
  const { low, high, ask } = question, wide = high - low > 10, name = unique("rating");
  const node = h("fieldset", { className: "wb-rating" }, h("legend", { className: "wb-word" }, capital(ask)));
  if (wide) {
    const number = h("input", { type: "number", min: low, max: high, step: 1, autocomplete: "off", "aria-label": `${capital(ask)}, ${low} ${question.low_word}, ${high} ${question.high_word}` });
    node.append(h("div", { className: "wb-scale wb-wide" }, number));
    unanswerable(node, [number], () => { number.value = ""; }, question);
    return { node, get: () => (number.value === "" ? null : Number(number.value)), set: (value) => { number.value = value ?? ""; } };
  }
  const ends = { [low]: `, ${question.low_word}`, [high]: `, ${question.high_word}` };
  const radios = [];
  for (let value = low; value <= high; value += 1) {
    radios.push(h("input", { type: "radio", name, value: String(value), "aria-label": `${value}${ends[value] || ""}` }));
  }
  const clear = () => radios.forEach((radio) => { radio.checked = false; });
  node.append(h("div", { className: "wb-scale", style: `--wb-count: ${radios.length}` },
    ...radios.map((radio) => h("label", {}, radio, h("span", { "aria-hidden": "true" }, radio.value)))));
  unanswerable(node, radios, clear, question);
  return { node, get: () => { const on = radios.find((radio) => radio.checked); return on ? Number(on.value) : null; },
           set: (value) => radios.forEach((radio) => { radio.checked = value !== null && radio.value === String(value); }) };
}

function number(question) {
  const id = unique(question.name), input = h("input", { type: "number", step: "any", id, autocomplete: "off" });
  const node = h("div", { className: "wb-question" }, h("label", { htmlFor: id, className: "wb-ask" }, question.ask), h("div", { className: "wb-wide" }, input));
  return { node, get: () => (input.value === "" ? null : Number(input.value)), set: (value) => { input.value = value ?? ""; } };
}

function endWords(low, high, lowWord, middleWord, highWord) {
  return h("p", { className: "wb-ends", "aria-hidden": "true" }, h("span", {}, `${low} ${lowWord}`),
    middleWord && low === 0 && high === 10 ? h("span", { className: "wb-middle" }, `5 ${middleWord}`) : null, h("span", {}, `${high} ${highWord}`));
}

// A rating that is a whole question: the sentence above, its words below, and what is offered where it is low.
function asked(question) {
  const control = rating(question), offer = h("p", { className: "wb-hint", role: "status" });
  control.node.classList.add("wb-asked", "wb-own-ends");
  control.node.append(endWords(question.low, question.high, question.low_word, question.middle_word, question.high_word));
  if (question.offer) control.node.append(offer);
  const refresh = () => { const value = control.get(); offer.textContent = value !== null && value <= question.offer_until ? question.offer : ""; };
  control.node.addEventListener("input", refresh);
  return { ...control, set: (value) => { control.set(value); refresh(); } };
}

// A block of ratings, one a word: those followed, and those added today.
function ratings(question, state, change) {
  const words = question.words, rows = [], list = h("div", { className: "wb-rows" });
  let [low, high] = scaleOf(state.scale) || [question.low, question.high], touched = false;
  const ends = h("p", { className: "wb-ends", "aria-hidden": "true" }), heading = h("p", { className: "wb-lead" }, words.follow_first);
  const typed = h("input", { type: "text", id: unique("add"), ...privately, autocapitalize: "none", maxLength: 40 });
  const told = h("p", { className: "wb-hint", role: "status" }), chips = h("div", { className: "wb-chips" });
  const family = h("div", { className: "wb-families", id: unique("families"), hidden: true }), more = opener(words.more_words, family);
  const followed = h("fieldset", { className: "wb-question wb-choice" }, h("legend", { className: "wb-ask" }, words.change_followed));
  const label = h("label", { htmlFor: typed.id, className: "wb-ask" }, words.add);
  const spare = () => state.ids.find((id) => !rows.some((row) => row.id === id));
  const count = (asked) => rows.filter((row) => row.asked === asked).length;
  const known = new Map([...question.first, ...question.families.flatMap(([name, rest]) => [name, ...rest])].map((word) => [word, word]));
  const endsOf = (word) => question.ends[word] || [question.low_word, question.high_word];

  function add(word, asked, value = null, id = null) {
    if (!word || rows.some((row) => row.word === word)) return null;
    asked ||= state.followed.length === 0 && count("followed") < question.most ? "followed" : "added";
    if (asked === "added" && !id && count("added") >= question.most) { told.textContent = words.add_full; return null; }
    const row = { word, asked, id: id || spare() };
    rows.push(row); draw(row, value); refresh();
    return row;
  }
  function draw(row, value) {
    const [lowWord, highWord] = endsOf(row.word), own = row.word in question.ends;
    const control = rating({ ...question, ask: row.word, low, high, low_word: lowWord, high_word: highWord });
    control.set(value); control.node.classList.toggle("wb-own-ends", own);
    if (own) control.node.append(endWords(low, high, lowWord, "", highWord));
    control.node.append(h("button", { type: "button", className: "wb-remove", "aria-label": fill(words.remove_name, { ask: row.word }),
      onclick: () => { remove(row); typed.focus(); } }, "×"));
    if (row.control) row.control.node.replaceWith(control.node); else list.append(control.node);
    row.control = control;
  }
  function remove(row) { row.control.node.remove(); rows.splice(rows.indexOf(row), 1); told.textContent = ""; refresh(); change(); }
  function take(word) {
    const row = add(word);
    if (row) { change(); row.control.node.querySelector("input").focus(); }
    return row;
  }
  function addTyped() {
    const word = known.get(typed.value.trim().toLowerCase()) || typed.value.trim();
    if (word && (take(word) || rows.some((row) => row.word === word))) typed.value = "";
  }
  const chip = (word) => h("button", { type: "button", className: "wb-chip", onclick: () => take(word) }, word);

  function refresh() {
    const taken = new Set(rows.map((row) => row.word)), free = (list) => list.filter((word) => !taken.has(word));
    const own = state.own.filter((word) => !known.has(word));
    chips.replaceChildren(...free([...own.slice(0, RECENT), ...question.first]).map(chip), more);
    const longer = own.length > RECENT ? [[words.own_words, own.slice(RECENT)]] : [];
    family.replaceChildren(...[...longer, ...question.families].map(([name, rest]) =>
      h("div", { className: "wb-chips" }, h("span", { className: "wb-hint" }, capital(name)), ...free(rest).map(chip))));
    rows.forEach((row) => row.control.node.classList.toggle("wb-added", row.asked === "added"));
    label.textContent = rows.length ? words.add : words.add_first;
    heading.hidden = state.followed.length > 0; ends.hidden = rows.every((row) => row.word in question.ends);
    ends.replaceChildren(...endWords(low, high, question.low_word, question.middle_word, question.high_word).children);
    followed.hidden = rows.length === 0;
    const focused = [...followed.querySelectorAll("input")].indexOf(document.activeElement);
    followed.replaceChildren(followed.firstChild, ...rows.map((row) => {
      const box = h("input", { type: "checkbox", checked: row.asked === "followed", onchange: () => {
        touched = true; row.asked = box.checked ? "followed" : "added"; refresh(); change(); } });
      box.disabled = !box.checked && count("followed") >= question.most;
      return h("label", {}, box, h("span", {}, capital(row.word)));
    }));
    followed.querySelectorAll("input")[focused]?.focus();
  }
  const node = h("div", { className: "wb-question wb-ratings" }, heading, ends, list,
    h("div", { className: "wb-add" }, label, typed,
      h("button", { type: "button", className: "wb-quiet", onclick: () => { addTyped(); if (typed.value) typed.focus(); } }, words.add_button), chips, family), told);
  function set(value) {
    [...rows].forEach((row) => { row.control.node.remove(); }); rows.length = 0; typed.value = ""; told.textContent = "";
    if (value) value.forEach((one) => add(one.word, one.asked, one.rating, one.entry_id));
    else state.followed.forEach((word) => add(word, "followed"));
    refresh();
  }
  function rescale(scale) {
    const [from, to] = scaleOf(scale) || [question.low, question.high];
    if (from === low && to === high) return;
    const rated = rows.some((row) => row.control.get() !== null);
    [low, high] = [from, to]; rows.forEach((row) => draw(row, null)); refresh();
    told.textContent = rated ? words.scale_changed : "";
  }
  set(null);
  return { node, set, rescale, more: followed, settle: addTyped,
    pending: () => (typed.value.trim() ? words.add_full : ""),
    follows: () => (touched || state.followed.length === 0 ? rows.filter((row) => row.asked === "followed").map((row) => row.word) : null),
    get: () => rows.map((row) => ({ word: row.word, asked: row.asked, rating: row.control.get(), entry_id: row.id })) };
}

// Rows that stand and are changed in place, on offer or the person's own. Those that were touched are what is sent.
function checklist(question, state, change) {
  const { words } = question, list = h("div", {}), more = h("div", {}), rows = [];
  const further = question.further.flatMap(([, items]) => items), labels = new Map([...question.given, ...further]);
  const node = h("div", { className: "wb-question wb-checklist" }, h("p", { className: "wb-lead" }, question.ask), list);
  const standing = state.single ? [] : state.rows[question.name];
  if (question.hint && !standing.length) node.firstChild.textContent = question.hint;
  const spare = () => { const id = state.ids.find((one) => !state.used.has(one)) || newIds(1)[0]; state.used.add(id); return id; };
  const isOwn = (row) => question.own && !labels.has(row.base.item);

  function draw(base, place = list) {
    const row = { base, controls: {} }, own = isOwn(row), label = labels.get(base.item) || base.text || question.own;
    const ask = (one, i) => { row.controls[one.name] = CONTROLS[one.control]({ ...one, words, ask: !own && i === 0 ? label : one.ask }, state, change); };
    if (own) row.controls.text = text({ name: "text", ask: question.own, words });
    question.asks.forEach(ask);
    for (const [name, control] of Object.entries(row.controls)) control.set(base[name] || "");
    const tall = !own && question.asks[0].options?.length > 3 ? " wb-tall" : "";
    row.node = h("div", { className: `wb-row${tall}`, role: "group", "aria-label": label }, ...Object.values(row.controls).map((control) => control.node),
      state.told?.[base.entry_id] ? h("p", { className: "wb-hint" }, state.told[base.entry_id]) : null);
    const depends = dependents(question.asks, row.controls);
    row.answers = () => Object.fromEntries(Object.entries(row.controls).map(([name, control]) => [name, control.get()]));
    row.untouched = JSON.stringify(row.answers());
    row.refresh = () => {
      depends();
      const blank = own && Object.values(row.answers()).every((answer) => !answer);
      if (own) question.asks.forEach(({ name, only }) => { if (blank) row.controls[name].node.hidden = true; else if (!only) row.controls[name].node.hidden = false; });
    };
    row.node.addEventListener("input", () => { row.refresh(); offerBlank(); });
    row.refresh(); rows.push(row); place.append(row.node);
    return row;
  }
  const isBlank = (row) => isOwn(row) && !row.base.saved_at && Object.values(row.answers()).every((answer) => !answer);
  function offerBlank() { if (question.own && !state.single && !rows.some(isBlank)) draw({ item: question.own_item, text: "" }); }
  function reset() {
    rows.length = 0; list.replaceChildren();
    more.replaceChildren(...question.further.flatMap(([heading], i) => [h("p", { className: "wb-lead" }, heading), h("div", { "data-block": i })]));
    if (state.single) return;
    const there = (item) => standing.filter((base) => base.item === item);
    for (const [item] of question.given) (there(item).length ? there(item) : [{ item, text: "" }]).forEach((base) => draw(base));
    further.flatMap(([item]) => there(item)).forEach((base) => draw(base));
    question.further.forEach(([, items], i) => items.filter(([item]) => !there(item).length)
      .forEach(([item]) => draw({ item, text: "" }, more.querySelector(`[data-block="${i}"]`))));
    more.querySelectorAll("[data-block]").forEach((block) => { block.previousSibling.hidden = !block.childElementCount; });
    standing.filter((base) => !labels.has(base.item)).forEach((base) => draw(base));
    offerBlank();
  }
  function valueOf(row) {
    if (!row.base.entry_id) row.base = { ...row.base, entry_id: spare() };
    const answers = row.answers();
    return { ...row.base, ...answers, text: "text" in answers ? answers.text : row.base.text || "" };
  }
  const touched = () => rows.filter((row) => state.single || JSON.stringify(row.answers()) !== row.untouched);
  function set(value) {
    reset();
    for (const given of value || []) {
      let row = rows.find(({ base }) => base.entry_id === given.entry_id) || rows.find((one) => !one.base.entry_id && labels.has(given.item) && one.base.item === given.item);
      row ||= rows.find((one) => !labels.has(given.item) && isBlank(one)) || Object.assign(draw(given), { untouched: "" });  // its own words are nowhere else
      row.base = { ...row.base, ...given };
      state.used.add(given.entry_id);
      for (const [name, control] of Object.entries(row.controls)) control.set(given[name] || "");
      if (more.contains(row.node)) list.append(row.node);
      row.refresh(); offerBlank();
    }
    node.hidden = !!state.single && !rows.length;
  }
  function saved(standing) {  // what a save has written, while one goes on typing
    for (const given of standing) {
      const row = rows.find(({ base }) => base.entry_id === given.entry_id);
      if (!row) continue;
      row.base = { ...row.base, ...given };
      row.untouched = JSON.stringify(Object.fromEntries(Object.keys(row.controls).map((name) => [name, given[name] || ""])));
    }
  }
  set(null);
  return { node, set, saved, more: question.further.length ? more : null, get: () => touched().map(valueOf),
    copied: () => touched().flatMap((row) => [labels.get(row.base.item), ...Object.values(row.answers())].filter(Boolean)) };
}
const scaleOf = (scale) => (scale ? scale.split("-").map(Number) : null);

// A question with the person's own word for their therapist.
function called(question, name) {
  return name ? JSON.parse(JSON.stringify(question).replaceAll("your therapist", () => JSON.stringify(name).slice(1, -1))) : question;
}

// A button that shows and hides a part of the form.
function opener(label, part) {
  const button = h("button", { type: "button", className: "wb-chip wb-open", "aria-controls": part.id, "aria-expanded": String(!part.hidden) }, label);
  button.addEventListener("click", () => { part.hidden = !part.hidden; button.setAttribute("aria-expanded", String(!part.hidden)); });
  return button;
}

const CONTROLS = { text, choice, choices, link, moment, number, pressed, rating: asked, ratings, checklist };

// ---- small parts of a form ----

// The choice that comes before the first save: made in one form, it shows in every other of the page.
function storageChoice(words, options) {
  const name = unique("storage"), all = ".wb-storage input";
  const choose = (value) => { page.chosen = value; document.querySelectorAll(all).forEach((one) => { one.checked = one.value === value; }); };
  return h("fieldset", { className: "wb-question wb-choice wb-storage" }, h("legend", { className: "wb-ask" }, words.storage),
    ...Object.entries(options).map(([value, label]) => h("label", {},
      h("input", { type: "radio", name, value, checked: value === page.chosen, onchange: () => choose(value) }), h("span", {}, label))),
    h("p", { className: "wb-hint" }, words.storage_later), h("details", {}, h("summary", {}, words.storage_first), h("p", {}, words.coercion)));
}

function sparkline({ label, values, low, high }) {
  if (values.length < 2) return "";
  const make = (tag, attributes) => {
    const node = document.createElementNS("http://www.w3.org/2000/svg", tag);
    Object.entries(attributes).forEach(([key, value]) => node.setAttribute(key, value));
    return node;
  };
  const svg = make("svg", { width: DOT * values.length, height: 28 });
  values.forEach((value, i) => {
    if (value === null) return;
    const cy = 24 - (20 * (value - low)) / (high - low);
    svg.append(make("circle", { cx: DOT * i + 7, cy, r: i === values.length - 1 ? 4 : 3 }));
  });
  return h("span", { "aria-hidden": "true" }, h("span", { className: "wb-hint" }, label), svg);
}

// "Run All" leaves JupyterLab at the foot of the page; who pressed it wants to begin at the top.
function backToTop(el) {
  const last = el.closest(".jp-Notebook")?.querySelector(".jp-WindowedPanel-viewport > .jp-Cell:last-of-type.jp-mod-active");
  if (last && !last.contains(el)) el.closest(".jp-WindowedPanel-outer").scrollTop = 0;
}

// ---- drafts: words typed and not saved yet ----

const hex = (bytes) => [...crypto.getRandomValues(new Uint8Array(bytes))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
const newDraft = () => `d${hex(8)}`;
const newIds = (count) => Array.from({ length: count }, (_, i) => `e${(Date.now() * 1000 + i).toString(16).padStart(13, "0")}${hex(4)}`);
const DONE = "workbook-drafts-done";  // random names of drafts saved or cleared: the page may be loaded again before they are gone
try { JSON.parse(sessionStorage.getItem(DONE) || "[]").forEach((draft) => page.done.add(draft)); } catch { /* then only this page knows */ }

// Leaving the page: what is unsent is sent, and who has words that are nowhere else is asked. The page without code calls this
// before its own listener, which ends the connection.
page.leaving ??= (event) => {
  page.senders.forEach((sendNow) => sendNow());
  if ([...page.drafts.values()].some((kept) => !kept.safe)) { event.preventDefault(); event.stopImmediatePropagation(); }
};
if (!page.listens) { page.listens = true; if (!window.workbookLeaving) window.addEventListener("beforeunload", (event) => page.leaving(event)); }

async function claim(draft) {
  if (page.drafts.get(draft)?.living) return false;
  if (page.held.has(draft) || !navigator.locks) return true;
  return new Promise((resolve) => {
    navigator.locks.request(`workbook-${draft}`, { ifAvailable: true }, (lock) => {
      resolve(!!lock);
      return lock ? new Promise((release) => { page.held.set(draft, release); }) : null;
    }).catch(() => resolve(true));
  });
}
function finish(draft) {
  page.drafts.delete(draft); page.done.add(draft);
  try { sessionStorage.setItem(DONE, JSON.stringify([...page.done].slice(-20))); } catch { /* then only this page knows */ }
  page.held.get(draft)?.(); page.held.delete(draft);
}
async function elsewhere() {  // drafts that other forms hold, in this tab or in another
  const held = (await navigator.locks?.query().catch(() => null))?.held || [];
  const living = [...page.drafts].filter(([, kept]) => kept.living).map(([draft]) => draft);
  return new Set([...living, ...held.map(({ name }) => name.replace("workbook-", "")).filter((draft) => !page.held.has(draft))]);
}

// ---- the form ----

function render({ model, el }) {
  const spec = model.get("spec"), words = spec.words, view = unique("view");
  const inApp = !!document.querySelector("#rendered_cells");
  let state = null, next = null, controls = {}, pool = [], ids = [], again = false, opened = {}, changing = "", wanted = "", seen = {}, pressed = false;
  let depends = () => {}, renew = false, turn = 0, sent = null, waiting = false, timers = [];
  let draft = "", number = 0, stored = 0, dropping = null, soon = null, latest = null, late = null, leaving = null;

  const status = h("p", { className: "wb-status", role: "status" }), dots = h("div", { className: "wb-dots" });
  const problems = h("div", { className: "wb-problems", role: "alert", tabIndex: -1 }), heavy = h("div", { role: "status" });
  const save = h("button", { type: "submit", className: "wb-save", onclick: (event) => { if (event.detail > 1) event.preventDefault(); } }), beside = h("span", {});
  const copy = h("button", { type: "button", className: "wb-quiet", hidden: true, onclick: copyWords }, words.copy);
  const about = h("div", { className: "wb-about", role: "status" }), others = h("div", {}), body = h("div", {});
  const undo = h("button", { type: "button", className: "wb-quiet", onclick: clear }, spec.pair ? words.back : words.clear);
  const panel = h("div", { className: "wb-more", id: unique("more"), hidden: true }), more = opener(words.more, panel);
  const form = h("form", { noValidate: true, autocomplete: "off", onsubmit: submit }, about, others, body, panel, problems,
    h("div", { className: "wb-actions" }, save, undo,
      spec.more.some(({ control }) => control !== "pressed") || (!spec.pair && spec.asks.some(({ further }) => further?.length)) ? more : null, beside, copy, status), dots, heavy);
  const folded = spec.folded && !spec.pair;
  const title = spec.title ? h(folded ? "summary" : "h2", { className: "wb-title" }, spec.title) : null;
  const frame = folded ? h("details", { className: "wb-folded" }, title, form) : h("div", {}, title, form);
  const opening = h("p", { className: "wb-status", role: "status" }, words.opening), own = h("ul", { className: "wb-own", hidden: true });
  const root = h("div", { className: "wb", hidden: !!spec.pair, [spec.pair ? "data-change" : "data-form"]: spec.name }, opening);
  el.append(root);

  const place = () => el.closest(".jp-NotebookPanel, #rendered_cells") || document;
  const answers = () => Object.fromEntries(Object.entries(controls).map(([name, control]) => [name, control.get()]));
  const snapshot = () => JSON.stringify(answers());
  const pending = () => Object.entries(controls).find(([, control]) => control.pending?.());
  const dirty = () => state && (snapshot() !== form.dataset.blank || !!pending());
  const chosen = () => body.querySelector(".wb-storage input:checked")?.value || page.storage || state.storage;
  const storage = () => chosen() || controls.storage?.get() || "";
  const isChange = () => Object.keys(opened).length > 0;
  const freshIds = () => {  // ids that no save has used and no entry has
    if (again || isChange() || !ids.length) ids = pool.length ? pool.splice(0, spec.ids) : newIds(spec.ids);
    state.ids = ids; opened = {}; changing = ""; seen = {}; again = pressed = false;
  };
  const note = (...parts) => h("p", { className: "wb-note" }, ...parts);
  const tell = (message) => { try { model.send({ ...message, view }); } catch { /* the kernel is gone: said when it matters */ } };

  function build(fresh) {
    if (fresh !== state) pool = [...fresh.ids];
    state = fresh; next = null; controls = {}; freshIds();
    state.single = !!spec.pair; state.used = new Set();
    let block = "";
    const draw = (question) => {
      const control = CONTROLS[question.control]({ ...called(question, state.therapist), words }, state, changed, gotHeavy);
      const lead = question.block && question.block !== block ? [h("p", { className: "wb-lead" }, question.block)] : [];
      controls[question.name] = control; [control.lead] = lead; block = question.block || "";
      return [...lead, control.node];
    };
    body.replaceChildren(...spec.asks.flatMap(draw), ...(chosen() ? [] : [storageChoice(words, spec.storage)]));
    panel.replaceChildren(...spec.more.flatMap(draw), ...(spec.pair ? [] : Object.values(controls).map((control) => control.more).filter(Boolean)));
    beside.replaceChildren(...Object.values(controls).map((control) => control.beside).filter(Boolean));
    if (state.rows && !spec.pair) undo.textContent = words.clear_list;
    save.textContent = state.binder ? words.binder_save : words.save;
    tellAbout();
    if (controls.scale && controls.words) {
      controls.scale.set(state.scale);
      controls.scale.node.addEventListener("input", () => controls.words.rescale(controls.scale.get()));
    }
    for (const [name, value] of Object.entries(state.values || {})) controls[name]?.set(value);
    depends = dependents([...spec.asks, ...spec.more], controls);
    const lines = state.values ? spec.asks.filter(({ name }) => state.values[name]) : [];
    const known = [...lines.map(({ name, ask }) => [ask, state.values[name]]), ...(state.recalled || [])];
    own.replaceChildren(...known.map(([ask, said]) => h("li", {}, `${ask} `, h("b", {}, said))));
    own.hidden = known.length === 0;
    form.dataset.blank = snapshot();
    if (!frame.isConnected) {
      if (folded && !state.values) { root.replaceChildren(frame); title.after(own); } else root.replaceChildren(own, frame);
      if (folded) frame.open = !state.values && place().querySelector(".wb") === root;  // a page that begins with it shows it
    }
    offerOthers();
  }
  function tellAbout() {
    const change = h("button", { type: "button", className: "wb-link", onclick: () => open(state.today.entry) }, words.change_it);
    about.replaceChildren(...(state.notice ? [note(state.notice)] : []), ...(chosen() === "nothing" && !state.values ? [note(words.nothing_note)] : []),
      ...(changing ? [note(changing)] : state.today && !spec.pair ? [note(fill(words.today, state.today), " ", change, " ", words.or_add)] : []));
  }
  function relink(links) {
    state.links = links;
    for (const [name, options] of Object.entries(links)) controls[name]?.offer(options);
  }
  function put(values) {
    if (controls.scale && values.scale !== undefined) { controls.scale.set(values.scale); controls.words?.rescale(values.scale); }
    for (const [name, control] of Object.entries(controls)) if (name in values) control.set(values[name]);
    depends();
    const shown = ({ name, control }) => control !== "pressed" && values[name] !== null && values[name] !== "" && values[name] !== undefined && values[name] !== state.values?.[name];
    if (spec.more.some(shown) && panel.hidden) more.click();
  }
  function changed() {
    if (!state) return;
    depends();
    if (!dirty()) { forget(); return; }  // what was just saved keeps its message until one writes again
    remember();
    if (waiting) return;
    if (problems.childElementCount) explain({});
    if (![words.not_saved_yet, words.late].includes(status.textContent)) say("");
  }

  // -- drafts of this form --
  function remember() {
    if (!draft) { draft = newDraft(); claim(draft); }
    number = Math.max(Date.now(), number + 1);
    page.drafts.set(draft, { form: spec.name, answers: answers(), ids, opened, seen, pressed, stored, note: changing, number, living: true,
                             safe: storage() === "nothing" || spec.fleeting });
    clearTimeout(soon); soon = setTimeout(sendDraft, PAUSE);
    latest ??= setTimeout(sendDraft, LATEST);
  }
  function forget() {
    clearTimeout(soon); clearTimeout(latest); clearTimeout(late); latest = null;
    if (!draft) return;
    if (storage() === "drafts") {
      tell({ kind: "drop", draft });
      clearTimeout(dropping); dropping = setTimeout(() => { if (!dirty()) say(words.cleared_unheard); }, GONE);
    }
    if (state.drafts) state.drafts = state.drafts.filter((kept) => kept.draft !== draft);
    finish(draft); draft = ""; stored = 0;
  }
  const unsent = () => !!draft && stored < number;
  function sendDraft() {
    clearTimeout(soon); clearTimeout(latest); latest = null;
    if (!unsent() || !state || state.binder || spec.fleeting || storage() !== "drafts" || state.storage !== "drafts") return;
    const { answers: typed, ids: of, opened: from, seen: asSeen, note: said, pressed: tried } = page.drafts.get(draft);
    tell({ kind: "draft", draft, number, answers: typed, ids: of, opened: from, seen: asSeen, note: said, pressed: !!tried, stored: stored > 0 });
    clearTimeout(late); late = setTimeout(() => { if (unsent() && !waiting) say(words.late, true); }, GONE);
  }
  async function take(kept) {  // show a draft in this form, if no other form has it
    if (!(await claim(kept.draft)) || dirty()) return false;
    draft = kept.draft; number = kept.number || 0; stored = kept.stored ?? number;
    ids = state.ids = kept.ids; opened = kept.opened; seen = kept.seen || {}; changing = kept.note; pressed = !!kept.pressed;
    again = true;  // an earlier attempt may have saved some of it
    page.drafts.set(draft, { ...kept, form: spec.name, living: true });
    put(kept.answers); tellAbout();
    say(words.not_saved_yet); others.replaceChildren();
    if (folded) frame.open = true;
    remember();
    return true;
  }
  function candidates() {
    const here = [...page.drafts].filter(([, kept]) => kept.form === spec.name && !kept.living).map(([id, kept]) => ({ ...kept, draft: id }));
    const known = new Set([...here.map((kept) => kept.draft), ...page.done]);
    for (const kept of state.drafts || []) if (page.done.has(kept.draft)) tell({ kind: "drop", draft: kept.draft });
    return [...here, ...(state.drafts || []).filter((kept) => !known.has(kept.draft) && (spec.pair || !kept.own))].sort((a, b) => b.number - a.number);
  }
  async function restore() {
    for (const kept of candidates()) if (await take(kept)) break;
    offerOthers();
  }
  async function offerOthers() {
    if (spec.pair) return;
    const taken = await elsewhere(), left = candidates().filter((kept) => kept.draft !== draft && !taken.has(kept.draft));
    others.replaceChildren(...(left.length && !changing ? [note(words.other_draft, " ", h("button", { type: "button", className: "wb-link",
      onclick: () => { if (dirty()) say(words.save_first); else restore().then(begin); } }, words.show_draft))] : []));
  }

  function say(message, copyable = false) { status.textContent = message; copy.hidden = !copyable; dots.replaceChildren(); }
  function explain(found, message) {
    const listed = Object.entries(found);
    form.querySelectorAll(".wb-problem").forEach((node) => node.remove());
    form.querySelectorAll("[aria-invalid]").forEach((node) => node.removeAttribute("aria-invalid"));
    problems.replaceChildren(...(listed.length ? [h("p", {}, message || words.before_saving), h("ul", {}, ...listed.map(([, sentence]) => h("li", {}, sentence)))] : []));
    const [first] = listed.filter(([name, sentence]) => {
      if (!controls[name]?.node.querySelector) return false;
      const told = h("p", { className: "wb-problem", id: unique("problem") }, sentence), input = controls[name].node.querySelector("input, textarea");
      controls[name].node.append(told);
      input?.setAttribute("aria-invalid", "true"); input?.setAttribute("aria-errormessage", told.id);
      return true;
    });
    if (first && panel.contains(controls[first[0]].node) && panel.hidden) more.click();
    if (listed.length && !away(root)) ((first && controls[first[0]].node.querySelector("input, textarea")) || problems).focus();
  }
  // What stands in the way before anything is sent: { question: sentence }.
  function inTheWay() {
    if (!dirty() && !isChange()) return { "": words.nothing_written };
    const half = [...form.querySelectorAll("input")].find((input) => input.validity.badInput);
    const name = half && Object.keys(controls).find((one) => controls[one].node.contains(half));
    if (half) return { [name]: words.half_typed };
    if (pending()) return { [pending()[0]]: pending()[1].pending() };
    return storage() ? {} : { storage: words.storage_needed };
  }
  function submit(event) {
    event.preventDefault();
    if (waiting) return;
    Object.values(controls).forEach((control) => control.settle?.());
    const problem = inTheWay();
    explain(problem);
    if (problem.storage && !controls.storage) body.querySelector(".wb-storage input").focus();
    if (Object.keys(problem).length) return;
    const tried = again;
    const follows = isChange() ? null : Object.values(controls).map((control) => control.follows?.()).find(Boolean) || null;
    again = true; changed(); say(words.saving);
    send({ kind: "save", ids, opened, seen, again: tried, pressed, stored: stored > 0, answers: answers(), storage: storage(),
           before: state.values || null, draft, follows, followed: state.followed });
    pressed = true;
    if (draft) page.drafts.get(draft).pressed = true;
  }
  function open(entry) {
    if (waiting && sent?.kind !== "open") return;  // another entry asked for meanwhile: that one
    settle();
    if (dirty()) { say(words.save_first); return; }
    wanted = entry;
    if (state) { say(words.opening); send({ kind: "open", entry }); return; }
    tell({ kind: "ready" }); timers = [setTimeout(gone, GONE)];
  }
  function send(message) {
    turn += 1; waiting = true;
    sent = { snapshot: snapshot(), turn, ids, draft, pressed, kind: message.kind };
    save.setAttribute("aria-disabled", "true");
    timers = [setTimeout(() => say(words.still_waiting, true), WAITING), setTimeout(gone, GONE)];
    try { model.send({ ...message, view, turn }); } catch { gone(); }
  }
  function gone() {
    const told = inApp ? words.kernel_gone_app : words.kernel_gone_lab;
    settle();
    if (spec.pair && root.hidden) close(inApp ? words.never_opened_app : words.never_opened_lab); else say(told, true);
  }
  function settle() { timers.forEach(clearTimeout); timers = []; waiting = false; save.removeAttribute("aria-disabled"); }
  function clear() {
    const underWay = !!sent;
    settle(); explain({}); heavy.replaceChildren(); forget();
    if (spec.pair) { close(""); return; }
    build(next || state);  // with other ids: what was sent may be saved
    if (state.rows) { renew = true; tell({ kind: "ready" }); }  // as the rows stand by now
    say(state.rows && !underWay ? words.cleared_list : state.values ? words.put_back : underWay ? words.cleared_late : words.cleared);
  }
  function close(message) {  // back to the list of the past
    root.hidden = true;
    if (state) build(next || state);
    say("");
    window.dispatchEvent(new CustomEvent("workbook:closed", { detail: { pair: spec.pair, message } }));
  }
  function begin() {  // to the first question, unless one is at work in another place
    if (root.contains(document.activeElement) || away(root)) return;
    root.scrollIntoView({ block: "nearest" }); root.querySelector("input, textarea").focus({ preventScroll: true });
  }
  function gotHeavy() {
    if (page.heavy === today()) { weigh(words.stop_again); return; }
    const timer = setTimeout(() => weigh(words.stop), WAITING / 2);
    hear.heavy = (message) => { clearTimeout(timer); weigh(message.message); };
    tell({ kind: "heavy" });
  }
  function weigh(message) {
    if (!message) return;
    page.heavy = today();
    const help = h("button", { type: "button", className: "wb-link", onclick: () => goTo(el, "Help-now") }, words.help_now);
    heavy.replaceChildren(note(message, " ", help));
    heavy.scrollIntoView({ block: "nearest" });
  }
  async function copyWords() {
    const asked = [...spec.asks, ...spec.more].filter(({ control }) => !["link", "pressed"].includes(control));
    const lines = asked.flatMap(({ name }) => (controls[name].copied || controls[name].get)()).filter((value) => value !== null && value !== "")
      .map((value) => (typeof value === "object" ? `${value.word}: ${value.rating ?? "–"}` : value));
    try { await navigator.clipboard.writeText(lines.join("\n")); status.textContent = words.copied; } catch { status.textContent = words.copy_failed; }
  }

  const hear = {
    state(message) {
      if (state && message.state.rows && !spec.pair && !dirty() && !waiting && (renew || !root.contains(document.activeElement))) {
        const focused = root.contains(document.activeElement);
        renew = false; build(message.state);
        if (focused && !root.contains(document.activeElement)) save.focus({ preventScroll: true });
        return;
      }
      if (state) {
        relink(message.state.links);
        if (state.notice !== message.state.notice) { state.notice = message.state.notice; tellAbout(); }
        return;
      }
      clearInterval(asking);
      build(message.state);
      if (spec.pair) { if (wanted) { settle(); open(wanted); } return; }
      backToTop(el); setTimeout(() => backToTop(el), 600);
      restore();
    },
    saved(message) {
      if (message.turn !== sent?.turn) return;  // an answer that comes late is welcome, one to an earlier press is not
      const { snapshot: pressed, ids: used, draft: written } = sent, cleared = ids !== used;
      settle(); explain({}); sent = null;
      const leaving = { view, storage: message.storage, pair: spec.pair, message: message.message };
      page.storage = message.storage === "nothing" ? "nothing" : "";
      body.querySelector(".wb-storage")?.remove();
      state.storage = message.storage;
      if (state.values) state.values.storage = message.storage;
      if (message.storage === "nothing") {
        if (draft) page.drafts.get(draft).safe = true;
        window.dispatchEvent(new CustomEvent("workbook:saved", { detail: leaving })); say(message.message);
        return;
      }
      if (written) { finish(written); if (draft === written) { draft = ""; stored = 0; } }
      window.dispatchEvent(new CustomEvent("workbook:saved", { detail: leaving }));
      const typedOn = snapshot() !== pressed || !!pending();
      if (typedOn) for (const [name, rows] of Object.entries(message.state?.rows || {})) controls[name].saved(rows);
      if (typedOn && dirty()) {  // written on while the answer was under way
        next = message.state; remember(); say(cleared ? message.message : words.saved_older);
        return;
      }
      clearTimeout(soon); clearTimeout(latest); clearTimeout(late); latest = null;
      build(message.state);
      if (spec.pair) { close(message.message); return; }
      say(message.message);
      if (root.contains(document.activeElement) || document.activeElement === document.body) {  // else one writes elsewhere by now
        save.focus({ preventScroll: true }); status.scrollIntoView({ block: "nearest" });
      }
      dots.replaceChildren(...(message.dots || []).map(sparkline));
      heavy.replaceChildren();
      if (page.heavy !== today()) weigh(message.heavy);
    },
    refused(message) {
      const told = Object.values(message.problems).join(" ");
      if (!state && spec.pair) { settle(); close(told); return; }
      if (!state) { opening.textContent = told; return; }
      if (message.turn !== sent?.turn) return;
      const { kind, pressed: before } = sent;
      settle(); sent = null;
      const unwritten = Object.keys(message.problems).some(Boolean) || [words.changed_elsewhere, words.list_changed].includes(told);
      if (kind === "save" && unwritten && !told.includes(words.partly)) {  // the next press is the first that may write
        pressed = before;
        if (draft) page.drafts.get(draft).pressed = before;
      }
      if (spec.pair && !isChange()) { close(told); return; }
      if (kind === "open") { say(told); return; }
      say(dirty() ? words.not_saved : "", dirty()); explain(message.problems, message.message);
    },
    answers(message) {
      if (message.turn !== sent?.turn) return;
      settle(); sent = null; wanted = "";
      if (dirty()) { say(words.save_first); return; }
      ids = state.ids = message.ids; opened = message.opened; seen = message.seen; changing = message.message; again = true; pressed = false;
      relink(message.links);
      put(message.answers); tellAbout(); others.replaceChildren();
      form.dataset.blank = snapshot(); say("");
      const [[main]] = Object.values(opened);
      const kept = candidates().find((one) => Object.values(one.opened)[0]?.[0] === main);
      if (kept) take(kept);
      if (spec.pair) { window.dispatchEvent(new CustomEvent("workbook:opened", { detail: { pair: spec.pair } })); root.hidden = false; }
      begin();
    },
    drafted(message) {
      if (message.draft !== draft) return;
      clearTimeout(late);
      if (message.done) {  // saved or cleared in the meantime, in another window perhaps: these words are another entry
        finish(draft); draft = ""; stored = 0;
        if (!isChange()) { again = true; freshIds(); }
        remember();
        return;
      }
      if (message.kept) stored = Math.max(stored, message.number);
      const kept = page.drafts.get(draft);
      if (kept && message.kept) { kept.stored = stored; kept.safe = stored >= number && !pending(); }
      if (status.textContent === words.late) say("");
    },
  };
  hear.dropped = () => clearTimeout(dropping);
  const onMessage = (message) => {
    if (message.view !== view) return;
    clearTimeout(slow); clearTimeout(never);
    hear[message.kind]?.(message);
  };
  const onSaved = ({ detail }) => {  // another form of this page has saved
    if (detail.view === view || !state) return;
    state.storage = detail.storage;
    body.querySelector(".wb-storage")?.remove();
    tellAbout(); onChanged();
    if (!draft) return;
    if (detail.storage !== "drafts") stored = 0;  // if there was a file, it is gone
    page.drafts.get(draft).safe = detail.storage === "nothing" || spec.fleeting;
  };
  const onChanged = () => { if (state && (state.rows || state.notice || Object.keys(state.links).length)) tell({ kind: "ready" }); };  // there may be more to link to, or less
  const onOpen = ({ detail }) => { if (spec.pair && detail.pair === spec.pair) open(detail.entry); };
  const onLeft = ({ detail }) => {  // a form of this name is gone; the one that takes its place has the first call
    if (detail === spec.name && !spec.pair) leaving = setTimeout(() => { if (state && !dirty()) offerOthers(); }, WAITING);
  };
  root.addEventListener("input", changed);
  root.addEventListener("change", changed);
  root.addEventListener("focusout", sendDraft);
  ownKeys(root);
  root.addEventListener("keydown", (event) => {
    const enter = event.key === "Enter" && event.target.tagName === "INPUT";
    if (enter || ((event.ctrlKey || event.metaKey) && event.key === "s")) event.preventDefault();
  });
  const listening = { "workbook:saved": onSaved, "workbook:open": onOpen, "workbook:left": onLeft, "workbook:changed": onChanged, pagehide: sendDraft };
  for (const [name, heard] of Object.entries(listening)) window.addEventListener(name, heard);
  document.addEventListener("visibilitychange", sendDraft);
  page.senders.add(sendDraft);
  model.on("msg:custom", onMessage);
  const slow = setTimeout(() => { opening.textContent = words.opening_long; }, WAITING);
  const never = setTimeout(() => { opening.textContent = inApp ? words.never_opened_app : words.never_opened_lab; }, 10 * GONE);
  const ask = () => { if (!state) try { model.send({ kind: "ready", view }); } catch { /* the kernel is gone: `never` says so */ } };
  const asking = spec.pair ? 0 : setInterval(ask, WAITING);  // a message can be lost while a page is still being made
  if (!spec.pair) ask();
  return () => {
    [slow, never, soon, latest, late, leaving, dropping, ...timers].forEach(clearTimeout); clearInterval(asking); model.off("msg:custom", onMessage);
    for (const [name, heard] of Object.entries(listening)) window.removeEventListener(name, heard);
    document.removeEventListener("visibilitychange", sendDraft);
    page.senders.delete(sendDraft); sendDraft();
    if (!page.drafts.has(draft)) return;
    page.drafts.get(draft).living = false;  // the next form of this name takes it up
    window.dispatchEvent(new CustomEvent("workbook:left", { detail: spec.name }));
  };
}

// To a heading of the same page, which JupyterLab and the page without code name each in their way.
function goTo(node, id) {
  const page = node.closest(".jp-NotebookPanel, #rendered_cells") || document;
  const heading = [...page.querySelectorAll("h2")].find((one) => one.id === id || one.dataset.jupyterId === id);
  if (!heading) return;
  heading.tabIndex = -1; heading.focus({ preventScroll: true }); heading.scrollIntoView();
}

export default widget(render);
