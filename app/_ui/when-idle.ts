const LONGEST_MS = 1_000

/** Ends once the page has nothing else to do, or after a second: what somebody does goes first. Not every browser can tell. */
export const whenIdle = (): Promise<void> =>
  new Promise((idle) => {
    if (window.requestIdleCallback) window.requestIdleCallback(() => idle(), { timeout: LONGEST_MS })
    else setTimeout(idle)
  })
