import { type LostWords, withWordsOf } from './not-stored.ts'

/** What the board did not take of a person's own, on this device until they put it away. */
export interface KeptWords {
  /** All of it, from whichever page, each once. */
  all(): readonly LostWords[]
  add(words: readonly LostWords[]): void
  /** All that the page holds when nothing more is taken from it, in place of what was said so before. */
  addLast(words: readonly LostWords[]): void
  /** From now on nothing more is kept on this device, only told as long as the page is open. */
  keepNoMore(): void
  /** Puts away all that these say. */
  putAway(words: LostWords): void
  end(): void
}

/**
 * Lost words outlive their page. Each page keeps each card's under a key of its own, so that two tabs that lose at the same
 * moment don't write over one another, and `heard` is called when another tab kept some or put some away. A device that
 * keeps nothing shows them as long as the page is open. What is kept under `earlier` names, of seats that were made one with
 * this one, is taken up.
 */
export function keepWords(board: string, page: number, heard: () => void, earlier: readonly string[] = []): KeptWords {
  const mark = `${board}.lost.`
  const unkept = new Map<string, LostWords>()
  let isKeeping = true
  const listen = ({ key }: StorageEvent) => {
    if (key === null || key.startsWith(mark)) heard()
  }
  window.addEventListener('storage', listen)
  const kept = () => new Map([...trying(() => read(mark), []), ...unkept])
  const keep = (key: string, one: LostWords) => {
    if (isKeeping && trying(() => write(key, one), false)) unkept.delete(key)
    else unkept.set(key, one)
  }
  const all = () => eachOnce([...kept().values()])
  const takeUp = (at: string, one: LostWords) => write(mark + at, withWordsOf(kept().get(mark + at), one))
  for (const was of [board, ...earlier])
    trying(() => {
      // Pages of before kept all of a board's under one key.
      for (const one of JSON.parse(localStorage.getItem(`${was}.lost`) ?? '[]') as LostWords[])
        takeUp(`0.${one.cardId}`, one)
      localStorage.removeItem(`${was}.lost`)
      if (was === board) return
      for (const [key, one] of read(`${was}.lost.`)) {
        takeUp(key.slice(`${was}.lost.`.length), one)
        localStorage.removeItem(key)
      }
    }, undefined)
  /** Keeps each under its key. One that has no words gets those that are kept of its card: they stand nowhere else. */
  const put = (at: string, words: readonly LostWords[], onto: (key: string, one: LostWords) => LostWords) => {
    const had = new Map(all().map((one) => [one.cardId, one.text]))
    for (const one of words) {
      const key = `${mark}${page}.${at}${one.cardId}`
      keep(key, onto(key, { ...one, text: one.text || (had.get(one.cardId) ?? '') }))
    }
  }
  return {
    all,
    // Nobody has put away what is kept already.
    add(words) {
      put('', words, (key, one) => {
        const had = kept().get(key)
        if (!had || !one.to) return withWordsOf(had, one)
        const { to: _to, groupId, group, ...said } = had
        // The name of a group is one's own words, too: it is told where it was given.
        if (group !== undefined && group !== one.group) keep(`${key}.${groupId}`, had)
        return withWordsOf(said, one)
      })
    },
    addLast: (words) => put('last.', words, (_key, one) => one),
    keepNoMore() {
      isKeeping = false
    },
    putAway(words) {
      for (const [key, one] of kept()) {
        if (!saysAll(words, one)) continue
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
  (['is', 'to', 'groupId', 'group'] as const).every((what) => other[what] === undefined || other[what] === one[what])

function trying<T>(act: () => T, otherwise: T): T {
  try {
    return act()
  } catch {
    return otherwise
  }
}
