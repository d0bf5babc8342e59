// A line that says what waits for the session, and says it anew after each save on its page.

function render({ model, el }) {
  const line = h("p", { className: "wb-waiting", role: "status" });
  el.append(line);
  const ask = () => { try { model.send({ kind: "ready" }); } catch { /* the kernel is gone: the line stays as it was */ } };
  const onMessage = (message) => { if (message.kind === "waits") line.textContent = message.message; };
  model.on("msg:custom", onMessage);
  window.addEventListener("workbook:saved", ask);
  window.addEventListener("workbook:changed", ask);
  ask();
  return () => {
    model.off("msg:custom", onMessage);
    window.removeEventListener("workbook:saved", ask);
    window.removeEventListener("workbook:changed", ask);
  };
}

export default widget(render);
