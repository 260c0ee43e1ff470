import type { Operation, TRPCLink } from '@trpc/client'
import { tap } from '@trpc/server/observable'
import type { AppRouter } from '#server/trpc/root.ts'
import { newId } from '#server/vocabulary/ids.ts'
import { isAnswer } from './refusal-of.ts'

interface Named {
  readonly key: string
  readonly firstSentMs: number
}

/** What names itself: the server does it once however often, and however late, it arrives. */
const NAMES = ['key', 'id', 'sheetId']
const namesItself = (input: unknown) =>
  typeof input === 'object' && input !== null && NAMES.some((name) => (input as Record<string, unknown>)[name])

/**
 * Gives every deed a name that the server keeps for a while (server/trpc/at-most-once.ts). As long as no answer came, the same
 * words keep theirs: whether they are sent again by themselves or by another press, they are done once.
 */
export function namedDeeds(nowMs: () => number = Date.now): TRPCLink<AppRouter> {
  return () => {
    const unanswered = new Map<string, Named>()
    return ({ op, next }) => {
      if (op.type !== 'mutation' || namesItself(op.input)) return next(op)
      const said = `${op.path} ${JSON.stringify(op.input)}`
      const named = unanswered.get(said) ?? { key: newId<'deed'>(), firstSentMs: nowMs() }
      const sentFor = Math.max(0, nowMs() - named.firstSentMs)
      const deed = unanswered.has(said) ? `${named.key} ${sentFor}` : named.key
      return next({ ...op, context: { ...op.context, deed } }).pipe(
        tap({
          next: () => void unanswered.delete(said),
          error: (error) => {
            if (isAnswer(error)) unanswered.delete(said)
            else unanswered.set(said, named)
          },
        }),
      )
    }
  }
}

/** The names of what is sent together, in its order. */
export function namesOf({ opList }: { opList: readonly Operation[] }): Record<string, string> {
  const names = opList.map(({ context }) => (typeof context.deed === 'string' ? context.deed : ''))
  return names.some(Boolean) ? { 'x-deeds': names.join(',') } : {}
}
