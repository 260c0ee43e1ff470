const isNowhere = () => document.activeElement === null || document.activeElement === document.body

/**
 * Takes whoever is nowhere on the page to the heading of the step that comes. A step may be fetched first, and its heading be
 * another once its answers are there: until somebody goes on from it. Answers how to leave off.
 */
export function toHeading(): () => void {
  const main = document.getElementById('main')
  if (!main || !isNowhere()) return () => {}
  let given: HTMLElement | null = null
  const give = () => {
    if (!isNowhere() && document.activeElement !== given) return watch.disconnect()
    if (given?.isConnected) return isNowhere() ? watch.disconnect() : undefined
    given = main.querySelector('h1')
    if (given) given.tabIndex = -1
    given?.focus()
  }
  const watch = new MutationObserver(give)
  watch.observe(main, { childList: true, subtree: true })
  give()
  return () => watch.disconnect()
}
