import { type Doer, type Times, whyNot } from '#server/board/may.ts'
import type { BoardView, CardView } from '#server/board/view.ts'
import type { SessionNow } from '#server/session/now.ts'
import type { Hands } from './hands.ts'
import type { Way } from './nudge.ts'
import type { LiveBoard, Reins } from './use-board.ts'
import type { Present } from './use-others.ts'

type Partner = SessionNow['people']['partners'][number]

/** What every card is drawn from beside itself: the same object as long as all of it is the same. */
export interface Common {
  readonly me: Doer
  /** What the session's state opens. */
  readonly times: Times
  readonly hands: Hands
  readonly reins: Reins
  partnerOf(partnerId: string | null): Partner | undefined
  onMenu(cardId: string): void
  /** Moves a card by one that way, and goes with it. */
  onNudge(cardId: string, way: Way): void
}

/** What the board's cards are marked with beside their words: the same object as long as all of it is the same. */
export interface Marks {
  readonly common: Common
  /** Cards that are drawn where they do not lie any more. */
  readonly gone: ReadonlySet<string>
  readonly writers: ReadonlyMap<string, Present>
  /** Who holds which card in their hand, to lay it elsewhere. */
  readonly movers: ReadonlyMap<string, Present>
  /** The numbers of the statements that cards were turned into. */
  readonly statements: ReadonlyMap<string, number>
}

/** All that a board's parts are drawn from, put together once for all of them: the same object as long as all of it is the same. */
export interface Scene extends Common, Marks {
  readonly marks: Marks
  readonly live: LiveBoard
  /** The picture as it is drawn: kept still under a hand, and sifted by what one looks for. */
  readonly view: BoardView
  /** The same before anything is sifted out. */
  readonly all: BoardView
  /** Hears which card a hand came to, or that it is at none. */
  onVisit(cardId: string | undefined): void
  readonly now: SessionNow
  /** Seats that were made one with one's own. */
  readonly earlier: readonly string[]
  readonly mayAdd: boolean
}

/** What one may do with a card now. */
export interface Rights {
  readonly edit: boolean
  readonly move: boolean
  readonly hide: boolean
  readonly remove: boolean
  /** Whether one may give a group its title. */
  readonly name: boolean
}

export function rightsOver({ author }: Pick<CardView, 'author'>, { me, times }: Pick<Scene, 'me' | 'times'>): Rights {
  const may = (deed: Parameters<typeof whyNot>[1]) => whyNot(me, deed, times) === undefined
  return {
    edit: may({ is: 'edit', author }),
    move: may({ is: 'move' }),
    hide: may({ is: 'hide', author, by: me.id, was: undefined }),
    remove: may({ is: 'delete', author }),
    name: may({ is: 'name' }),
  }
}

/** What one may do on the board at this step, in words. */
export function whatOneMay(mayAdd: boolean, mayMove: boolean, { checked, nobody }: Times) {
  if (mayAdd) return mayMove ? 'sorting' : 'adding'
  if (!mayMove) return 'viewing'
  return checked ? 'checkedFirst' : nobody ? 'nobodySorts' : 'onlySorting'
}

/** Who is at which card: writes on it, or drags it. */
export const whoIs = (at: 'editing' | 'dragging', others: readonly Present[]): ReadonlyMap<string, Present> =>
  new Map(others.flatMap((other) => (other[at] === undefined ? [] : [[other[at], other] as const])))
