/** Whether keys go into a text, or to a layer that has keys of its own: then a letter is no command. */
export const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable || target.matches('textarea, select, input:not([type=radio])') || target.closest('[data-layer]') !== null);
