/** Shows a page again when the site was built anew, and says over it what was wrong. For `live` alone; see server.py. */

const shown = document.currentScript?.dataset.state;
const note = document.createElement("pre");
note.setAttribute("role", "alert");
// By properties: the policy of pages allows no style in markup.
Object.assign(note.style, {
  position: "fixed", inset: "auto 0 0 0", zIndex: "1000", margin: "0", padding: "0.75em 1em", maxHeight: "40vh",
  overflow: "auto", whiteSpace: "pre-wrap", background: "#7a1020", color: "#fff", font: "14px/1.4 monospace",
});

new EventSource(`/_live/events?${encodeURIComponent(location.pathname)}`).addEventListener("message", ({ data }) => {
  const { state, problems } = JSON.parse(data);
  if (state !== shown) return location.reload();
  note.textContent = problems;
  if (problems) document.body.append(note);
  else note.remove();
});
