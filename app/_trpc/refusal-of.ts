import { TRPCClientError } from '@trpc/client'
import type { Facts, RefusalCode } from '#server/refusal.ts'

/** Why the server said no, by name, so that the page finds the words; undefined when no answer came at all. */
export function refusalOf(error: unknown): { code: RefusalCode; facts: Facts } | undefined {
  if (!(error instanceof TRPCClientError)) return undefined
  const data = error.data as { refusal?: RefusalCode; facts?: Facts } | null
  return data?.refusal ? { code: data.refusal, facts: data.facts ?? {} } : undefined
}
