"""A browser that looks at what the pages of a built site do, with their scripts on and no policy to stop them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playwright.sync_api import Error

from tests.browser.fixtures import served

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser, Dialog, Page, Route

MARKERS = "window.pwned = () => { window.hostile = true; return ''; };"
"""What payloads call, besides ``alert``."""
KEPT = frozenset({"theme", "list-view", "newest-seen", "reading"})
"""What the site itself keeps in a browser: which colours and lists were chosen, what was new and read at earlier visits."""
LOOK = """() => {
    const found = [];
    const schemes = ["http:", "https:", "mailto:", "tel:", "ftp:"];
    for (const node of document.querySelectorAll("*")) {
        for (const name of node.getAttributeNames()) {
            if (name.startsWith("on") && !node.matches("link[rel=stylesheet]")) found.push(`${node.nodeName} has ${name}`);
        }
        for (const name of ["href", "src", "action", "formaction", "cite", "data", "xlink:href", "background", "poster"]) {
            if (!node.hasAttribute(name)) continue;
            let address;
            try { address = new URL(node.getAttribute(name), document.baseURI); } catch { continue; }
            const drawn = node.nodeName === "IMG" && /^data:image\\/(gif|jpeg|png|webp)[;,]/.test(address.href);
            if (!schemes.includes(address.protocol) && !drawn) found.push(`${node.nodeName} leads to ${address.href.slice(0, 60)}`);
        }
    }
    // A refresh may leave the page later than it is looked at.
    for (const node of document.querySelectorAll("meta[http-equiv=refresh i]")) found.push(`refresh ${node.content}`);
    for (const node of document.querySelectorAll("article *, main *")) {
        if (node.closest("[data-share], button")) continue;
        for (const type of ["mouseover", "pointerenter", "focus", "toggle", "wheel", "x", "animationstart", "click"]) {
            node.dispatchEvent(new Event(type)); // does not bubble, so that no link is followed
        }
        if (node instanceof HTMLAnchorElement && node.protocol === "javascript:") node.click();
    }
    const stored = [...Object.keys(localStorage), ...Object.keys(sessionStorage), ...document.cookie.split(";").filter(Boolean)];
    return { found, stored, marked: "hostile" in window, base: document.baseURI.split("#")[0] === location.href.split("#")[0] };
}"""


class Watched:
    """Opens pages, and keeps what they did that no page is to do, each with the page's address."""

    def __init__(self, browser: Browser, out: Path) -> None:
        self.out, self.seen = out, 0
        self.did: list[tuple[str, str]] = []
        self.at = ""
        self.context = browser.new_context(bypass_csp=True)
        self.context.add_init_script(MARKERS)
        self.page = self.context.new_page()
        self.listen(self.page)

    def tell(self, what: str) -> None:
        self.did.append((self.at, what[:200]))

    def listen(self, page: Page) -> None:
        page.on("dialog", self.on_dialog)
        page.on("console", lambda one: self.tell(f"console {one.text}") if one.type == "error" else None)
        page.on("pageerror", lambda error: None if "Transition" in str(error) else self.tell(f"error {error}"))
        page.on("popup", lambda _page: self.tell("popup"))
        page.on("framenavigated", lambda frame: self.tell(f"frame {frame.url}") if frame.parent_frame else None)

    def on_dialog(self, dialog: Dialog) -> None:
        self.tell(f"dialog {dialog.message}")
        dialog.dismiss()

    def look(self, *names: str) -> list[tuple[str, str]]:
        """Open pages of the output, all where none is named; gives what they did."""
        with served(self.out) as root:
            self.context.route("**/*", lambda route: self.pass_on(route, root))
            for name in names or sorted(path.relative_to(self.out).as_posix() for path in self.out.rglob("*.html")):
                if name.startswith("old-"):  # they lead on to a page of the site
                    continue
                self.at, self.seen = name, self.seen + 1
                self.page.goto(f"{root}{name}")
                try:
                    told = self.page.evaluate(LOOK)
                except Error as error:  # the page went away meanwhile
                    self.tell(f"it cannot be looked at: {error}")
                    continue
                if self.page.url.split("#")[0] != f"{root}{name}":
                    self.tell(f"it went to {self.page.url}")
                for what in told["found"]:
                    self.tell(what)
                for what in set(told["stored"]) - KEPT:
                    self.tell(f"stored {what}")
                if told["marked"]:
                    self.tell("marked")
                if not told["base"]:
                    self.tell("base")
        return self.did

    def pass_on(self, route: Route, root: str) -> None:
        """Answer for other sites, so that none is asked; let the site itself answer."""
        request = route.request
        if request.url.startswith((root, "data:", "blob:")):
            route.continue_()
        else:
            self.tell(f"request {request.url}")
            route.fulfill(body="", content_type="text/plain")
