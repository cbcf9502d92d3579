/** Shows the words of some nodes in other inks, one part of the page after another. For contrast.py. */
(selectors) => {
  const root = document.documentElement;
  const nodes = selectors.map((selector) => document.querySelector(selector));
  const words = nodes.flatMap((element, node) => {
    const frames = framesAround(element);
    return boxesIn(element).map((box) => ({ node, element, box, frames, done: false }));
  });
  const sheet = new CSSStyleSheet();
  const scrolled = [];
  const behind = new Set();
  document.adoptedStyleSheets.push(sheet);
  for (const node of nodes) node.setAttribute("data-inked", "");
  for (const one of document.getAnimations()) if (one.effect?.getComputedTiming().endTime < Infinity) one.finish();

  /** What gives the box of each word of a node's own text, or of its part on a line, cut after twenty characters. */
  function boxesIn(node) {
    const texts = [...node.childNodes].filter((child) => child.nodeType === Node.TEXT_NODE);
    const boxes = texts.flatMap((text) =>
      [...text.data.matchAll(/\S{1,20}/gu)].flatMap(({ 0: word, index }) => {
        const range = new Range();
        range.setStart(text, index);
        range.setEnd(text, index + word.length);
        return [...range.getClientRects()].map((_, line) => () => range.getClientRects()[line]);
      }),
    );
    return boxes.length ? boxes : [() => node.getBoundingClientRect()]; // a field's text is not in the page
  }

  /** What a node is cut off by where it goes beyond it. */
  function framesAround(node) {
    const frames = [];
    for (let one = node; one && one !== document.body && one !== root; one = one.parentElement) {
      const { overflow, position } = getComputedStyle(one);
      if (overflow !== "visible") frames.push(one);
      if (position === "fixed") return frames;
    }
    return [...frames, root];
  }

  function boxOf(frame) {
    return frame === root ? new DOMRect(0, 0, innerWidth, innerHeight) : frame.getBoundingClientRect();
  }

  /** Brings a word near the upper left corner of whatever a reader can scroll. */
  function scrollTo({ box, frames }) {
    for (const frame of frames) {
      if (frame !== root && !/auto|scroll/.test(getComputedStyle(frame).overflow)) continue;
      scrolled.push([frame, frame.scrollLeft, frame.scrollTop]);
      const { x, y, width, height } = boxOf(frame);
      frame.scrollBy({ left: box().x - x - width / 10, top: box().y - y - height / 5, behavior: "instant" });
    }
  }

  /** Whether a box in a node is covered or dimmed by what is open over the page for the time being. */
  function isBehind(element, box) {
    return [...document.querySelectorAll(":popover-open, :modal")].some((open) => {
      const { left, top, right, bottom } = open.getBoundingClientRect();
      const dims = getComputedStyle(open, "::backdrop").backgroundColor !== "rgba(0, 0, 0, 0)";
      const covers = left < box.right && top < box.bottom && right > box.left && bottom > box.top;
      return !open.contains(element) && (dims || covers);
    });
  }

  return {
    count: words.length,

    /** The contrast that each node needs: large text needs less. */
    needed: nodes.map((node) => {
      const { fontSize, fontWeight } = getComputedStyle(node);
      return parseFloat(fontSize) >= (fontWeight >= 700 ? 18.66 : 24) ? 3 : 4.5;
    }),

    /** The nodes of which a word is behind something else that is open. */
    behind: () => [...behind],

    /** Where the words stand that are whole in sight, and the one to scroll to if any of it is; less those done. */
    places(sought, done) {
      for (const word of done) words[word].done = true;
      if (sought !== null) scrollTo(words[sought]);
      const seen = words.flatMap(({ node, element, box, frames, done }, word) => {
        if (done) return [];
        const own = box();
        if (isBehind(element, own)) {
          if (word === sought) behind.add(node);
          return [];
        }
        const all = [own, boxOf(root), ...frames.map(boxOf)];
        const [left, top] = ["left", "top"].map((side) => Math.max(...all.map((one) => one[side])));
        const [right, bottom] = ["right", "bottom"].map((side) => Math.min(...all.map((one) => one[side])));
        const whole = left === own.left && top === own.top && right === own.right && bottom === own.bottom;
        const some = left < right && top < bottom;
        return some && (whole || word === sought) ? [{ word, node, box: [left, top, right, bottom] }] : [];
      });
      return JSON.stringify(seen);
    },

    /** Gives the words another ink, or none for their own, and tells how far the page is scrolled. */
    paint(ink) {
      sheet.replaceSync(ink && `
        :has([data-inked]) { text-decoration-color: transparent !important }
        [data-inked]::before, [data-inked]::after, [data-inked] * { -webkit-text-fill-color: currentcolor !important }
        [data-inked] { -webkit-text-fill-color: ${ink} !important; text-decoration-color: transparent !important }
        [data-inked] { transition: none !important; caret-color: transparent !important }`);
      return [scrollX, scrollY];
    },

    /** Leaves the page as it was. */
    leave() {
      document.adoptedStyleSheets = document.adoptedStyleSheets.filter((one) => one !== sheet);
      for (const node of nodes) node.removeAttribute("data-inked");
      for (const [frame, left, top] of scrolled.reverse()) frame.scrollTo({ left, top, behavior: "instant" });
    },
  };
}
