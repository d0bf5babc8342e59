// The page to bring along: ticks and words go to the kernel, and the page it makes of them is shown, printed and downloaded
// as it came, byte for byte. The frame it stands in runs no script. Nothing of it enters the widget's synced state.

const TYPING = 150, PATIENCE = 8000, NAME = 80;  // NAME: characters of a line that name its controls
const SHEET = { width: "178mm", height: (249 * 96) / 25.4 };  // what A4 and Letter both have room for within the margins
const FRAME = { sandbox: "allow-same-origin allow-modals", tabindex: -1 };  // measured and printed from here; no script runs

function render({ model, el }) {
  const spec = model.get("spec"), { words } = spec, view = unique("brief"), turns = {};
  let state = null, made = { html: "", text: "" }, fits = true, count = 0, next = null, timer = null, asking = null, silence = null;
  let edits = 0, sent = 0, there = -1;  // changes so far, those the page asked for holds, and those the page in the frame holds

  const button = (label, onclick, props = {}) => h("button", { type: "button", className: "wb-quiet", onclick, ...props }, label);
  const box = (label, onchange, props = {}) => {
    const input = h("input", { type: "checkbox", onchange, ...props });
    return { input, node: h("label", { className: "wb-check" }, input, h("span", {}, label)) };
  };
  const dated = (label) => {
    const input = h("input", { type: "date", id: unique("day"), autocomplete: "off", oninput: () => { edits += 1; clearTimeout(asking); asking = setTimeout(offer, TYPING); } });
    return { input, node: h("span", { className: "wb-filter" }, h("label", { htmlFor: input.id }, label), input) };
  };
  const say = (message) => { if (status.textContent !== message) status.textContent = message; };

  // ---- the parts of the widget ----
  const told = h("p", { className: "wb-hint", role: "status" }), ask = h("p", { className: "wb-hint", hidden: true }, words.no_session), about = h("div");
  const met = dated(words.last_met), meets = dated(words.next_met), from = dated(words.from), to = dated(words.to);
  const fresher = box(words.for_new, () => offer());
  const days = h("div", { className: "wb-days" }, ask, h("div", { className: "wb-filters" }, met.node, meets.node), told,
    h("details", {}, h("summary", {}, words.other), h("div", { className: "wb-filters" }, from.node, to.node), fresher.node));
  const blocks = Object.entries(spec.blocks).map(([name, heading]) => block(name, heading));
  const frame = h("iframe", { className: "wb-page", title: words.preview, onload: loaded, ...FRAME }), text = h("pre", { tabIndex: 0 });
  const second = box(words.allow, () => { if (!fits) report(); });
  const status = h("p", { className: "wb-status", role: "status" }), storing = h("div"), kept = h("ul", { className: "wb-kept" }), viewer = h("div");
  const keeper = button(words.keep, pressedOnce(() => when(keep)));
  const preview = h("div", { hidden: true }, h("p", { className: "wb-ask" }, words.preview), frame, h("p", { className: "wb-note" }, words.notes), second.node, storing,
    h("div", { className: "wb-actions" }, h("button", { type: "button", className: "wb-save", onclick: () => when(print) }, words.print),
      button(words.download, () => when(download)), button(words.copy, () => when(copy)), keeper),
    h("details", {}, h("summary", {}, words.as_text), text));
  const past = h("details", { className: "wb-folded", ontoggle: () => { if (past.open) send({ kind: "kept" }); else viewer.replaceChildren(); } },
    h("summary", { className: "wb-title" }, words.past), kept, viewer);
  const root = h("div", { className: "wb wb-brief", "data-brief": "" }, about, days, h("p", { className: "wb-lead" }, words.lead), ...blocks.map((one) => one.node),
    status, preview, h("p", { className: "wb-hint" }, words.gone_later), past);
  el.append(root);

  // ---- picking ----
  function block(name, heading) {
    const list = h("div"), own = h("div"), ticks = new Map(), lines = [];
    const every = () => lines.filter((one) => !one.line.apart);
    const all = button(words.add_all, () => { const on = !every().every((one) => one.box.checked); every().forEach((one) => one.tick(on)); changed(); });
    const label = fill(words.of_block, { label: name === "talk" ? words.own_first : words.own, heading });
    const write = button(words.write, () => { add().focus(); sentences.hidden = !sentences.childElementCount; }, { "aria-label": fill(words.of_block, { label: words.write, heading }) });
    const sentences = h("div", { className: "wb-chips wb-ready", role: "group", "aria-label": words.ready, hidden: true },
      ...(spec.ready[name] || []).map((sentence) => h("button", { type: "button", className: "wb-chip", onclick: () => {
        const input = [...own.children].find((one) => !one.value.trim()) || add();
        input.value = sentence; input.focus(); changed();
      } }, sentence)));
    function add() {
      const blank = [...own.children].find((one) => !one.value.trim());
      const input = blank || h("textarea", { rows: 1, ...privately, "aria-label": label, placeholder: name === "talk" ? words.own_first : words.own, oninput: later });
      if (!blank) own.append(input);
      return input;
    }
    function draw(line) {
      const before = ticks.get(line.key) || { on: false, text: null, chart: false, of: line.text }, short = { text: line.text.slice(0, NAME) };
      if (before.of !== line.text) Object.assign(before, { text: null, of: line.text });  // of other days, or changed meanwhile
      ticks.set(line.key, before);
      const tick = box(line.text, () => { before.on = tick.input.checked; show(); changed(); });
      const edit = h("textarea", { rows: 1, ...privately, "aria-label": fill(words.words_on_page, short), value: before.text ?? line.text,
        oninput: () => { before.text = edit.value; show(); later(); } });
      const back = button(words.as_it_was, () => { before.text = null; edit.value = line.text; show(); edit.focus(); changed(); }, { "aria-label": `${words.as_it_was}: ${short.text}` });
      const chart = box(words.with_chart, () => { before.chart = chart.input.checked; changed(); }, { checked: before.chart, "aria-label": fill(words.with_chart_name, short) });
      const row = h("div", { className: `wb-tick${line.under ? " wb-under" : ""}` }, tick.node, edit, back, chart.node);
      const show = () => {
        row.classList.toggle("wb-on", before.on); edit.hidden = !before.on; chart.node.hidden = !(before.on && line.chart);
        back.hidden = !(before.on && edit.value !== line.text); named();
      };
      tick.input.checked = before.on;
      lines.push({ line, box: tick.input, edit, tick: (on) => { tick.input.checked = before.on = on; show(); },
        chosen: () => (before.on ? { block: name, text: edit.value, key: line.key, chart: before.chart && line.chart } : null) });
      show();
      return row;
    }
    function named() {  // what the button does next
      const on = every().length > 0 && every().every((one) => one.box.checked), shown = on ? words.all_off : words.add_all;
      all.textContent = shown; all.setAttribute("aria-label", fill(words.of_block, { label: shown, heading })); all.hidden = every().length < 2;
    }
    function put(offered) {
      const at = document.activeElement, focused = lines.find((one) => one.box.closest(".wb-tick").contains(at)), place = lines.indexOf(focused);
      const typing = focused?.edit === at, [start, end] = typing ? [at.selectionStart, at.selectionEnd] : [];
      lines.length = 0; list.replaceChildren(); list.append(...offered.map(draw)); named();
      if (!focused) return;
      const same = lines.find((one) => one.line.key === focused.line.key);
      if (same && typing) { same.edit.focus(); same.edit.setSelectionRange(start, end); } else (same || lines[Math.min(place, lines.length - 1)])?.box.focus();
      if (!lines.length) write.focus();
    }
    if (name === "talk") add();
    const node = h("fieldset", { className: "wb-question wb-block", "data-block": name }, h("legend", { className: "wb-ask" }, heading),
      ...(name === "talk" ? [own, list] : [list, own]), sentences, h("div", { className: "wb-actions" }, all, write));
    const typed = () => [...own.children].map((one) => ({ block: name, text: one.value, key: "", chart: false }));
    return { node, put, name, chosen: () => (name === "talk" ? [...typed(), ...lines.map((one) => one.chosen())] : [...lines.map((one) => one.chosen()), ...typed()]).filter((one) => one?.text.trim()) };
  }
  const chosen = () => blocks.flatMap((one) => one.chosen());

  // ---- the way to the kernel and back ----
  function send(message) {
    const turn = turns[message.kind] = (turns[message.kind] || 0) + 1;
    clearTimeout(silence); silence = setTimeout(() => { next = null; say(words.no_answer); }, PATIENCE);
    try { model.send({ ...message, view, turn }); } catch { say(words.no_answer); }
  }
  function offer() { edits += 1; send({ kind: "offer", asked: { from: from.input.value, to: to.input.value, last: met.input.value, next: meets.input.value, new: fresher.input.checked } }); }
  function post() { clearTimeout(timer); sent = edits; count = chosen().length; send({ kind: "page", chosen: chosen() }); }
  function changed() { edits += 1; post(); }
  function later() { edits += 1; clearTimeout(timer); timer = setTimeout(post, TYPING); }
  function when(act) { if (there === edits) act(); else next = { act, edits }; }  // what is pressed is done once the page of that moment is shown

  function loaded() {
    if (!frame.contentDocument?.querySelector("main")) return;
    const main = frame.contentDocument.querySelector("main");
    main.style.width = SHEET.width; fits = main.getBoundingClientRect().height <= SHEET.height; main.style.width = "";
    size(frame); second.node.hidden = fits; there = made.edits; report();
    if (next && there === edits) { const pressed = next; next = null; if (pressed.edits === edits) pressed.act(); }
  }
  function size(one) { if (one.contentDocument?.body) { one.style.height = "0"; one.style.height = `${one.contentDocument.documentElement.scrollHeight + 2}px`; } }
  function report() {
    const [one, many] = spec.on_page, lines = count === 1 ? one : fill(many, { count });
    say(!made.html ? words.empty : `${lines} ${fits ? words.fits : second.input.checked ? "" : words.too_long}`.trim());
  }
  function single() {  // whether it is one sheet, or may be more
    if (fits || second.input.checked) return true;
    say(words.too_long); second.input.focus();
    return false;
  }
  function print() { if (single()) { frame.contentWindow.focus(); frame.contentWindow.print(); } }
  function download() {
    if (!single()) return;
    toDownloads([made.html], "text/html", words.file_name);
    say(words.downloaded);
  }
  function copy() {
    const failed = () => say(words.copy_failed);
    try { navigator.clipboard.writeText(made.text).then(() => say(words.copied), failed); } catch { failed(); }
  }
  const storage = () => storing.querySelector("input:checked")?.value || window.workbookPage?.storage || state?.storage || "";
  function keep() {
    if (!storage() && !storing.childElementCount) {
      const group = unique("storage");
      storing.append(h("fieldset", { className: "wb-question wb-choice wb-storage" }, h("legend", { className: "wb-ask" }, words.storage),
        ...Object.entries(spec.storage).map(([value, label]) => h("label", {}, h("input", { type: "radio", name: group, value }), h("span", {}, label))),
        h("p", { className: "wb-hint" }, words.storage_later), h("details", {}, h("summary", {}, words.storage_first), h("p", {}, words.coercion))));
    }
    if (!storage()) { say(words.storage_needed); storing.querySelector("input").focus(); return; }
    send({ kind: "keep", chosen: chosen(), storage: storage() });
  }
  function list(pages) {
    kept.replaceChildren(...pages.map(([name, told]) => {
      const row = h("li", {}), calm = () => row.replaceChildren(h("span", {}, told), button(words.see, () => send({ kind: "see", name }), { "aria-label": fill(words.see_name, { told }) }),
        button(words.delete, sure, { "aria-label": fill(words.delete_name, { told }) }));
      const sure = () => { row.replaceChildren(h("span", {}, told), button(words.yes, pressedOnce(() => send({ kind: "delete", name }))), button(words.no, () => { calm(); row.lastChild.focus(); })); row.lastChild.focus(); };
      row.dataset.name = name; calm();
      return row;
    }));
    if (!pages.length) kept.append(h("li", { className: "wb-hint" }, words.past_none));
  }

  const hear = {
    offered(message) {
      state = message; told.textContent = message.told; ask.hidden = message.session; met.node.hidden = message.session;
      keeper.hidden = past.hidden = message.binder;
      about.replaceChildren(...(message.note ? [h("p", { className: "wb-note" }, message.note)] : []));
      message.blocks.forEach((offered) => blocks.find((one) => one.name === offered.name).put(offered.lines));
      root.dataset.ready = "yes"; post();
    },
    page(message) {
      made = { ...message, edits: sent }; text.textContent = made.text; preview.hidden = !made.html;
      if (made.html) frame.srcdoc = made.html; else { next = null; report(); }
      if (message.gone) offer();
    },
    kept(message) { list(message.pages); if (message.message) { say(message.message); viewer.replaceChildren(); if (!away(root)) past.querySelector("summary").focus(); } },
    seen(message) {
      if (message.html === null) { say(words.page_gone); send({ kind: "kept" }); return; }
      const shown = fill(words.shown, { told: [...kept.children].find((row) => row.dataset.name === message.name)?.firstChild.textContent });
      const close = button(words.close, () => { viewer.replaceChildren(); past.querySelector("summary").focus(); });
      viewer.replaceChildren(h("p", { className: "wb-ask", tabIndex: -1 }, shown), h("iframe", { className: "wb-page", title: shown, srcdoc: message.html, onload: (event) => size(event.target), ...FRAME }), close);
      if (!away(root)) viewer.firstChild.focus();
    },
    done(message) {
      if (message.storage && window.workbookPage) window.workbookPage.storage = message.storage === "nothing" ? "nothing" : "";
      if (message.storage) { state.storage = message.storage; storing.replaceChildren(); }
      if (message.pages) list(message.pages);
      if (message.pages) window.dispatchEvent(new CustomEvent("workbook:saved", { detail: { view, storage: message.storage, message: message.message } }));
      say(message.message);
    },
    refused(message) { next = null; say(Object.values(message.problems).join(" ")); },
  };
  const answers = { offered: "offer", page: "page" };
  const onMessage = (message) => {
    if (message.view !== view) return;
    clearTimeout(silence);
    const of = answers[message.kind];
    if (!of || message.turn === turns[of]) hear[message.kind]?.(message);
  };
  const resized = () => { size(frame); viewer.querySelectorAll("iframe").forEach(size); };
  ownKeys(root);
  const listening = { "workbook:saved": ({ detail }) => { if (detail.view !== view) offer(); }, "workbook:changed": offer, resize: resized };
  for (const [event, heard] of Object.entries(listening)) window.addEventListener(event, heard);
  model.on("msg:custom", onMessage);
  report(); offer();
  return () => {
    [timer, asking, silence].forEach(clearTimeout); model.off("msg:custom", onMessage);
    for (const [event, heard] of Object.entries(listening)) window.removeEventListener(event, heard);
  };
}

export default widget(render);
