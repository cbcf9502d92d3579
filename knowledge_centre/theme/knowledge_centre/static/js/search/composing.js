/**
 * Whether a key belongs to an input method, which writes a word with several. Safari says so of the last by its code alone.
 * @param {KeyboardEvent} event
 */
export function composes(event) {
  return event.isComposing || event.keyCode === 229;
}
