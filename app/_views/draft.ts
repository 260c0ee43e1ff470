const keyOf = (sessionId: string, seatId: string) => `tricorner.${sessionId}.${seatId}.draft`

/**
 * The view that was being written on this device and not added yet; '' for none, or where a browser keeps nothing. What was
 * begun at an `earlier` seat, which was made one with this, is from then on kept for this one.
 */
export function readDraft(sessionId: string, seatId: string, earlier: readonly string[] = []): string {
  try {
    const own = localStorage.getItem(keyOf(sessionId, seatId))
    const from = own ? undefined : earlier.find((seat) => localStorage.getItem(keyOf(sessionId, seat)))
    if (from === undefined) return own ?? ''
    const text = localStorage.getItem(keyOf(sessionId, from)) ?? ''
    localStorage.setItem(keyOf(sessionId, seatId), text)
    localStorage.removeItem(keyOf(sessionId, from))
    return text
  } catch {
    return ''
  }
}

export function keepDraft(sessionId: string, seatId: string, text: string): void {
  try {
    if (text.trim() === '') localStorage.removeItem(keyOf(sessionId, seatId))
    else localStorage.setItem(keyOf(sessionId, seatId), text)
  } catch {
    // It stays in the form, as long as the page is open.
  }
}
