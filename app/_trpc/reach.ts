/** How long an answer may take before the way counts as dead: a half-open connection would make one wait for minutes. */
const WITHIN_MS = 8_000

/** Something answered that is not our server: a network that wants people to sign in first. */
export class Walled extends Error {
  override readonly name = 'Walled'
}

/**
 * Fetches from our procedures. They answer JSON and never send anybody elsewhere, so whatever does stands between: it is
 * told apart from a lost connection, because the cure is another.
 */
export const reach: typeof fetch = async (input, init) => {
  const giveUp = new AbortController()
  const timer = setTimeout(() => giveUp.abort(), WITHIN_MS)
  const asked = init?.signal
  const stop = () => giveUp.abort()
  asked?.addEventListener('abort', stop, { once: true })
  try {
    const response = await fetch(input, { ...init, redirect: 'manual', signal: giveUp.signal })
    const json = (response.headers.get('content-type') ?? '').startsWith('application/json')
    if (response.type === 'opaqueredirect' || response.status === 511 || (response.ok && !json)) throw new Walled()
    // Read to the end while the clock runs: a line may die in the middle of an answer.
    const body = await response.arrayBuffer()
    return new Response(body, { status: response.status, headers: response.headers })
  } finally {
    clearTimeout(timer)
    asked?.removeEventListener('abort', stop)
  }
}

/** Whether this failure, or what lies behind it, is a network's wall. */
export const isWalled = (error: unknown): boolean =>
  error instanceof Error && (error.name === 'Walled' || isWalled(error.cause))
