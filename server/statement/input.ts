import { z } from 'zod'
import { idOf } from '#server/trpc/ids.ts'

export const AddStatementInput = z.object({ text: z.string(), fromCard: z.string().max(80).nullable().default(null) })
export const RewordStatementInput = z.object({ statementId: idOf<'statement'>(), text: z.string() })
export const WithdrawStatementInput = z.object({ statementId: idOf<'statement'>() })

export type AddStatementInput = z.infer<typeof AddStatementInput>
export type RewordStatementInput = z.infer<typeof RewordStatementInput>
export type WithdrawStatementInput = z.infer<typeof WithdrawStatementInput>
