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

const routerOf = (path: string) => path.split('.')[0]

/**
 * Gives every deed a name that the server keeps for a while (server/trpc/at-most-once.ts). As long as no answer came, the same
 * words keep theirs: whether they are sent again by themselves or by another press, they are done once. Pressed again after
 * something else of the same kind was answered they are meant anew: hidden, shown, and hidden again.
 */
export function namedDeeds(nowMs: () => number = Date.now): TRPCLink<AppRouter> {
  return () => {
    const unanswered = new Map<string, Named>()
    // What is sent again by itself is the very same object.
    const sent = new WeakMap<object, Named>()
    return ({ op, next }) => {
      if (op.type !== 'mutation' || namesItself(op.input)) return next(op)
      const said = `${op.path} ${JSON.stringify(op.input)}`
      const itself = typeof op.input === 'object' && op.input !== null ? op.input : {}
      const before = sent.get(itself) ?? unanswered.get(said)
      const named = before ?? { key: newId<'deed'>(), firstSentMs: nowMs() }
      sent.set(itself, named)
      const sentFor = Math.max(0, nowMs() - named.firstSentMs)
      const deed = before ? `${named.key} ${sentFor}` : named.key
      const answered = () => {
        sent.delete(itself)
        unanswered.delete(said)
      }
      return next({ ...op, context: { ...op.context, deed } }).pipe(
        tap({
          next: () => {
            answered()
            for (const other of unanswered.keys()) if (routerOf(other) === routerOf(op.path)) unanswered.delete(other)
          },
          error: (error) => {
            if (isAnswer(error)) answered()
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
