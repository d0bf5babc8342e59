// A file of another app: its bytes travel in slices, each one acknowledged; the kernel says what would come in, and nothing
// is written before the button. Neither the file nor its name enters the widget's synced state.

const TYPING = 300, PATIENCE = 30000;

function render({ model, el }) {
  const spec = model.get("spec"), { words } = spec, view = unique("upload");
  let turn = 0, file = null, name = "", whole = false, timer = null, silence = null, state = null, looked = null, adding = false, offered = "";

  const labeled = (control, label, hint = "") => {
    control.id = unique("field");
    if (hint) control.setAttribute("aria-describedby", `${control.id}-hint`);
    return h("div", { className: "wb-question" }, h("label", { htmlFor: control.id, className: "wb-ask" }, label),
      hint ? h("p", { id: `${control.id}-hint`, className: "wb-hint" }, hint) : null, control);
  };
  const select = (options) => h("select", { autocomplete: "off" }, ...options.map(([value, label]) => h("option", { value }, label)));
  const boxes = (type, label, options) => {
    const group = unique("group");
    return h("fieldset", { className: "wb-question wb-choice" }, h("legend", { className: "wb-ask" }, label), ...options.map(([value, text]) =>
      h("label", {}, h("input", { type, name: group, value }), h("span", {}, text))));
  };
  const ticked = (node) => [...node.querySelectorAll("input:checked")].map((input) => input.value);

  const app = boxes("radio", words.which_app, Object.entries(spec.sources)), how = h("p", { className: "wb-hint", role: "status" });
  const chosen = h("input", { type: "file", accept: ".csv,text/csv" }), notes = h("input", { type: "checkbox" });
  const date = h("div"), time = h("div"), feelings = h("div"), moods = h("div");
  const written = h("input", { type: "text", autocomplete: "off", spellcheck: false });
  const low = h("input", { type: "number", step: 1, value: "0", autocomplete: "off" }), high = h("input", { type: "number", step: 1, value: "10", autocomplete: "off" });
  const format = labeled(written, words.date_format, words.date_format_hint);
  const scale = h("div", { className: "wb-filters" }, labeled(low, words.low), labeled(high, words.high));
  const count = spec.columns.map(() => h("td"));
  const found = h("table", { className: "wb-past wb-counts", hidden: true }, h("tbody", {}, ...spec.columns.map((column, i) =>
    h("tr", {}, h("th", { scope: "row" }, column), count[i]))));
  const left = h("ul"), why = h("details", { hidden: true }, h("summary", {}, words.which_lines), left), zone = h("p", { className: "wb-hint" });
  const status = h("p", { className: "wb-status", role: "status" }), storing = h("div"), about = h("div");
  const add = h("button", { type: "button", className: "wb-save", onclick: press }, words.add);
  const body = h("div", {}, about, app, how, labeled(chosen, words.file, words.file_hint), date, time, format, feelings, scale, moods,
    h("div", { className: "wb-question wb-choice" }, h("label", {}, notes, h("span", {}, words.with_notes))),
    found, why, zone, storing, h("div", { className: "wb-actions" }, add, status));
  const root = h("div", { className: "wb wb-upload", "data-upload": "" },
    h("details", { className: "wb-folded" }, h("summary", { className: "wb-title" }, words.title), body));
  el.append(root);

  const source = () => ticked(app)[0] || "";
  const storage = () => ticked(storing)[0] || window.workbookPage?.storage || state?.storage || "";
  const say = (message) => { status.textContent = message; };
  const value = (holder) => holder.querySelector("select")?.value || "";

  function send(message, buffers = []) {
    clearTimeout(silence); silence = setTimeout(() => { adding = false; say(words.no_answer); }, PATIENCE);
    turn += 1;
    try { model.send({ ...message, view, turn, file: name }, undefined, buffers); } catch { say(words.no_answer); }
  }
  async function next(from) {  // one slice after the other
    say(fill(words.sending, { percent: file.size ? Math.floor((100 * from) / file.size) : 0 }));
    await sendSlice(file, from, send);
  }
  function choose() {
    [file] = chosen.files; name = unique("file"); whole = false; offered = ""; turn += 1;  // an answer about another file is late
    [date, time, feelings, moods].forEach((holder) => holder.replaceChildren());
    blank();
    if (!file) return;
    if (file.size > spec.most) { file = null; say(spec.too_large); return; }
    next(0).catch(() => say(words.no_access));
  }
  function blank() { looked = null; found.hidden = why.hidden = true; zone.textContent = ""; say(""); draw(); }
  function draw() {
    const table = source() === "table", both = table || source() === "track-and-graph";
    date.hidden = time.hidden = format.hidden = !(table && date.childElementCount); feelings.hidden = !both;
    scale.hidden = !(both && feelings.childElementCount); moods.hidden = source() !== "daylio";
    how.textContent = spec.how[source()] || "";
    if (!looked?.counts[1] || adding) add.setAttribute("aria-disabled", "true"); else add.removeAttribute("aria-disabled");
    ask();
  }
  function look() {
    if (adding) return;  // what was looked at is being added
    looked = null; draw();
    if (whole && !source()) say(words.which_app);
    if (!whole || !source()) return;
    say(words.looking);
    const names = Object.fromEntries([...moods.querySelectorAll("select")].map((one) => [one.dataset.mood, one.value]));
    send({ kind: "look", source: source(), options: { notes: notes.checked, moods: names, date: value(date), time: value(time),
      date_format: written.value, feelings: ticked(feelings), low: low.value, high: high.value } });
  }
  function offer(message) {  // what there is to choose from, once a file
    const options = message.offered.map((one) => [one, one]);
    if (options.length && offered !== JSON.stringify(options)) {
      offered = JSON.stringify(options);
      date.replaceChildren(labeled(select([["", words.choose], ...options]), words.date));
      time.replaceChildren(labeled(select([["", words.no_time], ...options]), words.time));
      feelings.replaceChildren(boxes("checkbox", words.feelings, options));
    }
    const known = [...moods.querySelectorAll("select")].map((one) => one.dataset.mood), fresh = message.unmapped.filter((one) => !known.includes(one));
    if (fresh.length && !known.length) moods.append(h("p", { className: "wb-lead" }, words.moods));
    const named = moods.querySelector(".wb-filters") || moods.appendChild(h("div", { className: "wb-filters" }));
    fresh.forEach((mood) => { const one = select(spec.numbers); one.dataset.mood = mood; named.append(labeled(one, mood)); });
  }
  function press() {
    if (adding) return;
    if (!looked?.counts[1]) { say(!file ? words.choose_file : status.textContent || words.nothing_new); return; }
    if (!storage()) { say(words.storage_needed); storing.querySelector("input")?.focus(); return; }
    adding = true; draw(); say(words.adding);
    send({ kind: "add", storage: storage(), looked: looked.turn });
  }
  function ask() {  // what may be kept, before the first save ever
    if (storing.childElementCount || !looked?.counts[1] || storage() || !state) return;
    const choice = boxes("radio", words.storage, Object.entries(spec.storage));
    choice.classList.add("wb-storage");
    choice.append(h("p", { className: "wb-hint" }, words.storage_later), h("details", {}, h("summary", {}, words.storage_first), h("p", {}, words.coercion)));
    storing.append(choice);
  }

  const hear = {
    state(message) {
      state = message; draw();
      if (message.binder) add.textContent = words.binder_save;
      if (message.storage === "nothing") about.append(h("p", { className: "wb-note" }, words.nothing_note));
    },
    got(message) {
      if (message.file !== name || !file) return;
      if (message.got < file.size) { next(message.got).catch(() => say(words.no_access)); return; }
      whole = true; say(""); look();
    },
    reading(message) { say(message.message); },
    looked(message) {
      offer(message);
      looked = message.refused ? null : message;
      found.hidden = !looked; why.hidden = !looked?.left.length; zone.textContent = message.zone;
      message.counts.forEach((number, i) => { count[i].textContent = number.toLocaleString("en"); });
      left.replaceChildren(...message.left.map((line) => h("li", {}, line)));
      say(message.refused || (message.counts[1] ? words.looked : words.nothing_new));
      draw();
    },
    added(message) {
      adding = false;
      if (window.workbookPage) window.workbookPage.storage = message.storage === "nothing" ? "nothing" : "";
      state.storage = message.storage; storing.replaceChildren();
      window.dispatchEvent(new CustomEvent("workbook:saved", { detail: { view, storage: message.storage, message: message.message } }));
      if (message.storage !== "nothing") { file = null; name = ""; whole = false; chosen.value = ""; blank(); }
      say(message.message); draw();
    },
    refused(message) {
      adding = false;
      say(Object.values(message.problems).join(" ")); draw();
    },
  };
  const onMessage = (message) => {
    if (message.view !== view) return;
    clearTimeout(silence);
    if (message.turn === undefined || message.turn === turn || ["state", "added"].includes(message.kind)) hear[message.kind]?.(message);
  };
  const onSaved = ({ detail }) => { if (detail.view !== view && state) { state.storage = detail.storage; storing.replaceChildren(); draw(); } };
  const later = () => { looked = null; draw(); clearTimeout(timer); timer = setTimeout(look, TYPING); };
  for (const event of ["change", "cancel"]) chosen.addEventListener(event, choose);
  chosen.addEventListener("click", () => { chosen.value = ""; });  // so that the same file, mended, can be chosen again
  for (const node of [app, notes, date, time, feelings, moods]) node.addEventListener("change", () => { if (node === app) draw(); look(); });
  for (const node of [written, low, high]) node.addEventListener("input", later);
  ownKeys(root);
  window.addEventListener("workbook:saved", onSaved);
  model.on("msg:custom", onMessage);
  draw();
  model.send({ kind: "ready", view });
  return () => {
    [timer, silence].forEach(clearTimeout); model.off("msg:custom", onMessage);
    window.removeEventListener("workbook:saved", onSaved);
  };
}

export default widget(render);
