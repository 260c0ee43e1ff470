import { type Operation, TRPCClientError } from '@trpc/client'
import { observable } from '@trpc/server/observable'
import { expect, test } from 'vitest'
import { namedDeeds } from './named-deeds.ts'

type Next = Parameters<ReturnType<ReturnType<typeof namedDeeds>>>[0]['next']

/** What a page sends over one client: under which name each deed goes, and whether an answer comes. */
function aPage() {
  const link = namedDeeds(() => 0)({})
  return (path: string, input: object, isAnswered: boolean): string => {
    let name = ''
    const next = ((op: Operation) => {
      name = String(op.context.deed).split(' ')[0] as string
      return observable((observer) => {
        if (!isAnswered) return observer.error(new TRPCClientError('the network is away'))
        observer.next({ result: { type: 'data', data: null } })
        observer.complete()
      })
    }) as unknown as Next
    const op = { id: 1, type: 'mutation', path, input, context: {}, signal: null } as Operation
    link({ op, next }).subscribe({ error: () => {} })
    return name
  }
}

test('the same words keep their name until an answer comes, sent by themselves or pressed again', () => {
  const sends = aPage()
  const first = sends('plan.insert', { step: 'dots' }, false)
  expect(sends('plan.insert', { step: 'dots' }, true)).toBe(first)
  expect(sends('plan.insert', { step: 'dots' }, true)).not.toBe(first)
})

test('hidden without an answer, shown, and hidden again is meant anew; what is sent again by itself keeps its name', () => {
  const sends = aPage()
  const [hide, show] = [
    { card: 'a', hidden: true },
    { card: 'a', hidden: false },
  ]
  const first = sends('moderation.hide', hide, false)
  sends('moderation.hide', show, true)
  expect(sends('moderation.hide', hide, false)).toBe(first)
  expect(sends('moderation.hide', { ...hide }, true)).toBe(first)
  sends('moderation.hide', { ...hide }, false)
  sends('moderation.hide', { ...show }, true)
  expect(sends('moderation.hide', { ...hide }, true)).not.toBe(first)
})
