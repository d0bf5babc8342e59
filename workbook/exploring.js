// The title of a chart, to unfold; the picture is an output just below. It says in words what the picture shows.

function render({ model, el }) {
  const { name, title, about } = model.get("spec");
  const send = (kind) => { try { model.send({ kind }); } catch { /* the kernel is gone: what is drawn stays */ } };
  let alt = "", shown = false, touched = false;
  const fold = title && h("details", { className: "wb-folded", ontoggle: toggled },
    h("summary", { className: "wb-title" }, title), h("p", { className: "wb-hint" }, about));
  if (fold) el.append(h("div", { className: "wb wb-lookback", "data-chart": name }, fold));
  function toggled() { if (fold.open !== shown) { touched = true; shown = fold.open; send(shown ? "open" : "close"); } }

  const page = () => el.closest(".wb-explore");
  function below() {  // the output that belongs to this title
    let node = el;
    while (node && !node.parentElement?.classList.contains("wb-explore")) node = node.parentElement;
    return node?.nextElementSibling;
  }
  function describe() {
    for (const picture of below()?.querySelectorAll(".js-plotly-plot") || []) {
      if (picture.getAttribute("aria-label") === alt) continue;
      picture.setAttribute("role", "img"); picture.setAttribute("aria-label", alt);
    }
  }
  const drawn = new MutationObserver(describe);
  const onMessage = (message) => { if (message.kind === "drawn") { alt = message.alt; if (fold && message.open && !touched) shown = fold.open = true; describe(); } };
  model.on("msg:custom", onMessage);
  const suppress = (event) => event.target.setAttribute("data-lm-suppress-shortcuts", "true");
  const again = () => { if (!fold || fold.open) send("again"); };
  requestAnimationFrame(() => {
    if (below()) drawn.observe(below(), { childList: true, subtree: true });
    if (!fold) page()?.addEventListener("focusin", suppress);
    send("ready");
  });
  window.addEventListener("workbook:saved", again);
  window.addEventListener("workbook:changed", again);
  return () => {
    drawn.disconnect(); model.off("msg:custom", onMessage);
    window.removeEventListener("workbook:saved", again);
    window.removeEventListener("workbook:changed", again);
  };
}

export default widget(render);
