import type { SeatKind } from '#server/vocabulary/role.ts'
import { isSorting, type Step } from '#server/vocabulary/step.ts'

/** Whoever does something on a board. */
export interface Doer {
  readonly id: string
  readonly kind: SeatKind
  readonly partnerId: string | null
}

/** The state of the session that decides what is open. */
export interface Times {
  readonly step: Step
  readonly viewsShown: boolean
  readonly closed: boolean
  /** Whether no author is kept: then cards come from the server alone, and nobody signs one. */
  readonly nobody?: boolean
  /** Whether the convenor reads everything before the room does: then only the convenor writes on the board itself. */
  readonly checked?: boolean
}

/** What can be done on a board. `author` is the card's, as it stood before. */
export type Deed =
  | { is: 'add'; cardId: string; author: string; partner: string | null }
  | { is: 'edit'; author: string }
  | { is: 'delete'; author: string }
  /** `by`: whose hiding stands now, `was`: whose stood before; undefined for a card that is not hidden. */
  | { is: 'hide'; author: string; by: string | undefined; was: string | undefined }
  | { is: 'move' }
  | { is: 'group' }
  /** Gives a group its title, or another one. */
  | { is: 'name' }
  | { is: 'rule' }

/** Why not, by name; the page finds the words. */
export type WhyNot =
  | 'closed'
  | 'not-the-time'
  | 'looking-on'
  | 'belongs-to-another'
  | 'signed-as-another'
  | 'signs-nobody'
  | 'checked-first'
  | 'servers-own'

/**
 * Whether somebody may do something now: undefined when they may, else why not. The editor asks to grey out, the gate to
 * refuse. Cards are their authors', who may hide them too, and show again what they hid themselves; the convenor may hide
 * and show any. Sorting (moves and groups) is everybody's while the room sorts, and the convenor's at any time views are on the board.
 * Where what people write is checked first, nobody but the convenor puts words on the board past that.
 */
export function whyNot(doer: Doer, deed: Deed, times: Times): WhyNot | undefined {
  if (times.closed || times.step === 'finish') return 'closed'
  if (doer.kind === 'screen') return 'looking-on'
  if (deed.is === 'rule') return 'servers-own'
  if (!times.viewsShown) return 'not-the-time'
  const isChecked = times.checked === true && doer.kind !== 'convenor'
  if (deed.is === 'move' || deed.is === 'group' || deed.is === 'name') {
    if (!isSorting(times.step) && doer.kind !== 'convenor') return 'not-the-time'
    return isChecked && deed.is === 'name' ? 'checked-first' : undefined
  }
  if (deed.is === 'add' && times.nobody) return 'signs-nobody'
  if (deed.is === 'add' && !isSignedBy(doer, deed)) return 'signed-as-another'
  if (deed.is === 'hide') {
    if (deed.by !== undefined && deed.by !== doer.id) return 'signed-as-another'
    if (doer.kind === 'convenor') return undefined
    if (deed.was !== undefined && deed.was !== doer.id) return 'belongs-to-another'
  }
  if (deed.author !== doer.id) return 'belongs-to-another'
  if (!isSorting(times.step) && times.step !== 'views' && doer.kind !== 'convenor') return 'not-the-time'
  return isChecked && (deed.is === 'add' || deed.is === 'edit') ? 'checked-first' : undefined
}

const isSignedBy = (doer: Doer, { cardId, author, partner }: Deed & { is: 'add' }) =>
  author === doer.id && partner === doer.partnerId && cardId.startsWith(`${doer.id}.`)
