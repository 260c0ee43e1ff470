const MOST_KEPT = 50

/** Makes what has a key once, however many ask at the same moment and afterwards, as long as it is among the newest. */
export function keepNewest<T>(): (key: string, make: () => Promise<T>) => Promise<T> {
  const made = new Map<string, Promise<T>>()
  return (key, make) => {
    const had = made.get(key)
    if (had) return had
    const making = make()
    if (made.size >= MOST_KEPT) made.delete(made.keys().next().value as string)
    made.set(key, making)
    // What failed once may be tried again.
    making.catch(() => made.delete(key))
    return making
  }
}
