// A button that prints a blank page from a frame nobody sees: no file is written, and nothing of the person's is on it.

function render({ model, el }) {
  const spec = model.get("spec");
  const button = h("button", { type: "button", className: "wb-quiet", onclick: print }, spec.button);
  const root = h("div", { className: "wb-paper wb" }, button, h("span", { className: "wb-hint" }, spec.hint));
  function print() {
    root.querySelector("iframe")?.remove();
    const frame = h("iframe", { className: "wb-sheet", title: spec.button, "aria-hidden": "true", tabIndex: -1, srcdoc: spec.page });
    frame.addEventListener("load", () => { frame.contentWindow.focus(); frame.contentWindow.print(); });
    root.append(frame);
  }
  ownKeys(root);
  el.append(root);
}

export default widget(render);
