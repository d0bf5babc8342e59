// What the script of each widget begins with: how a page is built, how files travel, and, on a public machine, the notice.

const SLICE = 1 << 20, SILENT = 8000;  // bytes of a file in one message to the kernel; how long to wait for its answer
const PAGE = ".jp-NotebookPanel, #rendered_cells", SOON = 600;
const IDLE = 8 * 60000, LOOK = 15000, HERE = 60000;  // a public machine ends a visit after ten minutes without a word

function h(tag, props = {}, ...children) {
  const node = document.createElement(tag);
  for (const [key, value] of Object.entries(props)) {
    if (key.startsWith("on")) node.addEventListener(key.slice(2), value);
    else if (key in node && !key.includes("-") && !["list", "sandbox"].includes(key)) node[key] = value;
    else if (value !== undefined && value !== false) node.setAttribute(key, value);
  }
  node.append(...children.filter((child) => ![null, undefined, false].includes(child)));
  return node;
}
const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, key) => values[key]);
const unique = (stem) => `wb-${stem}-${Math.random().toString(36).slice(2)}`;  // each widget loads this anew: counting would repeat
const privately = { autocomplete: "off", spellcheck: false, autocapitalize: "sentences", "data-lpignore": "true" };

function ownKeys(root) {  // what is typed in a widget is no shortcut of JupyterLab
  root.addEventListener("focusin", (event) => event.target.setAttribute("data-lm-suppress-shortcuts", "true"));
  root.addEventListener("keydown", (event) => event.stopPropagation());
}

function away(root) {  // whether one is at work in another place of the page by now: then nothing takes the focus
  const at = document.activeElement;
  return !at.contains(root) && !root.contains(at) && at.checkVisibility();
}
const pressedOnce = (act) => (event) => { if (event.detail < 2) act(event); };  // the second half of a double click presses nothing

function toDownloads(parts, type, name) {
  const url = URL.createObjectURL(new Blob(parts, { type })), link = h("a", { href: url, download: name, hidden: true });
  document.body.append(link); link.click(); link.remove();
  setTimeout(() => URL.revokeObjectURL(url), 60000);
}

async function sendSlice(file, first, send) {  // the kernel says how much it has, then comes the next
  const bytes = await file.slice(first, first + SLICE).arrayBuffer();
  send({ kind: "slice", first, size: file.size }, [bytes]);
}

// All entries as one file, asked of the kernel piece by piece, and put where downloads go; one file at a time.
let taking = false;
function takeAway(model, say, words) {
  if (taking) return;
  taking = true;
  const view = unique("take"), parts = [];
  let got = 0, silence = null, tries = 0;
  const done = (told) => { taking = false; clearTimeout(silence); model.off("msg:custom", hear); say(told); };
  const ask = () => {
    clearTimeout(silence);
    silence = setTimeout(() => { tries += 1; if (tries < 3) ask(); else done(words.no_answer); }, SILENT);
    try { model.send({ kind: "take", first: got, view }); } catch { done(words.no_answer); }
  };
  function hear(message, buffers) {
    if (message.view !== view) return;
    if (message.kind === "refused") { done(Object.values(message.problems).join(" ")); return; }
    if (message.kind !== "taken" || message.first !== got) return;
    if (!buffers[0].byteLength) { done(words.no_answer); return; }
    parts.push(buffers[0]); got += buffers[0].byteLength; tries = 0;
    if (got < message.size) { ask(); return; }
    toDownloads(parts, "application/zip", message.name);
    done(fill(words.taken, { name: message.name }));
  }
  model.on("msg:custom", hear);
  say(words.taking); ask();
}

// On a public machine: what that means, above the first field of a page, and a word before the visit ends.
function notice(model, el) {
  const { visit } = model.get("spec");
  if (!visit) return () => {};
  const status = h("p", { className: "wb-status", role: "status" }), ending = h("p", { className: "wb-ending", role: "alert" });
  const take = h("button", { type: "button", className: "wb-quiet", onclick: () => takeAway(model, (told) => { status.textContent = told; }, visit) }, visit.take);
  const links = visit.links.map(([words, href]) => h("li", {}, h("a", { href, target: "_blank", rel: "noopener noreferrer" }, words)));
  const node = h("aside", { className: "wb wb-visit", "aria-label": visit.title }, h("p", { className: "wb-title" }, visit.title),
    ...visit.told.map((line) => h("p", {}, line)), links.length ? h("ul", {}, ...links) : null, h("div", { className: "wb-actions" }, take, status), ending);
  let used = Date.now(), told = used;
  const active = () => {
    used = Date.now(); ending.textContent = "";
    if (used - told < HERE || !node.checkVisibility()) return;
    told = used;
    try { model.send({ kind: "here" }); } catch { /* the kernel is gone: there is nothing to keep alive */ }
  };
  const timer = setInterval(() => { if (Date.now() - used > IDLE) ending.textContent = visit.ending; }, LOOK);
  const signs = ["pointerdown", "pointermove", "keydown", "wheel", "touchstart"];
  signs.forEach((sign) => document.addEventListener(sign, active, { capture: true, passive: true }));
  const once = () => document.querySelectorAll(PAGE).forEach((page) => page.querySelectorAll(".wb-visit").forEach((one, i) => { one.hidden = i > 0; }));
  ownKeys(node); el.prepend(node);
  requestAnimationFrame(once); setTimeout(once, SOON);  // the widgets of a page come in any order
  return () => { clearInterval(timer); setTimeout(once, SOON); signs.forEach((sign) => document.removeEventListener(sign, active, { capture: true })); };
}

// When a script takes two seconds to come, as on a slow machine, anywidget keeps from its widget all that the kernel says
// from then on. So each hears its kernel the way any widget of ipywidgets does. The whole model is what an event shows.
function hearKernel(model) {
  const event = "change:_heard", show = (whole) => {
    const { _handle_comm_msg: hears } = Object.getPrototypeOf(Object.getPrototypeOf(whole));
    whole.comm?.on_msg((message) => hears.call(whole, message));
  };
  model.on(event, show); model.set("_heard", true); model.off(event, show);
}

const widget = (render) => ({
  initialize: ({ model }) => hearKernel(model),
  render(context) {
    const left = [render(context), notice(context.model, context.el)];
    return () => left.forEach((leave) => leave?.());
  },
});
