/** How long a page must have been out of sight for its connections to be believed no more. */
const LONG_MS = 5_000

/**
 * Calls back when it is worth looking again: the page is seen again, was brought back whole, or the network is there again.
 * `slept` tells whether a connection may have died unnoticed meanwhile.
 */
export function onWake(woke: (slept: boolean) => void): () => void {
  let hiddenSince = document.visibilityState === 'hidden' ? Date.now() : undefined
  const looked = () => {
    if (document.visibilityState === 'hidden') {
      hiddenSince = Date.now()
      return
    }
    const slept = hiddenSince !== undefined && Date.now() - hiddenSince > LONG_MS
    hiddenSince = undefined
    woke(slept)
  }
  const shown = ({ persisted }: PageTransitionEvent) => woke(persisted)
  const online = () => woke(true)
  document.addEventListener('visibilitychange', looked)
  window.addEventListener('pageshow', shown)
  window.addEventListener('online', online)
  return () => {
    document.removeEventListener('visibilitychange', looked)
    window.removeEventListener('pageshow', shown)
    window.removeEventListener('online', online)
  }
}
