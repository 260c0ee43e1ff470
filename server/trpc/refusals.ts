import { TRPCError } from '@trpc/server'
import { isRefusal, type RefusalKind } from '#server/refusal.ts'

const CODES = {
  'bad-input': 'BAD_REQUEST',
  'signed-out': 'UNAUTHORIZED',
  forbidden: 'FORBIDDEN',
  'not-found': 'NOT_FOUND',
  conflict: 'CONFLICT',
  'too-large': 'PAYLOAD_TOO_LARGE',
  'too-many': 'TOO_MANY_REQUESTS',
  unavailable: 'SERVICE_UNAVAILABLE',
} as const satisfies Record<RefusalKind, TRPCError['code']>

/** A refusal as tRPC sends it; anything else as it is. The one place where the two families meet. */
export const asTrpcError = (error: unknown): unknown =>
  isRefusal(error) ? new TRPCError({ code: CODES[error.kind], message: error.code, cause: error }) : error

/** What a page needs to find the words: the refusal's name and facts, or the fields that were not understood. */
export function refusalShape(
  error: TRPCError,
): { refusal: string; facts: Record<string, string | number>; fields?: string[] } | undefined {
  if (isRefusal(error.cause)) return { refusal: error.cause.code, facts: error.cause.facts }
  const issues = (error.cause as { issues?: { path: PropertyKey[] }[] } | undefined)?.issues
  if (error.code === 'BAD_REQUEST' && issues) {
    return { refusal: 'input.not_understood', facts: {}, fields: issues.map((issue) => issue.path.join('.')) }
  }
  return undefined
}
