import { z } from 'zod'
import { idOf } from '#server/trpc/ids.ts'
import { TAGS } from '#server/vocabulary/language.ts'

// A card's key on the board, as pages make it: signs that a table can keep.
const CARD_KEY = /^[\x21-\x7E]{1,80}$/

/** `statementId` is made by the page, so that a request sent twice adds one statement. */
export const AddStatementInput = z.object({
  statementId: idOf<'statement'>().optional(),
  text: z.string(),
  fromCard: z.string().regex(CARD_KEY).nullable().default(null),
})
export const RewordStatementInput = z.object({ statementId: idOf<'statement'>(), text: z.string() })
/** `written` is the language of the statement’s own words, `language` that of `text`; no text takes a wording away. */
export const WordStatementInput = z.object({
  statementId: idOf<'statement'>(),
  written: z.enum(TAGS),
  language: z.enum(TAGS),
  text: z.string(),
})
export const WithdrawStatementInput = z.object({ statementId: idOf<'statement'>() })

export type AddStatementInput = z.input<typeof AddStatementInput>
export type WordStatementInput = z.infer<typeof WordStatementInput>
export type RewordStatementInput = z.infer<typeof RewordStatementInput>
export type WithdrawStatementInput = z.infer<typeof WithdrawStatementInput>
