import type { Page } from 'playwright-core';

// As text: this is code of the page, and the tests' own types know no document.
const NAMELESS = `[...document.querySelectorAll('button, a[href], input, textarea, summary, img')]
  .filter((control) => control.checkVisibility())
  .filter((control) => !(control.getAttribute('aria-label') ?? control.getAttribute('alt') ?? control.textContent.trim()))
  .map((control) => control.outerHTML.slice(0, 200))`;
const OUTLINE = `(({ outlineStyle, outlineWidth }) => outlineStyle + ' ' + outlineWidth)(getComputedStyle(document.activeElement))`;
const OVERFLOW = `document.documentElement.scrollWidth - window.innerWidth`;

/** Controls that a screen reader could only call "button", and pictures without words. */
export const namelessControls = (page: Page): Promise<unknown> => page.evaluate(NAMELESS);

/** How the focused element is marked: the style and the width of its outline. */
export const focusOutline = (page: Page): Promise<unknown> => page.evaluate(OUTLINE);

/** By how many pixels the page is wider than the screen. */
export const horizontalOverflow = (page: Page): Promise<unknown> => page.evaluate(OVERFLOW);
