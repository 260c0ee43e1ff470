import { and, asc, eq, isNull } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { seats } from '#db/schema/sessions.ts'
import { sheets } from '#db/schema/sheets.ts'
import type { Convening } from '#server/auth/who-is.ts'
import type { PartnerId, SeatId, SheetId } from '#server/vocabulary/ids.ts'

/** That a sheet is in, and for whom. What is on it is with the answers, and never comes back from here. */
export interface Sheet {
  sheetId: SheetId
  no: number
  round: number
  partnerId: PartnerId
}

/** The sheets that are in, by number and round; those taken out are left out. */
export async function findSheets(db: Pick<Db, 'select'>, convening: Convening): Promise<Sheet[]> {
  return (await standing(db, convening)).map(({ sheetId, no, round, partnerId }) => ({ sheetId, no, round, partnerId }))
}

/** Whose sheet a number is, by the last round it was typed in for; undefined for a number nobody has yet. */
export async function findByNo(
  db: Pick<Db, 'select'>,
  convening: Convening,
  no: number,
): Promise<(Sheet & { seatId: SeatId }) | undefined> {
  return (await standing(db, convening, no)).at(-1)
}

async function standing(db: Pick<Db, 'select'>, { networkId, sessionId }: Convening, no?: number) {
  const wanted = and(
    eq(sheets.networkId, networkId),
    eq(sheets.sessionId, sessionId),
    isNull(sheets.takenOutAt),
    no === undefined ? undefined : eq(sheets.no, no),
  )
  const rows = await db
    .select({
      sheetId: sheets.id,
      no: sheets.no,
      round: sheets.round,
      seatId: sheets.seatId,
      partnerId: seats.partnerId,
    })
    .from(sheets)
    .innerJoin(seats, and(eq(seats.networkId, sheets.networkId), eq(seats.id, sheets.seatId)))
    .where(wanted)
    .orderBy(asc(sheets.no), asc(sheets.round))
  return rows as (Sheet & { seatId: SeatId })[]
}
