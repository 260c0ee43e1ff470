import { get } from 'node:http'
import { newId } from '#server/vocabulary/ids.ts'
import type { AgencyItem, AgencyPoint, Band } from '#server/vocabulary/reflection.ts'

interface Now {
  step: string
  round: number
  /** When the step began, by the server's clock: the same machine's as ours. */
  stepSince: string
}

/** A participant without a browser: the same requests that a phone's page makes, and the same events it hears. */
export interface Phone {
  /** How many milliseconds after it began this phone knew of a step. */
  hears(step: string): Promise<number>
  /** Adds a view, sending it so many times under one key. */
  addView(text: string, times: number): Promise<void>
  rateAll(answer: number, times: number): Promise<void>
  /** Answers the two questions of the private minute. */
  answerPulse(band: Band, points: Record<AgencyItem, AgencyPoint>): Promise<void>
  own(): Promise<{ views: number; ratings: number }>
  shown(): Promise<{ people: number }>
}

export interface Crowd extends AsyncDisposable {
  /** Lets so many people in at once, over the join form, spread over the partners. */
  join(code: string, partners: readonly string[], count: number): Promise<Phone[]>
}

/** People who take part over HTTP and server-sent events alone. Ends their streams when it is disposed of. */
export function aCrowd(origin: string, sessionId: string): Crowd {
  const ending: (() => void)[] = []
  return {
    async join(code, partners, count) {
      const door = await (await fetch(`${origin}/join/${code}`)).text()
      const ids = partners.map((name) => partnerId(door, name))
      return Promise.all(
        Array.from({ length: count }, async (_, no) => {
          const cookie = await takeSeat(origin, code, ids[no % ids.length] as string)
          const phone = await aPhone(origin, sessionId, cookie)
          ending.push(phone.end)
          return phone
        }),
      )
    },
    async [Symbol.asyncDispose]() {
      for (const end of ending) end()
    },
  }
}

function partnerId(door: string, name: string): string {
  const label = door.split('<label').find((part) => part.includes(`>${name}<`))
  const id = label && /value="([^"]+)"/.exec(label)?.[1]
  if (!id) throw new Error(`${name} is not at the door`)
  return id
}

async function takeSeat(origin: string, code: string, partner: string): Promise<string> {
  const body = new URLSearchParams({ partner, name: '', organisation: '', once: newId() })
  const response = await fetch(`${origin}/join/${code}/seat`, { method: 'POST', body, redirect: 'manual' })
  const cookie = response.headers.get('set-cookie')?.split(';')[0]
  if (!cookie) throw new Error(`nobody was let in: ${response.status} ${response.headers.get('location')}`)
  return cookie
}

async function aPhone(origin: string, sessionId: string, cookie: string): Promise<Phone & { end(): void }> {
  const api = `${origin}/api/trpc`
  const asked = (input: unknown) => encodeURIComponent(JSON.stringify(input))
  async function ask<Answer>(what: string): Promise<Answer> {
    const response = await fetch(`${api}/${what}?input=${asked({ sessionId })}`, { headers: { cookie } })
    return (await response.json()).result.data
  }
  async function tell(what: string, input: object): Promise<void> {
    const headers = { cookie, 'content-type': 'application/json' }
    const body = JSON.stringify({ sessionId, ...input })
    const response = await fetch(`${api}/${what}`, { method: 'POST', headers, body })
    if (!response.ok) throw new Error(`${what}: ${await response.text()}`)
  }
  const hearing = new Set<(now: Now) => void>()
  let newest: Now | undefined
  const stream = get(`${api}/session.follow?input=${asked({ sessionId })}`, {
    headers: { cookie, accept: 'text/event-stream' },
  })
  await new Promise<void>((resolve, reject) => {
    stream.on('error', reject)
    stream.on('response', (response) => {
      let held = ''
      response.setEncoding('utf8')
      response.on('error', () => {})
      response.on('data', (piece: string) => {
        const events = (held + piece).split('\n\n')
        held = events.pop() ?? ''
        for (const event of events) {
          const now = nowIn(event)
          if (!now) continue
          newest = now
          for (const heard of hearing) heard(now)
          resolve()
        }
      })
    })
  })
  const many = (times: number, deed: () => Promise<void>) => Promise.all(Array.from({ length: times }, deed))
  return {
    hears: (step) =>
      new Promise((resolve) => {
        const heard = (now: Now) => {
          if (now.step !== step) return
          hearing.delete(heard)
          resolve(Date.now() - Date.parse(now.stepSince))
        }
        hearing.add(heard)
      }),
    async addView(text, times) {
      const view = { viewId: newId(), key: newId(), place: 'value', facet: null, text }
      await many(times, () => tell('view.add', view))
    },
    async rateAll(answer, times) {
      const statements = await ask<{ id: string }[]>('statement.list')
      for (const { id } of statements) {
        const rating = { statementId: id, key: newId(), answer, round: newest?.round }
        await many(times, () => tell('rating.give', rating))
      }
    },
    answerPulse: (band, points) => tell('reflection.pulseHere', { key: newId(), band, ...points }),
    async own() {
      const [views, ratings] = [await ask<unknown[]>('view.mine'), await ask<unknown[]>('rating.mine')]
      return { views: views.length, ratings: ratings.length }
    },
    async shown() {
      const { report } = await ask<{ report: { network: { people: number } } }>('disagreement.shown')
      return report.network
    },
    end: () => void stream.destroy(),
  }
}

/** Where the workshop stands, in one server-sent event; undefined for pings and the like. */
function nowIn(event: string): Now | undefined {
  const data = /^data: ?(.*)$/m.exec(event)?.[1]
  const thing = data ? (JSON.parse(data) as { step?: unknown; result?: { data?: Now } } | Now) : undefined
  return thing && 'step' in thing && typeof thing.step === 'string' ? (thing as Now) : undefined
}
