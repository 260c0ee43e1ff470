import { TRPCClientError } from '@trpc/client'
import type { Facts, RefusalCode } from '#server/refusal.ts'

/** Why the server said no, by name, so that the page finds the words; undefined when no answer came at all. */
export function refusalOf(error: unknown): { code: RefusalCode; facts: Facts } | undefined {
  if (!(error instanceof TRPCClientError)) return undefined
  const data = error.data as { refusal?: RefusalCode; facts?: Facts } | null
  return data?.refusal ? { code: data.refusal, facts: data.facts ?? {} } : undefined
}

/** With which status the server said no; undefined when no answer of its own came. */
const statusOf = (error: unknown): number | undefined =>
  error instanceof TRPCClientError ? (error.data as { httpStatus?: number } | null)?.httpStatus : undefined

/** Whether the server itself answered: else nobody here knows what became of what was sent. */
export const isAnswer = (error: unknown): boolean => statusOf(error) !== undefined

/** Whether the server said no: asking again would not change it. A lost connection, or a server that fails, is worth another try. */
export const isRefused = (error: unknown): boolean => (statusOf(error) ?? 500) < 500

/** Whether what was sent may have been done all the same: then what the page shows may be old. */
export const mayBeDone = (error: unknown): boolean => !isAnswer(error) || refusalOf(error)?.code === 'deed.unsure'
