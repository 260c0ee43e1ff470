import type { BoardView, CardView } from '#server/board/view.ts'
import { PLACES, type Place } from '#server/vocabulary/corner.ts'

/** How much of what others do is said aloud: everything, what concerns oneself, or nothing. */
export const LOUDNESS = ['everything', 'mine', 'silent'] as const
export type Loudness = (typeof LOUDNESS)[number]

/** One thing that somebody else did on the board. */
export interface News {
  readonly is: 'added' | 'moved' | 'grouped' | 'edited' | 'gone'
  readonly card: CardView
}

/** What others did between two pictures of a board: everything but the cards that one touched oneself. */
export function newsBetween(before: BoardView, now: BoardView, own: ReadonlySet<string>): News[] {
  if (before.cards === now.cards) return []
  const here = Object.values(now.cards).flatMap((card): News[] => {
    const was = before.cards[card.id]
    if (was === card || own.has(card.id)) return []
    if (!was) return [{ is: 'added', card }]
    if (was.place !== card.place) return [{ is: 'moved', card }]
    if (was.group !== card.group && card.group !== null) return [{ is: 'grouped', card }]
    return was.text === card.text ? [] : [{ is: 'edited', card }]
  })
  const gone = Object.values(before.cards).flatMap((card): News[] =>
    now.cards[card.id] || own.has(card.id) ? [] : [{ is: 'gone', card }],
  )
  return [...here, ...gone]
}

/** What of the news somebody is told: with `mine`, what was done to their own cards, or where they are. */
export function heard(news: readonly News[], loudness: Loudness, meId: string, where: Place | undefined): News[] {
  if (loudness === 'silent') return []
  // Words that others are still typing change letter by letter: they are news to the card's author alone.
  const told = news.filter(({ is, card }) => is !== 'edited' || card.author === meId)
  return loudness === 'everything' ? told : told.filter(({ card }) => card.author === meId || card.place === where)
}

/** News that come close together are counted, so that nobody has to listen to sixty sentences. */
export interface Digest {
  readonly added: Readonly<Record<Place, number>>
  readonly moved: number
  readonly grouped: number
  readonly gone: number
  /** The one thing that happened, when it was one. */
  readonly only: News | undefined
}

/** News put together: a card that was added and then moved is still one card. */
export function digest(news: readonly News[]): Digest {
  const last = new Map<string, News>()
  for (const one of news) {
    const was = last.get(one.card.id)
    last.set(one.card.id, was?.is === 'added' && one.is !== 'gone' ? { ...one, is: 'added' } : one)
  }
  const all = [...last.values()]
  const count = (is: News['is'], place?: Place) =>
    all.filter((one) => one.is === is && (place === undefined || one.card.place === place)).length
  return {
    added: Object.fromEntries(PLACES.map((place) => [place, count('added', place)])) as Record<Place, number>,
    moved: count('moved'),
    grouped: count('grouped'),
    gone: count('gone'),
    only: all.length === 1 ? all[0] : undefined,
  }
}
