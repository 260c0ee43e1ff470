import type { Ties } from './ties.ts'

/** What becomes of the things when some authorisers go. */
export interface Fall {
  /** Everybody who is gone in the end: those who were said to go, and those who hung on them alone. */
  readonly gone: readonly string[]
  /** Things that lose their last cover. */
  readonly left: readonly { id: string; lost: readonly string[] }[]
  /** Things that lose somebody, and are still covered by others. */
  readonly weakened: readonly { id: string; lost: readonly string[]; by: readonly string[] }[]
  /** Things that lose nobody. */
  readonly holding: readonly { id: string; by: readonly string[] }[]
  /** Things that nobody covered to begin with. */
  readonly bare: readonly string[]
}

/**
 * What is left without cover, what is weakened and what still holds when these authorisers go. An authoriser that hangs on
 * others goes with the last of them; circles do no harm: nobody goes who does not lose somebody first. Unknown ids in `going`
 * are passed over; with nobody going, nothing falls. One pass over the dependencies.
 * @example fall({ backers: [{ id: 'a', basis: 'personal', endsOn: null }], things: [{ id: 't', backers: ['a'] }] }, ['a']).left // [{ id: 't', lost: ['a'] }]
 */
export const fall = (ties: Ties, going: Iterable<string>): Fall => falling(ties).fall(going)

/** For each authoriser, how many things would be left without cover if that one alone went. */
export const hangingOnEach = (ties: Ties): Map<string, number> => falling(ties).hanging()

/** What answers these of one network: its ties are taken apart once, however much is asked. */
export interface Falling {
  fall(going: Iterable<string>): Fall
  /** The things left without cover when these go, in the order they were given. */
  left(going: Iterable<string>): string[]
  hanging(): Map<string, number>
}

export function falling(ties: Ties): Falling {
  const web = weave(ties)
  const order = new Map([...web.cover.keys()].map((id, at) => [id, at]))
  return {
    fall: (going) => fallIn(web, ties, going),
    left: (going) => spread(web, going).uncovered.sort((a, b) => (order.get(a) as number) - (order.get(b) as number)),
    hanging: () => new Map(ties.backers.map(({ id }) => [id, spread(web, [id]).uncovered.length])),
  }
}

function fallIn(web: Web, ties: Ties, going: Iterable<string>): Fall {
  const { gone } = spread(web, going)
  const left: Fall['left'][number][] = []
  const weakened: Fall['weakened'][number][] = []
  const holding: Fall['holding'][number][] = []
  const bare: string[] = []
  for (const [id, all] of web.cover) {
    const by = all.filter((one) => !gone.has(one))
    if (all.length === 0) bare.push(id)
    else if (by.length === all.length) holding.push({ id, by })
    else {
      const lost = all.filter((one) => gone.has(one))
      if (by.length === 0) left.push({ id, lost })
      else weakened.push({ id, lost, by })
    }
  }
  return { gone: ties.backers.map(({ id }) => id).filter((id) => gone.has(id)), left, weakened, holding, bare }
}

/** Who covers each thing (each once, nobody itself), and what hangs on each authoriser. */
interface Web {
  readonly cover: ReadonlyMap<string, readonly string[]>
  readonly hangingOn: ReadonlyMap<string, readonly string[]>
}

function weave({ backers, things }: Ties): Web {
  const hangingOn = new Map(backers.map(({ id }) => [id, [] as string[]]))
  const together = new Map<string, Set<string>>()
  for (const { id, backers: by } of things) {
    const cover = together.get(id) ?? new Set()
    for (const one of by) if (one !== id && hangingOn.has(one)) cover.add(one)
    together.set(id, cover)
  }
  for (const [thing, by] of together) for (const id of by) hangingOn.get(id)?.push(thing)
  return { cover: new Map([...together].map(([id, by]) => [id, [...by]])), hangingOn }
}

/** Everybody who goes in the end, and the things they leave without cover. Touches only what hangs on them. */
function spread({ cover, hangingOn }: Web, going: Iterable<string>): { gone: Set<string>; uncovered: string[] } {
  const gone = new Set<string>()
  const standing = new Map<string, number>()
  const uncovered: string[] = []
  const next = [...going].filter((id) => hangingOn.has(id))
  for (let id = next.pop(); id !== undefined; id = next.pop()) {
    if (gone.has(id)) continue
    gone.add(id)
    for (const thing of hangingOn.get(id) ?? []) {
      const rest = (standing.get(thing) ?? cover.get(thing)?.length ?? 0) - 1
      standing.set(thing, rest)
      if (rest > 0) continue
      uncovered.push(thing)
      if (hangingOn.has(thing)) next.push(thing)
    }
  }
  return { gone, uncovered }
}
