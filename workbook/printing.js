// A button that prints a blank page from a frame nobody sees: no file is written, and nothing of the person's is on it.

function render({ model, el }) {
  const spec = model.get("spec");
  const root = document.createElement("div"), button = document.createElement("button"), hint = document.createElement("span");
  root.className = "wb-paper wb"; button.type = "button"; button.className = "wb-quiet"; hint.className = "wb-hint";
  button.textContent = spec.button; hint.textContent = spec.hint;
  const onClick = () => {
    root.querySelector("iframe")?.remove();
    const frame = document.createElement("iframe");
    frame.className = "wb-sheet"; frame.title = spec.button; frame.setAttribute("aria-hidden", "true"); frame.tabIndex = -1;
    frame.addEventListener("load", () => { frame.contentWindow.focus(); frame.contentWindow.print(); });
    frame.srcdoc = spec.page;
    root.append(frame);
  };
  button.addEventListener("click", onClick);
  root.append(button, hint);
  el.append(root);
}

export default widget(render);
