// Reminders for a calendar: the kernel says what would stand there, and the file it makes goes straight to the downloads.
// Neither the answers nor the file enter the widget's synced state.

const TYPING = 300, PATIENCE = 8000;

function render({ model, el }) {
  const { words, kinds, days, every, most } = model.get("spec"), view = unique("reminders");
  let turn = 0, timer = null, silence = null, pressed = false;
  const questions = {};

  const question = (name, node, controls) => {  // where its problem stands, and what to focus then
    const problem = h("p", { className: "wb-problem", id: unique("problem"), hidden: true });
    node.append(problem);
    questions[name] = { controls, problem, hint: controls[0].getAttribute("aria-describedby") || "" };
    return node;
  };
  const field = (name, type, label, value, hint = "", props = {}) => {
    const control = h("input", { type, value, id: unique("field"), autocomplete: "off", spellcheck: false, ...props });
    if (hint) control.setAttribute("aria-describedby", `${control.id}-hint`);
    return question(name, h("div", { className: "wb-question" }, h("label", { htmlFor: control.id, className: "wb-ask" }, label),
      hint ? h("p", { id: `${control.id}-hint`, className: "wb-hint" }, hint) : null, control), [control]);
  };
  const boxes = (name, type, label, options) => {
    const group = unique("group"), controls = options.map(([value]) => h("input", { type, name: group, value }));
    return question(name, h("fieldset", { className: "wb-question wb-choice" }, h("legend", { className: "wb-ask" }, label),
      ...options.map(([, text], i) => h("label", {}, controls[i], h("span", {}, text)))), controls);
  };
  const ticked = (name) => questions[name].controls.filter((one) => one.checked).map((one) => one.value);

  const kind = boxes("kinds", "checkbox", words.kinds_ask, kinds);
  const checkIn = h("div", {}, boxes("days", "checkbox", words.days_ask, days), h("div", { className: "wb-filters" },
    field("time", "time", words.time_ask, "20:00"), field("weeks", "number", words.weeks_ask, "4", "", { min: 1, max: most, step: 1 })));
  const until = field("until", "date", words.until_ask, "");
  const sessions = h("div", {}, h("div", { className: "wb-filters" }, field("session", "date", words.session_ask, ""),
    field("starts", "time", words.starts_ask, "")), boxes("every", "radio", words.every_ask, every), until,
    field("evening", "time", words.evening_ask, "20:00", words.evening_hint));
  const notice = h("input", { type: "checkbox" });
  const list = h("ul"), seen = h("div", { hidden: true }, h("p", { className: "wb-ask" }, words.preview), list);
  const status = h("p", { className: "wb-status", role: "status" });
  const rest = h("div", {}, field("title", "text", words.title_ask, words.title, words.title_hint),
    h("div", { className: "wb-question wb-choice" }, h("label", {}, notice, h("span", {}, words.notice))),
    seen, h("p", { className: "wb-note" }, words.shared));
  const make = h("button", { type: "button", className: "wb-save", onclick: press }, words.make);
  const root = h("div", { className: "wb wb-reminders", "data-reminders": "" },
    h("details", { className: "wb-folded" }, h("summary", { className: "wb-title" }, words.heading),
      h("p", { className: "wb-lead" }, words.lead), kind, checkIn, sessions, rest, h("div", { className: "wb-actions" }, make, status)));
  el.append(root);

  function draw() {
    const wanted = ticked("kinds");
    checkIn.hidden = !wanted.includes("check-in");
    sessions.hidden = !wanted.some((one) => one !== "check-in");
    until.hidden = !ticked("every").some((one) => one !== "0");
    rest.hidden = !wanted.length;
  }
  function send(what) {
    const value = (name) => questions[name].controls[0].value, now = new Date();
    const answers = { kinds: ticked("kinds"), days: ticked("days"), every: ticked("every"), notice: notice.checked };
    for (const name of ["time", "weeks", "session", "starts", "evening", "until", "title"]) answers[name] = value(name);
    turn += 1;
    clearTimeout(timer); clearTimeout(silence); silence = setTimeout(() => say(words.no_answer), PATIENCE);
    const local = new Date(now - now.getTimezoneOffset() * 60000).toISOString().slice(0, 19);
    try { model.send({ kind: what, answers, now: local, view, turn }); } catch { say(words.no_answer); }
  }
  function say(text) { status.textContent = text; }
  function changed(wait) { say(""); draw(); clearTimeout(timer); timer = setTimeout(send, wait, "look"); }
  function press() { pressed = true; say(words.making); send("make"); }

  function show(message) {
    seen.hidden = !message.moments.length;
    list.replaceChildren(...message.moments.map((moment) => h("li", {}, `${moment} `, h("bdi", {}, message.title))),
      ...(message.more ? [h("li", {}, message.more)] : []));
    for (const [name, { controls, problem, hint }] of Object.entries(questions)) {
      const text = (pressed && message.problems[name]) || "";  // what is still open is no mistake before the button
      problem.textContent = text; problem.hidden = !text;
      for (const control of controls) {
        control.setAttribute("aria-describedby", [hint, text && problem.id].filter(Boolean).join(" "));
        if (text) control.setAttribute("aria-invalid", "true"); else control.removeAttribute("aria-invalid");
      }
    }
  }
  const hear = {
    looked(message) {
      show(message);
      if (!message.pressed) return;
      say(Object.values(message.problems).join(" "));
      if (!away(root)) Object.values(questions).find(({ problem }) => !problem.hidden)?.controls[0].focus();
    },
    made(message) { pressed = false; show(message); toDownloads([message.file], "text/calendar;charset=utf-8", "reminders.ics"); say(words.made); },
    refused(message) { say(Object.values(message.problems).join(" ")); },
  };
  const onMessage = (message) => {
    if (message.view !== view || message.turn !== turn) return;
    clearTimeout(silence); hear[message.kind]?.(message);
  };
  root.addEventListener("change", (event) => changed(event.target.type === "text" ? TYPING : 0));
  root.addEventListener("input", () => changed(TYPING));
  ownKeys(root);
  model.on("msg:custom", onMessage);
  draw();
  return () => { [timer, silence].forEach(clearTimeout); model.off("msg:custom", onMessage); };
}

export default widget(render);
