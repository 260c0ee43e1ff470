const keyOf = (sessionId: string, seatId: string) => `tricorner.${sessionId}.${seatId}.draft`

/** The view that was being written on this device and not added yet; '' for none, or where a browser keeps nothing. */
export function readDraft(sessionId: string, seatId: string): string {
  try {
    return localStorage.getItem(keyOf(sessionId, seatId)) ?? ''
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
