import { exposure, goneBy } from '#server/exposure/exposure.ts'
import { fall, falling } from '#server/exposure/fall.ts'
import type { Ties } from '#server/exposure/ties.ts'
import { HORIZONS, WATCH_DAYS } from '#server/vocabulary/backing.ts'
import { type Day, daysBetween } from '#server/vocabulary/day.ts'
import type { AuthoriserId } from '#server/vocabulary/ids.ts'
import type { Authoriser, Register, Supported } from './find.ts'

/** A thing that loses somebody, with the labels of those it loses and of those who still cover it. */
export interface Hit {
  thing: Supported
  lost: string[]
  by: string[]
}
/** What is left when some go, with everything by name. */
export interface WhatIf {
  /** Those who go: those who were said to, and those who hang on them alone. */
  gone: Authoriser[]
  left: Hit[]
  weakened: Hit[]
  holding: Hit[]
}

/** An authoriser whose backing may end within the longest watch, or should have ended already. */
export interface Watched {
  authoriser: Authoriser
  /** Days from today; negative when the day has passed. */
  inDays: number
  /** The watch it stands in: 30, 90 or 180 days; 0 once the day has passed. */
  within: number
  /** What would be left without cover if this one alone went. */
  left: Supported[]
}
export interface Foresight {
  horizons: ({ days: number; by: Day } & WhatIf)[]
  /** Authoriser -> how many things hang on that one alone. */
  hanging: Record<AuthoriserId, number>
  /** Things that nobody backs any more. */
  bare: Supported[]
  watch: Watched[]
}

export const tiesOf = ({ authorisers, things }: Pick<Register, 'authorisers' | 'things'>): Ties => ({
  backers: authorisers.map(({ id, basis, endsOn }) => ({ id, basis, endsOn: endsOn as Day | null })),
  things: things.map(({ id, backers }) => ({ id, backers })),
})

/** What is left if these authorisers go, and all whose tie ends by a day; papers that run out by then when asked for. */
export function whatIf(
  register: Pick<Register, 'authorisers' | 'things'>,
  asked: { gone: readonly string[]; by: Day | null; papersToo: boolean },
): WhatIf {
  const ties = tiesOf(register)
  const byThen = asked.by ? goneBy(ties.backers, asked.by, asked.papersToo) : []
  return named(register, fall(ties, [...asked.gone, ...byThen]))
}

/** What the register foretells from a day on: the exposure at every horizon, what hangs on each, and who is to be watched. */
export function foresee(register: Register, today: Day): Foresight {
  const ties = tiesOf(register)
  const ready = falling(ties)
  const hanging = ready.hanging()
  const thing = byId(register)
  return {
    horizons: exposure(ties, today, HORIZONS, ready).map(({ days, by, fall }) => ({
      days,
      by,
      ...named(register, fall),
    })),
    hanging: Object.fromEntries(hanging) as Record<AuthoriserId, number>,
    bare: ready.fall([]).bare.map(thing),
    watch: watchFrom(register, today, ready),
  }
}

/** Whose backing may end soon, or should have ended, the first to end on top; with what hangs on each alone. */
export function watchFrom(register: Register, today: Day, ready = falling(tiesOf(register))): Watched[] {
  const thing = byId(register)
  return register.authorisers
    .flatMap((authoriser) => {
      if (!authoriser.endsOn) return []
      const inDays = daysBetween(today, authoriser.endsOn as Day)
      if (inDays > WATCH_DAYS[0]) return []
      const within = inDays < 0 ? 0 : Math.min(...WATCH_DAYS.filter((days) => inDays <= days))
      return [{ authoriser, inDays, within, left: ready.left([authoriser.id]).map(thing) }]
    })
    .sort((a, b) => a.inDays - b.inDays)
}

const byId = ({ things }: Pick<Register, 'things'>) => {
  const all = new Map<string, Supported>(things.map((one) => [one.id, one]))
  return (id: string | { id: string }) => all.get(typeof id === 'string' ? id : id.id) as Supported
}

function named(register: Pick<Register, 'authorisers' | 'things'>, fallen: ReturnType<typeof fall>): WhatIf {
  const thing = byId(register)
  const labels = new Map<string, string>(register.authorisers.map(({ id, label }) => [id, label]))
  const called = (ids: readonly string[] = []) => ids.map((id) => labels.get(id) ?? '')
  const hit = ({ id, lost, by }: { id: string; lost?: readonly string[]; by?: readonly string[] }): Hit => ({
    thing: thing(id),
    lost: called(lost),
    by: called(by),
  })
  const gone = new Set(fallen.gone)
  return {
    gone: register.authorisers.filter(({ id }) => gone.has(id)),
    left: fallen.left.map(hit),
    weakened: fallen.weakened.map(hit),
    holding: fallen.holding.map(hit),
  }
}

export type Ending = Omit<Watched, 'within'>

/**
 * Whose backing has a last day, however far off, the first to end first. A calendar holds them all: it speaks up when it is
 * time, however early it was fetched.
 */
export function endings(register: Pick<Register, 'authorisers' | 'things'>, today: Day): Ending[] {
  const [ready, thing] = [falling(tiesOf(register)), byId(register)]
  return register.authorisers
    .flatMap((authoriser) => {
      if (!authoriser.endsOn) return []
      const inDays = daysBetween(today, authoriser.endsOn as Day)
      return [{ authoriser, inDays, left: ready.left([authoriser.id]).map(thing) }]
    })
    .sort((a, b) => a.inDays - b.inDays)
}
