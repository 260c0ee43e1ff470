/** How one thing stands at this venue: fine, works with a limit, or does not work. */
export type Light = 'green' | 'amber' | 'red'
export const CHECKS = ['server', 'speed', 'events', 'board', 'storage'] as const
export type Check = (typeof CHECKS)[number]
export interface Found {
  readonly light: Light
  /** Which words say it, under `venue.<check>`. */
  readonly says: 'fine' | 'slow' | 'walled' | 'none'
  readonly facts?: Record<string, number>
}

const WITHIN_MS = 4_500
const TRIPS = 5
const PHONES = 40

const within = <Answer>(deed: Promise<Answer>, otherwise: Answer): Promise<Answer> =>
  Promise.race([
    deed.catch(() => otherwise),
    new Promise<Answer>((resolve) => setTimeout(() => resolve(otherwise), WITHIN_MS)),
  ])

/** Whether the server answers, how quickly, or whether the network's own page answers in its place. */
async function server(): Promise<Found> {
  const trips: number[] = []
  for (let no = 0; no < TRIPS; no += 1) {
    const began = performance.now()
    const response = await fetch('/api/health/live', { cache: 'no-store', redirect: 'manual' })
    const walled = response.type === 'opaqueredirect' || response.status === 511
    if (walled || !(response.headers.get('content-type') ?? '').startsWith('application/json'))
      return { light: 'red', says: 'walled' }
    await response.text()
    trips.push(performance.now() - began)
  }
  const ms = Math.round(trips.sort((a, b) => a - b)[TRIPS >> 1] as number)
  return ms <= 400 ? { light: 'green', says: 'fine', facts: { ms } } : { light: 'amber', says: 'slow', facts: { ms } }
}

/** How long forty phones that open the workshop at once would share this network. */
async function speed(): Promise<Found> {
  const began = performance.now()
  const { byteLength } = await (await fetch('/api/venue/weight', { cache: 'no-store' })).arrayBuffer()
  const seconds = (performance.now() - began) / 1_000
  if (byteLength < 200_000) return { light: 'red', says: 'none' }
  const facts = { phones: PHONES, seconds: Math.max(1, Math.round(seconds * PHONES)) }
  return seconds * PHONES <= 60 ? { light: 'green', says: 'fine', facts } : { light: 'amber', says: 'slow', facts }
}

/** Whether the server can tell phones at once, or they have to ask every three seconds. */
function events(): Promise<Found> {
  return new Promise((resolve) => {
    const came: number[] = []
    const source = new EventSource('/api/venue/events')
    const end = (found: Found) => {
      source.close()
      resolve(found)
    }
    source.onmessage = ({ data }) => {
      came.push(performance.now())
      if (data !== '4') return
      const spread = (came.at(-1) as number) - (came[0] as number)
      end(spread > 400 ? { light: 'green', says: 'fine' } : { light: 'amber', says: 'slow' })
    }
    source.onerror = () => end({ light: 'amber', says: 'none' })
  })
}

/** Whether the live board's socket comes through. Phones don't need it. */
function board(): Promise<Found> {
  return new Promise((resolve) => {
    const { protocol, host } = window.location
    const socket = new WebSocket(`${protocol === 'https:' ? 'wss' : 'ws'}://${host}/venue/line`)
    socket.onopen = () => socket.send('hello')
    socket.onmessage = () => resolve({ light: 'green', says: 'fine' })
    socket.onerror = () => resolve({ light: 'amber', says: 'none' })
  })
}

/** Whether this browser keeps what one wrote while there is no network. */
async function storage(): Promise<Found> {
  const { createStore, del, get, set } = await import('idb-keyval')
  const store = createStore('tricorner-venue', 'check')
  await set('probe', 1, store)
  const kept = (await get('probe', store)) === 1 && navigator.cookieEnabled
  await del('probe', store)
  return kept ? { light: 'green', says: 'fine' } : { light: 'amber', says: 'none' }
}

const LOOKS: Record<Check, () => Promise<Found>> = { server, speed, events, board, storage }
const FAILED: Record<Check, Found> = {
  server: { light: 'red', says: 'none' },
  speed: { light: 'red', says: 'none' },
  events: { light: 'amber', says: 'none' },
  board: { light: 'amber', says: 'none' },
  storage: { light: 'amber', says: 'none' },
}

/** Looks at one thing; whatever does not answer within five seconds does not work. */
export const look = (check: Check): Promise<Found> => within(LOOKS[check](), FAILED[check])

/** The worst of what was found. */
export const overall = (found: readonly Found[]): Light =>
  (['red', 'amber', 'green'] as const).find((light) => found.some((one) => one.light === light)) ?? 'green'
