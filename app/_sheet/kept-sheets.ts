import type { Facts, RefusalCode } from '#server/refusal.ts'
import type { PartnerId, SheetId, StatementId } from '#server/vocabulary/ids.ts'
import type { Answer, PaperQuestion } from '#server/vocabulary/rating-scale.ts'

export interface TypedSheet {
  readonly sheetId: SheetId
  readonly no: number
  readonly round: number
  /** Of which version the paper is: for putting it back into the row, and nobody else's to know. */
  readonly version?: string
  readonly partnerId: PartnerId
  readonly answers: readonly {
    readonly statementId: StatementId
    readonly question?: PaperQuestion
    readonly answer: Answer
  }[]
}

/** What was done with a sheet and the server has not taken yet. `order` counts up, so that deeds are sent as they were done. */
export type SheetDeed = { readonly order: number } & (
  | { readonly is: 'enter'; readonly sheet: TypedSheet; readonly refused?: { code: RefusalCode; facts: Facts } }
  | { readonly is: 'take-out'; readonly sheetId: SheetId; readonly no: number }
)

const sheetIdOf = (deed: SheetDeed): SheetId => (deed.is === 'enter' ? deed.sheet.sheetId : deed.sheetId)
/** A deed's own place in the browser's storage: two pages of one browser never write over each other's. */
const placeOf = (sessionId: string, deed: SheetDeed) => `sheet ${sessionId} ${sheetIdOf(deed)} ${deed.is}`

export type Shelf = Pick<Storage, 'getItem' | 'setItem' | 'removeItem' | 'key' | 'length'>

/** Keeps a deed on this device until it is sent. False where the browser keeps nothing. */
export function keepDeed(shelf: Shelf, sessionId: string, deed: SheetDeed): boolean {
  try {
    shelf.setItem(placeOf(sessionId, deed), JSON.stringify(deed))
    return true
  } catch {
    return false
  }
}

/** Forgets a deed, with the answers it held. */
export function forgetDeed(shelf: Shelf, sessionId: string, deed: SheetDeed): void {
  try {
    shelf.removeItem(placeOf(sessionId, deed))
  } catch {
    // Nothing was kept, so nothing is left.
  }
}

/** What this device has kept for a workshop, in the order in which it was done. What can't be read is left out. */
export function keptDeeds(shelf: Shelf, sessionId: string): SheetDeed[] {
  try {
    const places = Array.from({ length: shelf.length }, (_, i) => shelf.key(i) ?? '')
    return places
      .filter((place) => place.startsWith(`sheet ${sessionId} `))
      .flatMap((place) => {
        const read = readDeed(shelf.getItem(place))
        return read ? [read] : []
      })
      .sort((a, b) => a.order - b.order)
  } catch {
    return []
  }
}

function readDeed(text: string | null): SheetDeed | undefined {
  try {
    const deed = JSON.parse(text ?? '') as Partial<SheetDeed>
    return typeof deed?.order === 'number' && (deed.is === 'enter' || deed.is === 'take-out')
      ? (deed as SheetDeed)
      : undefined
  } catch {
    return undefined
  }
}
