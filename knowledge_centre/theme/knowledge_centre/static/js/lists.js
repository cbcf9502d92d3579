/** On every page: the switch between whole cards and titles only; fetches what other lists need, where there are some. */

const root = document.documentElement;
for (const button of document.querySelectorAll("[data-view-switch]")) {
  const say = () => button.setAttribute("aria-pressed", String(root.classList.contains("titles-only")));
  button.addEventListener("click", () => {
    const view = root.classList.toggle("titles-only") ? "titles" : "cards";
    say();
    try {
      localStorage.setItem("list-view", view);
    } catch {
      // a browser that keeps nothing shows it on this page
    }
  });
  say();
}

if (document.querySelector("[data-narrow]")) import("./narrow.js");
if (document.querySelector("[data-copy]")) import("./copy.js");
