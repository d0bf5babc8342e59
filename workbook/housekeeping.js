// Where a person's words are: folders, copies, one file to take along and to bring back, and deleting it all in two steps.

const PATIENCE = 30000;

function render({ model, el }) {
  const spec = model.get("spec"), { words } = spec, view = unique("where");
  let turn = 0, file = null, name = "", whole = false, silence = null;
  let waiting = "", asked = "";  // what an answer is out for, and what was asked for last

  const button = (label, onclick, className = "wb-quiet") => h("button", { type: "button", className, onclick }, label);
  const actions = (...nodes) => h("div", { className: "wb-actions" }, ...nodes);
  const line = () => h("p", { className: "wb-status", role: "status" });
  const places = h("div"), offer = h("div"), outside = h("div"), everything = h("div", { hidden: true });
  const taken = line(), brought = line(), deleted = line(), settled = line();

  const chosen = h("input", { type: "file", id: unique("file"), accept: ".zip,.age", onchange: choose });
  chosen.setAttribute("aria-describedby", `${chosen.id}-hint`);
  const phrase = h("input", { type: "password", id: unique("phrase"), autocomplete: "off" });
  const locked = h("div", { className: "wb-question", hidden: true }, h("label", { htmlFor: phrase.id, className: "wb-ask" }, words.phrase),
    actions(phrase, button(words.unlock, look)));
  const lines = h("ul"), bring = h("button", { type: "button", className: "wb-save", onclick: () => send({ kind: "bring" }, brought) }, words.bring_in);
  const found = h("div", { hidden: true }, h("p", { className: "wb-lead" }, words.would_come), lines, actions(bring));
  const sure = h("div", { className: "wb-note", hidden: true }, h("p", {}, words.delete_all_told), h("p", {}, words.out_of_reach),
    actions(button(words.no_keep, () => { sure.hidden = true; deleted.textContent = words.forget_stopped; again.focus(); }),
      button(words.yes_delete, () => send({ kind: "delete" }, deleted), "wb-quiet wb-danger")));
  const again = button(words.delete_all, () => { sure.hidden = false; deleted.textContent = ""; sure.querySelector("button").focus(); });
  everything.append(again, sure);

  const root = h("div", { className: "wb wb-where", "data-where": "" }, places, offer, outside, settled,
    h("h3", { className: "wb-ask" }, words.take_title), h("p", { className: "wb-hint" }, words.take_hint),
    actions(button(words.take, () => takeAway(model, (told) => { taken.textContent = told; }, words)), taken),
    h("div", { className: "wb-question" }, h("label", { htmlFor: chosen.id, className: "wb-ask" }, words.bring_title),
      h("p", { id: `${chosen.id}-hint`, className: "wb-hint" }, words.bring_hint), chosen),
    locked, found, brought, everything, deleted);
  el.append(root);

  function send(message, told, buffers = []) {
    if (waiting && told) return;
    turn += 1; if (told) { waiting = asked = message.kind; told.textContent = words.working; }
    clearTimeout(silence);
    silence = setTimeout(() => { waiting = ""; (told || brought).textContent = words.no_answer; }, PATIENCE);
    try { model.send({ ...message, view, turn, file: name }, undefined, buffers); } catch { waiting = ""; (told || brought).textContent = words.no_answer; }
  }
  function choose() {
    [file] = chosen.files; name = unique("file"); whole = false; turn += 1;
    found.hidden = locked.hidden = true; phrase.value = ""; brought.textContent = "";
    if (file && file.size > spec.most) { brought.textContent = spec.too_large; file = null; }
    if (file) next(0);
  }
  function next(from) {
    brought.textContent = fill(words.sending, { percent: file.size ? Math.floor((100 * from) / file.size) : 0 });
    sendSlice(file, from, (message, bytes) => send(message, null, bytes)).catch(() => { brought.textContent = words.no_access; });
  }
  function look() { if (whole) { waiting = ""; send({ kind: "look", passphrase: phrase.value }, brought); } }

  const told = { offered: settled, mine: settled, theirs: settled, delete: deleted, bring: brought };
  const hear = {
    state(message) {
      places.replaceChildren(...message.folders.map(([label, path]) => h("p", {}, label, " ", h("code", {}, path))),
        h("details", {}, h("summary", {}, words.more_about), ...message.told.map((one) => h("p", {}, one))));
      offer.replaceChildren(...(message.offer ? [h("div", { className: "wb-note" }, h("p", {}, message.offer),
        actions(button(words.bring_back, () => send({ kind: "offered" }, settled), "wb-save")))] : []));
      outside.replaceChildren(...(message.outside.length ? [h("div", { className: "wb-note" }, h("p", {}, words.outside),
        h("ul", {}, ...message.outside.map((one) => h("li", {}, one))),
        actions(button(words.keep_mine, () => send({ kind: "mine" }, settled)), button(words.keep_theirs, () => send({ kind: "theirs" }, settled))))] : []));
      everything.hidden = !message.anything;
      if (!message.changed) return;
      const says = told[asked] || settled, at = document.activeElement;
      says.textContent = message.message;
      if (asked === "bring") { file = null; whole = false; chosen.value = ""; found.hidden = locked.hidden = true; }
      if (asked === "delete") sure.hidden = true;
      waiting = "";
      if (!away(root) && !(root.contains(at) && at.checkVisibility())) { says.tabIndex = -1; says.focus(); }  // its button is gone
      window.dispatchEvent(new CustomEvent("workbook:changed"));
    },
    got(message) {
      if (message.file !== name || !file) return;
      if (message.got < file.size) { next(message.got); return; }
      whole = true; look();
    },
    looked(message) {
      waiting = ""; locked.hidden = !message.locked; found.hidden = !!message.refused;
      if (message.locked && message.refused) phrase.focus();
      lines.replaceChildren(...message.lines.map((one) => h("li", {}, one)));
      bring.hidden = !message.new;
      brought.textContent = message.refused || (message.new ? "" : words.all_here);
    },
    refused(message) {
      (told[asked] || brought).textContent = Object.values(message.problems).join(" "); waiting = "";
    },
  };
  const onMessage = (message) => {
    if (message.view !== view) return;
    clearTimeout(silence);
    if (message.turn === turn || message.kind === "state") hear[message.kind]?.(message);  // how things stand is never too late
  };
  const onSaved = ({ detail }) => { if (detail.storage !== "nothing") everything.hidden = false; };
  window.addEventListener("workbook:saved", onSaved);
  ownKeys(root);
  model.on("msg:custom", onMessage);
  send({ kind: "ready" }, null);
  return () => {
    clearTimeout(silence); model.off("msg:custom", onMessage);
    window.removeEventListener("workbook:saved", onSaved);
  };
}

export default widget(render);
