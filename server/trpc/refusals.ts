import { TRPCError } from '@trpc/server'
import { READ_ONLY } from '#db/read-only-session.ts'
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

// PostgreSQL's words for taking no writes, having too many connections, going down and coming up, and the driver's for having none.
const AWAY = [
  ...[READ_ONLY, '53300', '57P01', '57P02', '57P03', 'ECONNREFUSED', 'ECONNRESET'],
  ...['CONNECT_TIMEOUT', 'CONNECTION_CLOSED', 'CONNECTION_DESTROYED', 'CONNECTION_ENDED'],
]
const RETRY_AFTER_SECONDS = '2'

/** Whether this comes of a database that can't be asked just now, and will be again. */
export function isAway(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  return AWAY.includes(String((error as NodeJS.ErrnoException).code)) || isAway(error.cause)
}

/**
 * A refusal as tRPC sends it, and a database that is away as what may be asked again; anything else as it is. The one place where
 * the families meet.
 */
export function asTrpcError(error: unknown): unknown {
  if (isRefusal(error)) return new TRPCError({ code: CODES[error.kind], message: error.code, cause: error })
  // What the driver says repeats what people wrote.
  return isAway(error) ? new TRPCError({ code: CODES.unavailable, message: 'Not just now.', cause: error }) : error
}

/** What the head of an answer says beside its status: when to ask again. */
export const headOf = ({ errors }: { errors: readonly TRPCError[] }) =>
  errors.some(({ code }) => code === CODES.unavailable) ? { headers: { 'retry-after': RETRY_AFTER_SECONDS } } : {}

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
