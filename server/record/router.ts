import { z } from 'zod'
import { idOf } from '#server/trpc/ids.ts'
import { belonging, convening, remembering, router } from '#server/trpc/procedures.ts'
import type { SessionId } from '#server/vocabulary/ids.ts'
import { closeSession } from './close-session.ts'
import { compareRecords } from './compare-records.ts'
import { findRecords, openRecord } from './find.ts'
import { findRecordStatements } from './find-statements.ts'

const CompareInput = z.object({ earlier: idOf<'session'>(), later: idOf<'session'>() })

export const recordRouter = router({
  close: convening.mutation(({ ctx }) => closeSession(ctx.work, ctx.convening)),
  list: belonging.query(({ ctx }) => findRecords(ctx.work.db, ctx.membership)),
  open: remembering.query(({ ctx, input }) => openRecord(ctx.work.db, ctx.membership, input.sessionId)),
  compare: belonging.input(CompareInput).query(async ({ ctx, input }) => {
    const read = (sessionId: SessionId) => findRecordStatements(ctx.work.db, ctx.membership, sessionId)
    return compareRecords(await read(input.earlier), await read(input.later))
  }),
})
