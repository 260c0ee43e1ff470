/**
 * Runs in a page as hold-early.ts does: has the browser get its rules for numbers ready while the page’s program is under way, for
 * the first sentence with a number makes a slow phone wait for them, a tenth of a second.
 */
export function readyNumbers(): void {
  window.requestIdleCallback?.(() => new Intl.NumberFormat(document.documentElement.lang))
}
