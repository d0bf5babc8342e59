// What was written before: a plain table, newest first, that the kernel fills one page at a time. It opens when asked.

const TYPING = 150, PATIENCE = 8000, AHEAD = 1500;  // AHEAD: once the forms have opened, the list is read in advance

function render({ model, el }) {
  const { title, pair, words, name } = model.get("spec"), view = unique("past");
  const undo = (window.workbookDeleted ??= new Map());  // what was deleted on this page, by form: the last one first
  undo.set(name, undo.get(name) || []);
  let turn = 0, first = 0, timer = null, silence = null;
  let asked = null, given = null;  // the entry that may be deleted, with the button that keeps it; what was just asked for back

  const field = (type, label) => {
    const input = h("input", { type, id: unique(type), autocomplete: "off", spellcheck: false });
    return { input, node: h("span", { className: "wb-filter" }, h("label", { htmlFor: input.id }, label), input) };
  };
  const since = field("date", words.from), until = field("date", words.to), word = field("text", words.word);
  const button = (label, onclick, props = {}) => h("button", { type: "button", className: "wb-quiet", onclick, ...props }, label);
  const status = h("p", { className: "wb-status", role: "status" }), takeBack = button(words.undo, putBack, { hidden: true });
  const count = h("p", { className: "wb-hint", role: "status" }), note = h("p", { className: "wb-hint" });
  const rows = h("tbody"), newer = button(words.newer, () => turnTo(-1)), older = button(words.older, () => turnTo(1));
  const table = h("table", { className: "wb-past" },
    h("thead", {}, h("tr", {}, h("th", { scope: "col" }, words.when), h("th", { scope: "col" }, words.what), h("td", {}))), rows);
  const filters = h("div", { className: "wb-filters" }, since.node, until.node, word.node, button(words.show_all, showAll));
  const list = h("div", {}, filters, count, table, h("div", { className: "wb-actions" }, newer, older), note);
  const summary = h("summary", { className: "wb-title" }, title);
  const fold = h("details", { className: "wb-folded", ontoggle: () => { if (fold.open) ask(); else { asked = null; rows.replaceChildren(); } } },
    summary, h("div", { className: "wb-actions" }, status, takeBack), list);
  const root = h("div", { className: "wb wb-lookback", "data-past": name }, fold);
  el.append(root);

  function send(message) {
    turn += 1;
    clearTimeout(silence); silence = setTimeout(() => { given = null; status.textContent = words.no_answer; }, PATIENCE);
    try {
      model.send({ since: since.input.value, until: until.input.value, word: word.input.value, first, ...message, view, turn });
    } catch { status.textContent = words.no_answer; }
  }
  function ask() { send({ kind: "list" }); }
  function changed() { first = 0; clearTimeout(timer); timer = setTimeout(ask, TYPING); }
  function showAll() { for (const { input } of [since, until, word]) input.value = ""; first = 0; ask(); }
  function turnTo(step) { first += step * model.get("spec").page; ask(); }
  function putBack() {
    if (given) return;
    [given] = undo.get(name);
    if (given) send({ kind: "put back", taken: given });
  }

  function draw(row) {
    const cell = h("td", { className: "wb-does" });
    const calm = () => cell.replaceChildren(
      button(words.open, () => window.dispatchEvent(new CustomEvent("workbook:open", { detail: { pair, entry: row.entry } })), { "aria-label": fill(words.open_name, row) }),
      button(words.delete, sure, { "aria-label": fill(words.delete_name, row) }));
    const sure = () => {
      const no = button(words.no, () => { asked = null; calm(); cell.lastChild.focus(); });
      const yes = button(words.yes, pressedOnce(() => { asked = null; yes.disabled = true; no.focus(); send({ kind: "delete", entry: row.entry }); }));
      cell.replaceChildren(h("p", {}, row.parts ? `${fill(words.sure_parts, { count: row.parts })} ${words.sure}` : words.sure), yes, no);
      asked = { entry: row.entry, no };
      no.focus();
    };
    if (!row.entry) cell.append(h("p", { className: "wb-hint" }, words.no_id)); else if (row.entry === asked?.entry) sure(); else calm();
    const said = row.lines.map(([label, text]) => h("p", {}, label ? h("span", { className: "wb-hint" }, `${label} `) : null, text));
    return h("tr", {}, h("th", { scope: "row" }, row.day, h("span", { className: "wb-hint" }, row.time)), h("td", {}, ...said), cell);
  }

  const hear = {
    read() { root.dataset.ready = "yes"; },
    listed(message) {
      ({ first } = message);
      const at = document.activeElement, within = list.contains(at);
      if (!message.rows.some(({ entry }) => entry === asked?.entry)) asked = null;
      if (status.textContent === words.no_answer) status.textContent = "";
      const last = first + message.rows.length;
      rows.replaceChildren(...message.rows.map(draw));
      table.hidden = last === 0; filters.hidden = message.count < 2 && ![since, until, word].some(({ input }) => input.value);
      count.textContent = message.count === 0 ? words.none : message.fitting === 0 ? words.no_match
        : message.fitting === 1 ? words.one : message.rows.length === message.fitting ? fill(words.many, { count: message.fitting })
        : fill(words.shown, { first: first + 1, last, count: message.fitting });
      newer.hidden = first === 0; older.hidden = last >= message.fitting;
      note.textContent = message.note;
      if (message.taken) undo.get(name).unshift(message.taken);
      if (message.message === words.undone) { const back = given || undo.get(name)[0]; given = null; undo.set(name, undo.get(name).filter((one) => one !== back)); }
      if (message.message) { status.textContent = message.message; window.dispatchEvent(new CustomEvent("workbook:changed")); }
      takeBack.hidden = undo.get(name).length === 0;
      if (away(root)) return;
      if (message.taken) takeBack.focus();
      else if (at.hidden) [newer, older, summary].find((one) => !one.hidden).focus();
      else if (message.message || (within && !list.contains(document.activeElement))) (asked?.no || summary).focus({ preventScroll: true });
    },
    refused(message) {
      given = null;
      if (!fold.open) return;
      status.textContent = Object.values(message.problems).join(" ");
      if (message.again) ask();
    },
  };
  const onMessage = (message) => {
    if (message.view !== view) return;
    if (message.kind !== "read") clearTimeout(silence);
    if (message.turn === turn || message.taken || message.message || message.kind !== "listed") hear[message.kind]?.(message);
  };
  const onOpen = ({ detail }) => { if (detail.pair === pair) status.textContent = words.opening; };
  const onOpened = ({ detail }) => { if (detail.pair === pair) { status.textContent = ""; list.hidden = true; takeBack.hidden = true; } };
  const onClosed = ({ detail }) => {
    if (detail.pair !== pair) return;
    list.hidden = false; status.textContent = detail.message; ask();
    if (away(root)) return;
    summary.focus({ preventScroll: true }); summary.scrollIntoView({ block: "nearest" });
  };
  const onSaved = ({ detail }) => { if (fold.open && !list.hidden && detail.pair !== pair) ask(); };
  for (const { input } of [since, until, word]) input.addEventListener("input", changed);
  ownKeys(root);
  const listening = { "workbook:open": onOpen, "workbook:opened": onOpened, "workbook:closed": onClosed, "workbook:saved": onSaved };
  for (const [event, heard] of Object.entries(listening)) window.addEventListener(event, heard);
  model.on("msg:custom", onMessage);
  const ahead = setTimeout(() => { try { model.send({ kind: "read", view }); } catch { /* it is read when the list opens */ } }, AHEAD);
  return () => {
    [timer, silence, ahead].forEach(clearTimeout); model.off("msg:custom", onMessage);
    for (const [event, heard] of Object.entries(listening)) window.removeEventListener(event, heard);
  };
}

export default widget(render);
