// One form, one message: native controls, and all answers travel together when Save is pressed.
// What is typed never enters the widget's synced state; it lives in the controls and in this page's memory.

const WAITING = 4000, GONE = 12000, DOTS = 14;

function h(tag, props = {}, ...children) {
  const node = document.createElement(tag);
  for (const [key, value] of Object.entries(props)) {
    if (key.startsWith("on")) node.addEventListener(key.slice(2), value);
    else if (key in node && !key.includes("-") && key !== "list") node[key] = value;
    else if (value !== undefined && value !== false) node.setAttribute(key, value);
  }
  node.append(...children.filter((child) => child !== null && child !== undefined));
  return node;
}
const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, key) => values[key]);
const capital = (word) => word.charAt(0).toUpperCase() + word.slice(1);
const unique = (() => { let count = 0; return (stem) => `wb-${stem}-${(count += 1)}-${performance.now().toFixed(0)}`; })();
const privately = { autocomplete: "off", spellcheck: false, autocapitalize: "sentences", "data-lpignore": "true" };

// ---- controls: each is { node, get, set }, unanswered is "" or null ----

function text(question) {
  const id = unique(question.name), hint = question.hint ? `${id}-hint` : undefined;
  const shape = question.lines ? { rows: 1 } : { type: "text" };
  const input = h(question.lines ? "textarea" : "input", { id, ...privately, ...shape, "aria-describedby": hint });
  const node = h("div", { className: "wb-question" },
    h("label", { htmlFor: id, className: "wb-ask" }, question.ask),
    question.hint ? h("span", { id: hint, className: "wb-hint" }, question.hint) : null, input);
  return { node, get: () => input.value, set: (value) => { input.value = value || ""; } };
}

function choice(question) {
  const name = unique(question.name);
  const radios = question.options.map(([value, label]) => h("input", { type: "radio", name, value, id: unique(label) }));
  const clear = () => { radios.forEach((radio) => { radio.checked = false; }); };
  const node = h("fieldset", { className: "wb-question wb-choice" }, h("legend", { className: "wb-ask" }, question.ask),
    ...radios.map((radio, i) => h("label", { htmlFor: radio.id }, radio, h("span", {}, question.options[i][1]))));
  unanswerable(node, radios, clear, question);
  return { node, get: () => radios.find((radio) => radio.checked)?.value || "",
           set: (value) => radios.forEach((radio) => { radio.checked = radio.value === value; }) };
}

function moment(question) {
  const dayId = unique("day"), day = h("input", { type: "date", id: dayId, autocomplete: "off", max: today() });
  const time = h("input", { type: "time", autocomplete: "off", "aria-label": `${question.ask}: ${question.time}` });
  let exact = null;
  const shown = () => (day.value ? day.value + (time.value ? `T${time.value}` : "") : "");
  const node = h("div", { className: "wb-question" }, h("label", { htmlFor: dayId, className: "wb-ask" }, question.ask),
    h("span", { className: "wb-hint" }, question.hint), h("span", { className: "wb-moment" }, day, time));
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
  const reset = (refocus) => { clear(); if (refocus) radios[0]?.focus(); radios[0]?.dispatchEvent(new Event("input", { bubbles: true })); };
  button.addEventListener("click", () => reset(false));
  node.addEventListener("keydown", (event) => {
    if (["Delete", "Backspace"].includes(event.key) && event.target.type === "radio") { event.preventDefault(); reset(true); }
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

// A block of ratings, one a word: those followed, and those added today.
function ratings(question, state, change) {
  const words = question.words, rows = [], list = h("div", { className: "wb-rows" });
  let [low, high] = scaleOf(state.scale) || [question.low, question.high];
  const ends = h("p", { className: "wb-ends", "aria-hidden": "true" }), heading = h("p", { className: "wb-lead" }, words.follow_first);
  const typed = h("input", { type: "text", id: unique("add"), ...privately, autocapitalize: "none", maxLength: 200 });
  const full = h("p", { className: "wb-hint", role: "status" }), chips = h("div", { className: "wb-chips" });
  const family = h("div", { className: "wb-families", id: unique("families"), hidden: true }, h("span"));
  const more = opener(words.more_words, family);
  const followed = h("fieldset", { className: "wb-question wb-choice" }, h("legend", { className: "wb-ask" }, words.change_followed));
  const spare = () => state.ids.find((id) => !rows.some((row) => row.id === id));
  const count = (asked) => rows.filter((row) => row.asked === asked).length;

  function add(word, asked, value = null, id = null) {
    if (!word || rows.some((row) => row.word === word)) return null;
    asked ||= state.followed.length === 0 && count("followed") < question.most ? "followed" : "added";
    if (asked === "added" && count("added") >= question.most) { full.textContent = words.add_full; return null; }
    const row = { word, asked, id: id || spare() };
    rows.push(row); draw(row, value); refresh();
    return row;
  }
  function draw(row, value) {
    const [lowWord, highWord] = question.ends[row.word] || [question.low_word, question.high_word];
    const control = rating({ ...question, ask: row.word, low, high, low_word: lowWord, high_word: highWord });
    control.set(value); control.node.classList.toggle("wb-own-ends", row.word in question.ends);
    if (row.word in question.ends) control.node.append(h("p", { className: "wb-ends", "aria-hidden": "true" }, h("span", {}, `${low} ${lowWord}`), h("span", {}, `${high} ${highWord}`)));
    control.node.append(h("button", { type: "button", className: "wb-remove", "aria-label": fill(words.remove_name, { ask: row.word }), onclick: () => { remove(row); typed.focus(); } }, "×"));
    if (row.control) row.control.node.replaceWith(control.node); else list.append(control.node);
    row.control = control;
  }
  function remove(row) { row.control.node.remove(); rows.splice(rows.indexOf(row), 1); full.textContent = ""; refresh(); change(); }
  function take(word) { const row = add(word); if (row) { change(); row.control.node.querySelector("input").focus(); } return row; }
  function addTyped() { const word = typed.value.trim(); const known = listed(word); if (!word) return null; const row = take(known || word); if (row || rows.some((one) => one.word === (known || word))) typed.value = ""; return row; }
  const listed = (word) => [...question.first, ...question.families.flatMap(([name, more]) => [name, ...more])].find((one) => one === word.toLowerCase());
  const chip = (word) => h("button", { type: "button", className: "wb-chip", onclick: () => take(word) }, word);

  function refresh() {
    const taken = new Set(rows.map((row) => row.word));
    const offered = [...new Set([...state.own, ...question.first])].filter((word) => !taken.has(word));
    chips.replaceChildren(...offered.map(chip), more);
    family.replaceChildren(family.firstChild, ...question.families.map(([name, more]) =>
      h("div", { className: "wb-chips" }, h("span", { className: "wb-hint" }, capital(name)), ...more.filter((word) => !taken.has(word)).map(chip))));
    rows.forEach((row) => row.control.node.classList.toggle("wb-added", row.asked === "added"));
    heading.hidden = state.followed.length > 0; ends.hidden = rows.every((row) => row.word in question.ends);
    ends.replaceChildren(h("span", {}, `${low} ${question.low_word}`), h("span", {}, `${high} ${question.high_word}`));
    followed.hidden = rows.length === 0;
    followed.replaceChildren(followed.firstChild, ...rows.map((row) => {
      const box = h("input", { type: "checkbox", checked: row.asked === "followed", onchange: () => {
        row.asked = box.checked ? "followed" : "added"; refresh(); change(); } });
      box.disabled = !box.checked && count("followed") >= question.most;
      return h("label", {}, box, h("span", {}, capital(row.word)));
    }));
  }
  const node = h("div", { className: "wb-question wb-ratings" }, heading, ends, list,
    h("div", { className: "wb-add" }, h("label", { htmlFor: typed.id, className: "wb-ask" }, words.add), typed,
      h("button", { type: "button", className: "wb-quiet", onclick: () => { if (!addTyped()) typed.focus(); } }, words.add_button), chips, family), full);
  function set(value) {
    [...rows].forEach((row) => { row.control.node.remove(); }); rows.length = 0; typed.value = ""; full.textContent = "";
    if (value) value.forEach((one) => add(one.word, one.asked, one.rating, one.entry_id));
    else state.followed.forEach((word) => add(word, "followed"));
    refresh();
  }
  set(null);
  return { node, set, more: followed, settle: addTyped, pending: () => typed.value.trim() !== "",
    get: () => rows.map((row) => ({ word: row.word, asked: row.asked, rating: row.control.get(), entry_id: row.id })),
    rescale: (scale) => { [low, high] = scaleOf(scale) || [question.low, question.high]; rows.forEach((row) => draw(row, null)); refresh(); } };
}
// A button that shows and hides a part of the form.
function opener(label, part) {
  const button = h("button", { type: "button", className: "wb-chip wb-open", "aria-controls": part.id, "aria-expanded": "false" }, label);
  button.addEventListener("click", () => { part.hidden = !part.hidden; button.setAttribute("aria-expanded", String(!part.hidden)); });
  return button;
}
const scaleOf = (scale) => (scale ? scale.split("-").map(Number) : null);

const CONTROLS = { text, choice, moment, rating, ratings };

// ---- the form ----

function render({ model, el }) {
  const spec = model.get("spec"), words = spec.words, view = unique("view");
  const memory = (window.workbookUnsaved ??= new Map()), key = `${spec.name}@${location.pathname}`;
  const inApp = !!document.querySelector("#rendered_cells");
  let state = null, controls = {}, ids = [], again = false, turn = 0, sent = null, waiting = false, timers = [], opened = [];
  const opening = h("p", { className: "wb-status" }, words.opening);
  const root = h("div", { className: "wb" }, opening);
  el.append(root);

  const status = h("p", { className: "wb-status", role: "status" }), dots = h("div", { className: "wb-dots" });
  const problems = h("div", { className: "wb-problems", role: "alert" });
  const save = h("button", { type: "submit", className: "wb-save" });
  const copy = h("button", { type: "button", className: "wb-quiet", hidden: true, onclick: copyWords }, words.copy);
  const form = h("form", { noValidate: true, autocomplete: "off", onsubmit: submit });
  const about = h("div", { className: "wb-about" });

  const answers = () => Object.fromEntries(Object.entries(controls).map(([name, control]) => [name, control.get()]));
  const snapshot = () => JSON.stringify(answers());
  const dirty = () => state && (snapshot() !== form.dataset.blank || Object.values(controls).some((control) => control.pending?.()));
  const storage = () => controls.storage?.get() || form.querySelector(".wb-storage input:checked")?.value || state.storage || window.workbookStorage || "";

  function build(fresh) {
    state = fresh; ids = fresh.ids; opened = []; again = false; controls = {};
    const draw = (question) => {
      const control = CONTROLS[question.control]({ ...question, words, time: words.time }, state, changed);
      controls[question.name] = control;
      return control.node;
    };
    const asks = spec.asks.map(draw), more = spec.more.map(draw);
    const extra = Object.values(controls).map((control) => control.more).filter(Boolean);
    const panel = h("div", { className: "wb-more", id: unique("more"), hidden: true }, ...more, ...extra);
    save.textContent = state.binder ? words.binder_save : words.save;
    form.replaceChildren(about, ...asks,
      ...(state.storage || window.workbookStorage ? [] : [storageChoice()]), panel, problems,
      h("div", { className: "wb-actions" }, save, h("button", { type: "button", className: "wb-quiet", onclick: clear }, words.clear),
        spec.more.length ? opener(words.more, panel) : null, copy, status), dots);
    about.replaceChildren(...(state.binder ? [h("p", { className: "wb-note" }, words.binder)] : []),
      ...(state.today ? [h("p", { className: "wb-note" }, fill(words.today, state.today), " ",
        h("button", { type: "button", className: "wb-link", onclick: () => model.send({ kind: "open", view, checkin: state.today.checkin }) }, words.change_it),
        " ", words.or_add)] : []));
    if (controls.scale && controls.words) {
      if (state.scale) controls.scale.set(state.scale);
      controls.scale.node.addEventListener("input", () => controls.words.rescale(controls.scale.get()));
    }
    if (state.values) Object.entries(state.values).forEach(([name, value]) => controls[name]?.set(value));
    form.dataset.blank = snapshot();
    const title = spec.title ? h(spec.folded ? "summary" : "h3", { className: "wb-title" }, spec.title) : null;
    root.replaceChildren(spec.folded ? h("details", { className: "wb-folded" }, title, form) : h("div", {}, title, form));
  }
  function put(values) {
    if (controls.scale && values.scale !== undefined) { controls.scale.set(values.scale); controls.words?.rescale(values.scale); }
    for (const [name, control] of Object.entries(controls)) if (name in values) control.set(values[name]);
  }
  function storageChoice() {
    const name = unique("storage");
    return h("fieldset", { className: "wb-question wb-choice wb-storage" }, h("legend", { className: "wb-ask" }, words.storage),
      ...Object.entries(spec.storage).map(([value, label]) => h("label", {}, h("input", { type: "radio", name, value }), h("span", {}, label))),
      h("details", {}, h("summary", {}, words.storage_first), h("p", {}, words.coercion)));
  }
  function changed() {
    if (!state) return;
    if (!dirty()) { memory.delete(key); return; }  // what was just saved keeps its message until one writes again
    memory.set(key, { answers: answers(), ids, again, opened });
    if (waiting) return;
    if (problems.childElementCount) explain({});
    if (status.textContent !== words.not_saved_yet) say("");
  }
  function say(message, copyable = false) {
    status.textContent = message; copy.hidden = !copyable; dots.replaceChildren();
  }
  function explain(found, message) {
    const listed = Object.entries(found);
    form.querySelectorAll(".wb-problem").forEach((node) => node.remove());
    problems.replaceChildren(...(listed.length ? [h("p", {}, message || words.before_saving), h("ul", {}, ...listed.map(([, sentence]) => h("li", {}, sentence)))] : []));
    for (const [name, sentence] of listed) controls[name]?.node.append(h("p", { className: "wb-problem" }, sentence));
  }
  function submit(event) {
    event.preventDefault();
    if (waiting) return;
    Object.values(controls).forEach((control) => control.settle?.());
    explain({});
    if (!storage()) { explain({ storage: words.storage_needed }); form.querySelector(".wb-storage input").focus(); return; }
    turn += 1;
    sent = { snapshot: snapshot(), turn }; waiting = true;
    const message = { kind: "save", view, turn, ids, opened, again, answers: answers(), storage: storage() };
    again = true;
    changed();
    say(words.saving);
    save.setAttribute("aria-disabled", "true");
    timers = [setTimeout(() => { say(words.still_waiting, true); }, WAITING), setTimeout(gone, GONE)];
    try { model.send(message); } catch { gone(); }
  }
  function gone() { settle(); say(inApp ? words.kernel_gone_app : words.kernel_gone_lab, true); }
  function settle() { timers.forEach(clearTimeout); timers = []; waiting = false; save.removeAttribute("aria-disabled"); }
  function clear() {
    memory.delete(key); settle();
    const { ids: made, again: tried } = { ids, again };
    build(state); ids = made; again = tried; explain({}); say(state.values ? words.put_back : words.cleared);
  }
  async function copyWords() {
    const lines = Object.values(answers()).flat().filter((value) => value !== null && value !== "")
      .map((value) => (typeof value === "object" ? `${value.word}: ${value.rating ?? "–"}` : value));
    try { await navigator.clipboard.writeText(lines.join("\n")); status.textContent = words.copied; } catch { status.textContent = words.copy_failed; }
  }
  function sparkline({ label, values, low, high }) {
    if (values.length < 2) return "";
    const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg"), step = 14, last = values.slice(-DOTS);
    svg.setAttribute("width", step * last.length); svg.setAttribute("height", 28);
    last.forEach((value, i) => {
      if (value === null) return;
      const dot = document.createElementNS("http://www.w3.org/2000/svg", "circle");
      dot.setAttribute("cx", step * i + 7); dot.setAttribute("cy", 24 - (20 * (value - low)) / (high - low));
      dot.setAttribute("r", i === last.length - 1 ? 4 : 3); svg.append(dot);
    });
    return h("span", { "aria-hidden": "true" }, h("span", { className: "wb-hint" }, label), svg);
  }

  const hear = {
    state(message) {
      if (state) return;
      build(message.state); backToTop(); setTimeout(backToTop, 600);
      const kept = memory.get(key);
      if (!kept) return;
      ({ ids, again, opened } = kept); state.ids = ids;
      put(kept.answers); say(words.not_saved_yet);
    },
    saved(message) {
      if (message.turn !== sent?.turn) return;  // an answer that comes late is welcome, one to an earlier press is not
      const same = snapshot() === sent.snapshot;
      settle(); explain({}); sent = null;
      window.dispatchEvent(new CustomEvent("workbook:saved", { detail: { view, storage: message.storage } }));
      if (message.storage === "nothing") { window.workbookStorage = "nothing"; form.querySelector(".wb-storage")?.remove(); say(message.message); return; }
      if (!same) { say(words.saved_older); form.querySelector(".wb-storage")?.remove(); state.storage = message.storage; return; }
      memory.delete(key); build(message.state);
      say(message.message);
      save.focus({ preventScroll: true }); status.scrollIntoView({ block: "nearest" });
      dots.replaceChildren(...(message.dots || []).map(sparkline));
    },
    refused(message) {
      if (!state) { opening.textContent = Object.values(message.problems).join(" "); return; }
      if (message.turn === null || message.turn === undefined) { explain(message.problems, message.message); return; }
      if (message.turn !== sent?.turn) return;
      settle(); explain(message.problems, message.message); say(words.not_saved, true);
    },
    answers(message) {
      put(message.answers); ids = message.ids; state.ids = ids; opened = message.opened; again = true;
      about.replaceChildren(h("p", { className: "wb-note" }, message.message));
      form.dataset.blank = snapshot(); say("");
    },
  };
  // "Run All" leaves JupyterLab at the foot of the page; who pressed it wants to begin at the top.
  function backToTop() {
    const last = el.closest(".jp-Notebook")?.querySelector(".jp-WindowedPanel-viewport > .jp-Cell:last-of-type.jp-mod-active");
    if (last && !last.contains(el)) el.closest(".jp-WindowedPanel-outer").scrollTop = 0;
  }
  const onMessage = (message) => { if (message.view === view) hear[message.kind]?.(message); };
  const onSaved = ({ detail }) => {  // another form of this page has saved: the storage choice is made
    if (detail.view === view || !state) return;
    state.storage = detail.storage; form.querySelector(".wb-storage")?.remove();
  };
  const onLeave = (event) => { if (dirty() && storage() !== "nothing") event.preventDefault(); };
  root.addEventListener("input", changed);
  root.addEventListener("change", changed);
  root.addEventListener("focusin", (event) => event.target.setAttribute("data-lm-suppress-shortcuts", "true"));
  root.addEventListener("keydown", (event) => {
    event.stopPropagation();  // JupyterLab's shortcuts stay outside
    const enter = event.key === "Enter" && event.target.tagName === "INPUT";
    if (enter || ((event.ctrlKey || event.metaKey) && event.key === "s")) event.preventDefault();
  });
  window.addEventListener("workbook:saved", onSaved);
  window.addEventListener("beforeunload", onLeave);
  model.on("msg:custom", onMessage);
  model.send({ kind: "ready", view });
  const slow = setTimeout(() => { opening.textContent = words.opening_long; }, WAITING);
  return () => {
    clearTimeout(slow); timers.forEach(clearTimeout); model.off("msg:custom", onMessage);
    window.removeEventListener("workbook:saved", onSaved); window.removeEventListener("beforeunload", onLeave);
  };
}

export default { render };
