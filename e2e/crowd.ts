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
  /** When the step began that this phone knows of, in ms since 1970. */
  stepSince(): number
  // Each of these is sent so many times under one key, as a phone does that hears no answer.
  tellStory(text: string, times: number): Promise<void>
  addView(text: string, times: number): Promise<void>
  rateAll(answer: number, times: number): Promise<void>
  suggestBacker(label: string, times: number): Promise<void>
  plan(title: string, times: number): Promise<void>
  reflect(text: string, times: number): Promise<void>
  /** Answers the two questions of the private minute. */
  answerPulse(band: Band, points: Record<AgencyItem, AgencyPoint>): Promise<void>
  /** How much of what the server holds is this phone's. */
  own(): Promise<{ stories: number; views: number; ratings: number; backers: number; reflections: number }>
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
    stepSince: () => Date.parse(newest?.stepSince ?? ''),
    async tellStory(text, times) {
      const story = { storyId: newId(), key: newId(), text }
      await many(times, () => tell('story.tell', story))
    },
    async suggestBacker(label, times) {
      const backer = { suggestionId: newId(), key: newId(), label, kind: 'role', gives: ['money'], basis: 'personal' }
      await many(times, () => tell('authoriser.suggest', backer))
    },
    async plan(title, times) {
      const plan = { activityId: newId(), key: newId(), title, kind: 'convening', corners: ['value'], aim: 'To hear' }
      await many(times, () => tell('activity.propose', plan))
    },
    async reflect(text, times) {
      const reflection = { reflectionId: newId(), key: newId(), happened: text, audience: 'convenors' }
      await many(times, () => tell('reflection.writeHere', reflection))
    },
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
      const count = async (what: string) => (await ask<unknown[]>(what)).length
      return {
        stories: (await ask<unknown>('story.mine')) ? 1 : 0,
        views: await count('view.mine'),
        ratings: await count('rating.mine'),
        backers: await count('authoriser.mySuggestions'),
        reflections: (await ask<{ reflections: unknown[] }>('reflection.here')).reflections.length,
      }
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
