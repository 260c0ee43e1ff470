import type { LostWords } from './not-stored.ts'

/** What the board did not take of a person's own, on this device until they put it away. */
export interface KeptWords {
  /** All of it, from whichever page, each once. */
  all(): readonly LostWords[]
  add(words: readonly LostWords[]): void
  /** Puts away what is shown by these words. */
  putAway(cardId: string, text: string): void
  end(): void
}

/**
 * Lost words outlive their page. Each page keeps each card's under a key of its own, so that two tabs that lose at the same
 * moment don't write over one another, and `heard` is called when another tab kept some or put some away. A device that
 * keeps nothing shows them as long as the page is open.
 */
export function keepWords(board: string, page: number, heard: () => void): KeptWords {
  const mark = `${board}.lost.`
  const unkept = new Map<string, LostWords>()
  const listen = ({ key }: StorageEvent) => {
    if (key === null || key.startsWith(mark)) heard()
  }
  window.addEventListener('storage', listen)
  const kept = () => new Map([...trying(() => read(mark), []), ...unkept])
  const keep = (key: string, one: LostWords) => {
    if (trying(() => write(key, one), false)) unkept.delete(key)
    else unkept.set(key, one)
  }
  const all = () => eachOnce([...kept().values()])
  // Pages of before kept all of a board's under one key.
  trying(() => {
    for (const one of JSON.parse(localStorage.getItem(`${board}.lost`) ?? '[]') as LostWords[])
      write(`${mark}0.${one.cardId}`, one)
    localStorage.removeItem(`${board}.lost`)
  }, undefined)
  return {
    all,
    add(words) {
      // Words that are kept already stand nowhere else: laying their card somewhere in vain must not cost them.
      const had = new Map(all().map((one) => [one.cardId, one.text]))
      for (const one of words)
        keep(`${mark}${page}.${one.cardId}`, { ...one, text: one.text || (had.get(one.cardId) ?? '') })
    },
    putAway(cardId, text) {
      for (const [key, one] of kept()) {
        if (one.cardId !== cardId || !text.includes(one.text)) continue
        unkept.delete(key)
        trying(() => localStorage.removeItem(key), undefined)
      }
    },
    end: () => window.removeEventListener('storage', listen),
  }
}

function read(mark: string): [string, LostWords][] {
  const keys = Object.keys(localStorage).filter((key) => key.startsWith(mark))
  return keys.sort().map((key) => [key, JSON.parse(localStorage.getItem(key) ?? '') as LostWords])
}

function write(key: string, one: LostWords): true {
  localStorage.setItem(key, JSON.stringify(one))
  return true
}

/** Of what two pages keep of one card, only what says something that the other doesn't. */
const eachOnce = (all: readonly LostWords[]) =>
  all.filter(
    (one, at) => !all.some((other, no) => no !== at && saysAll(other, one) && (no > at || !saysAll(one, other))),
  )

const saysAll = (one: LostWords, other: LostWords) =>
  one.cardId === other.cardId &&
  one.text.includes(other.text) &&
  (one.text !== other.text || Object.keys(one).length >= Object.keys(other).length)

function trying<T>(act: () => T, otherwise: T): T {
  try {
    return act()
  } catch {
    return otherwise
  }
}
