import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { newId, type StatementId } from '#server/vocabulary/ids.ts'
import { POINTS } from '#server/vocabulary/rating-scale.ts'
import type { Deed, Entry } from './deed.ts'
import { Outbox, type Sent, type Shelf } from './outbox.ts'

const aShelf = (): Shelf & { has(): Entry[] } => {
  const entries = new Map<string, Entry>()
  return {
    kept: () => true,
    all: async () => [...entries.values()],
    async write(changed, gone) {
      for (const entry of changed) entries.set(entry.key, entry)
      for (const { key } of gone) entries.delete(key)
    },
    has: () => [...entries.values()],
  }
}
/** Lets everything run that waits for nothing but its turn. */
const settled = async () => {
  for (let i = 0; i < 40; i += 1) await Promise.resolve()
}
const rate = (statement: string, answer: (typeof POINTS)[number], round = 1): Deed => ({
  does: 'rate',
  statementId: statement as StatementId,
  question: 'should',
  round,
  answer,
  mandate: 'own',
  reason: '',
})
const add = (viewId: string, text: string): Deed => ({
  does: 'add-view',
  viewId: viewId as never,
  place: 'middle',
  facet: null,
  text,
})

/** A page over a shelf and a way to the server; `free` lets every pause end. */
function aPage(shelf: Shelf, way: (entry: Entry) => Sent) {
  let waiting: (() => void)[] = []
  const sent: Entry[] = []
  const done: Entry[] = []
  const outbox = new Outbox({
    shelf,
    send: async (entry) => {
      sent.push(entry)
      return way(entry)
    },
    done: (entry) => void done.push(entry),
    pause: () => new Promise((resolve) => waiting.push(resolve)),
    nowMs: () => 0,
  })
  return {
    outbox,
    sent,
    done,
    async open() {
      await outbox.open()
      await settled()
    },
    async free() {
      const these = waiting
      waiting = []
      for (const end of these) end()
      await settled()
    },
  }
}

describe('the outbox', () => {
  test('what was given offline is sent once and in order when the way is free', async () => {
    const [shelf, way] = [aShelf(), { is: 'cut-off' } as { is: Sent['is'] }]
    const page = aPage(shelf, () => ({ is: way.is }) as Sent)
    await page.open()
    for (const no of [1, 2, 3, 4, 5]) page.outbox.put(rate(`s${no}`, 1))
    await settled()
    expect(page.outbox.state()).toMatchObject({ is: 'waiting', kept: true, stored: 0 })
    expect(page.outbox.state().waiting).toHaveLength(5)
    way.is = 'done'
    await page.free()
    expect(page.done.map(({ deed }) => deed.does === 'rate' && deed.statementId)).toEqual([
      's1',
      's2',
      's3',
      's4',
      's5',
    ])
    expect(page.outbox.state()).toMatchObject({ is: 'empty', waiting: [], stored: 5 })
    expect(shelf.has()).toEqual([])
  })

  test('a killed page’s deeds are sent by the next one, under the same key', async () => {
    const shelf = aShelf()
    const first = aPage(shelf, () => ({ is: 'cut-off' }))
    await first.open()
    first.outbox.put(rate('s1', 2))
    await settled()
    const next = aPage(shelf, () => ({ is: 'done' }))
    await next.open()
    expect(next.sent.map(({ key }) => key)).toEqual([first.sent[0]?.key])
    expect(shelf.has()).toEqual([])
  })

  test('an answer changed before it was tried is sent once; one that was tried is followed by the change', async () => {
    const way = { is: 'cut-off' } as { is: Sent['is'] }
    const page = aPage(aShelf(), () => ({ is: way.is }) as Sent)
    await page.open()
    page.outbox.put(rate('tried', 1))
    await settled()
    page.outbox.put(rate('tried', -1))
    page.outbox.put(rate('open', 0))
    page.outbox.put(rate('open', 2))
    way.is = 'done'
    await page.free()
    const answers = page.done.map(({ deed }) => (deed.does === 'rate' ? `${deed.statementId} ${deed.answer}` : ''))
    expect(answers).toEqual(['tried 1', 'tried -1', 'open 2'])
  })

  test('a view that was added, changed and deleted offline never leaves the phone', async () => {
    const way = { is: 'cut-off' } as { is: Sent['is'] }
    const page = aPage(aShelf(), () => ({ is: way.is }) as Sent)
    await page.open()
    page.outbox.put(rate('s1', 1))
    await settled()
    page.outbox.put(add('v1', 'First words'))
    page.outbox.put({ ...add('v1', 'Better words'), does: 'edit-view' } as Deed)
    expect(page.outbox.state().waiting[1]?.deed).toMatchObject({ does: 'add-view', text: 'Better words' })
    page.outbox.put({ does: 'delete-view', viewId: 'v1' as never })
    way.is = 'done'
    await page.free()
    expect(page.done.map(({ deed }) => deed.does)).toEqual(['rate'])
  })

  test('what is refused is held with its reason, does not stop the rest, and goes late when its owner says so', async () => {
    const page = aPage(aShelf(), ({ late, deed }) =>
      deed.does === 'rate' && !late ? { is: 'refused', code: 'rating.already_shown', facts: {} } : { is: 'done' },
    )
    await page.open()
    page.outbox.put(rate('s1', 1))
    page.outbox.put(add('v1', 'A view'))
    await settled()
    expect(page.outbox.state().held.map(({ held }) => held?.code)).toEqual(['rating.already_shown'])
    expect(page.done.map(({ deed }) => deed.does)).toEqual(['add-view'])
    page.outbox.again(page.outbox.state().held[0]?.key as string, { late: true })
    await settled()
    expect(page.done.map(({ deed, late }) => [deed.does, late])).toEqual([
      ['add-view', false],
      ['rate', true],
    ])
    expect(page.outbox.state().held).toEqual([])
  })

  test('where the browser keeps nothing it says so', async () => {
    const page = aPage({ ...aShelf(), kept: () => false }, () => ({ is: 'cut-off' }))
    await page.open()
    page.outbox.put(rate('s1', 1))
    expect(page.outbox.state().kept).toBe(false)
  })

  test('whatever the network loses and however often the page is killed, the last answer of each statement is stored', async () => {
    const turn = fc.oneof(
      fc.record({
        is: fc.constant('give' as const),
        statement: fc.constantFrom('a', 'b'),
        answer: fc.constantFrom(...POINTS),
      }),
      fc.record({ is: fc.constant('way' as const), fate: fc.constantFrom('free', 'lost', 'unheard') }),
      fc.record({ is: fc.constant('kill' as const) }),
    )
    await fc.assert(
      fc.asyncProperty(fc.array(turn, { maxLength: 30 }), async (turns) => {
        const [shelf, keys, table] = [aShelf(), new Set<string>(), new Map<string, number>()]
        let fate = 'free'
        const server = ({ key, deed }: Entry): Sent => {
          if (fate === 'lost' || deed.does !== 'rate') return { is: 'cut-off' }
          if (!keys.has(key)) table.set(deed.statementId, deed.answer as number)
          keys.add(key)
          return fate === 'unheard' ? { is: 'cut-off' } : { is: 'done' }
        }
        let page = aPage(shelf, server)
        await page.open()
        const wanted = new Map<string, number>()
        for (const one of turns) {
          if (one.is === 'give') {
            page.outbox.put(rate(one.statement, one.answer))
            wanted.set(one.statement, one.answer)
          } else if (one.is === 'way') fate = one.fate
          else {
            page.outbox.end()
            page = aPage(shelf, server)
            await page.open()
          }
          await settled()
          await page.free()
        }
        fate = 'free'
        await page.free()
        await page.free()
        expect(table).toEqual(wanted)
        expect(shelf.has()).toEqual([])
      }),
      { numRuns: 150, seed: 20261126 },
    )
  })

  test('a refusal comes back to the form that still holds the words, and is held here once it has let go', async () => {
    const page = aPage(aShelf(), () => ({ is: 'refused', code: 'text.needed', facts: {} }))
    await page.open()
    const story = (storyId: string): Deed => ({ does: 'tell-story', storyId: storyId as never, text: 'A', teller: '' })
    const first = page.outbox.put(story('a'), { keeps: () => true })
    const second = page.outbox.put(story('b'), { keeps: () => false })
    await settled()
    expect(page.outbox.state().returned.map(({ key }) => key)).toEqual([first])
    expect(page.outbox.state().held.map(({ key }) => key)).toEqual([second])
  })

  test('what came too late is held, though its form still stands: the form goes with its step, and the words with it', async () => {
    const codes = ['step.not_the_time', 'session.closed'] as const
    const page = aPage(aShelf(), ({ no }) => ({ is: 'refused', code: codes[no - 1] ?? 'not_found', facts: {} }))
    await page.open()
    for (const storyId of ['a', 'b'] as never[])
      page.outbox.put({ does: 'tell-story', storyId, text: 'A flood', teller: '' }, { keeps: () => true })
    await settled()
    expect(page.outbox.state().returned).toEqual([])
    expect(page.outbox.state().held.map(({ held }) => held?.code)).toEqual(codes)
  })

  test('offline, the last of dots, of a hand and of an answer is sent, and every reflection', async () => {
    const way = { is: 'cut-off' } as { is: Sent['is'] }
    const page = aPage(aShelf(), () => ({ is: way.is }) as Sent)
    await page.open()
    page.outbox.put(rate('s1', 1))
    await settled()
    const dots = (count: number): Deed => ({
      does: 'place-dots',
      stepId: 'd' as never,
      placed: [{ thingId: 'x', count }],
    })
    const hand = (up: boolean): Deed => ({ does: 'signal', kind: 'hand', up, stepNo: 3 })
    const answer = (one: 'support' | 'live_with'): Deed => ({
      ...{ does: 'answer-proposition', no: 1, answer: one, reason: '', version: 0 },
    })
    const reflect = (happened: string): Deed => ({
      ...{ does: 'reflect', reflectionId: happened as never, happened, soWhat: '', nowWhat: '', audience: 'me' },
    })
    for (const deed of [dots(1), dots(2), hand(true), hand(false), answer('support'), answer('live_with')])
      page.outbox.put(deed)
    for (const words of ['a', 'b']) page.outbox.put(reflect(words))
    way.is = 'done'
    await page.free()
    expect(page.done.slice(1).map(({ deed }) => deed)).toMatchObject([
      dots(2),
      hand(false),
      answer('live_with'),
      reflect('a'),
      reflect('b'),
    ])
  })

  test('every deed has a key of its own', () => {
    expect(newId<'deed'>()).not.toBe(newId<'deed'>())
  })
})
