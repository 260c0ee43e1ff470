interface Placed {
  readonly thingId: string
  readonly count: number
}

/**
 * How many of one's dots lie on each thing that they can lie on now. A thing that was taken away or said anew since holds none:
 * its dots are in the hand again, and are not sent along to where the server knows no such thing.
 * @example placedOn([{ id: 'a' }], [{ thingId: 'a', count: 1 }, { thingId: 'gone', count: 2 }]).get('gone') // undefined
 */
export const placedOn = (
  things: readonly { readonly id: string }[],
  placed: readonly Placed[],
): ReadonlyMap<string, number> => {
  const known = new Set(things.map(({ id }) => id))
  return new Map(placed.flatMap(({ thingId, count }) => (known.has(thingId) ? [[thingId, count] as const] : [])))
}
