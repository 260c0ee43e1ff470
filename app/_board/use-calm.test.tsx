// @vitest-environment happy-dom
import { act, useLayoutEffect } from 'react'
import { afterEach, expect, test, vi } from 'vitest'
import * as Y from 'yjs'
import { addCard, deleteCard } from '#server/board/commands.ts'
import { type BoardView, viewBoard } from '#server/board/view.ts'
import { aRoot } from './a-root.ts'
import { useCalm } from './use-calm.ts'

const bela = { id: 'bela', kind: 'participant' as const, partnerId: 'traders' }
const render = aRoot()
let calm: ReturnType<typeof useCalm>
/** Happens once a picture is drawn, before anything else does. */
let drawn = () => {}
let draws = 0

afterEach(() => {
  vi.restoreAllMocks()
})

function Page({ view, own }: { view: BoardView; own: number }) {
  calm = useCalm(view, own)
  draws += 1
  useLayoutEffect(() => drawn())
  return (
    <>
      <section className="place">
        <ol>
          {calm.view.places.value.map((id) => (
            <li key={id}>
              <article id={`card-${id}`} tabIndex={-1}>
                {id}
              </article>
            </li>
          ))}
        </ol>
        <form className="new-card">
          <textarea />
        </form>
        <button type="button" className="add" />
      </section>
      {calm.fresh.length + calm.gone.size > 0 && <button type="button" className="fresh-pill" onClick={calm.letIn} />}
    </>
  )
}

/** A board with these cards at purpose, drawn; what others do is drawn as well. */
async function aBoard(...ids: string[]) {
  const doc = new Y.Doc()
  let own = 0
  const draw = () => act(async () => render(<Page view={viewBoard(doc)} own={own} />))
  const put = (id: string) => addCard(doc, bela, { id, text: id, place: 'value', facet: null, createdAt: '' })
  for (const id of ids) put(id)
  await draw()
  return {
    add(id: string) {
      put(id)
      return draw()
    },
    take(id: string, isOwn = false) {
      deleteCard(doc, bela, id)
      if (isOwn) own += 1
      return draw()
    },
    addOwn(id: string) {
      put(id)
      own += 1
      return draw()
    },
  }
}
const seen = () => [...document.querySelectorAll('article')].map(({ textContent }) => textContent)
const card = (id: string) => document.getElementById(`card-${id}`) as HTMLElement
const seconds = (count: number) => act(async () => vi.advanceTimersByTimeAsync(count * 1_000))
const happens = (at: EventTarget, event: Event) => act(async () => void at.dispatchEvent(event))
const point = (at: EventTarget) =>
  happens(at, new PointerEvent('pointermove', { bubbles: true, pointerType: 'mouse' } as PointerEventInit))

test('a pointer over the board keeps it still, for ten seconds without a move; a touch does not', async () => {
  const { add } = await aBoard('a')
  await happens(card('a'), new PointerEvent('pointermove', { bubbles: true, pointerType: 'touch' } as PointerEventInit))
  await add('b')
  expect(seen()).toEqual(['a', 'b'])
  await point(card('a'))
  await add('c')
  expect([seen(), calm.fresh]).toEqual([['a', 'b'], ['c']])
  await seconds(9)
  await point(card('b'))
  await seconds(9)
  expect(seen()).toEqual(['a', 'b'])
  await seconds(2)
  expect(seen()).toEqual(['a', 'b', 'c'])
})

test('a hand that comes in the moment that the board does keeps what it sees, and not what was there before', async () => {
  const { add } = await aBoard()
  drawn = () => {
    drawn = () => {}
    card('a').dispatchEvent(
      new PointerEvent('pointermove', { bubbles: true, pointerType: 'mouse' } as PointerEventInit),
    )
  }
  await add('a')
  expect([seen(), calm.isHeld]).toEqual([['a'], true])
})

test('what one does oneself is shown at once, with all that waited, and the board lies still again after it', async () => {
  const { add, addOwn } = await aBoard('a')
  await point(card('a'))
  await add('b')
  expect(seen()).toEqual(['a'])
  await addOwn('mine')
  expect([seen(), calm.fresh]).toEqual([['a', 'b', 'mine'], []])
  await add('c')
  expect([seen(), calm.fresh]).toEqual([['a', 'b', 'mine'], ['c']])
})

/** Whoever writes a card keeps another's waiting; answers what takes the focus off the board. */
async function aCardWaits(): Promise<() => Promise<void>> {
  const { add } = await aBoard('a')
  const field = document.querySelector('textarea')
  await act(async () => field?.focus())
  await add('b')
  return () => act(async () => field?.blur())
}

test('whoever types has their hand on it, however long they think', async () => {
  const leave = await aCardWaits()
  await seconds(60)
  expect(seen()).toEqual(['a'])
  await leave()
  await seconds(0)
  expect(seen()).toEqual(['a', 'b'])
})

test('what is pressed beside the board is not taken from under the press by what waited on it', async () => {
  const leave = await aCardWaits()
  await happens(document.body, new PointerEvent('pointerdown', { bubbles: true }))
  await leave()
  expect(seen()).toEqual(['a'])
  await happens(document.body, new PointerEvent('pointerup', { bubbles: true }))
  expect(seen()).toEqual(['a'])
  await seconds(0)
  expect(seen()).toEqual(['a', 'b'])
})

test('a finger’s press, whose focus goes after it was lifted, meets what it was meant for', async () => {
  const leave = await aCardWaits()
  const touch = { bubbles: true, pointerType: 'touch' }
  await happens(document.body, new PointerEvent('pointerdown', touch))
  await happens(document.body, new PointerEvent('pointerup', touch))
  await seconds(0)
  await leave()
  expect(seen()).toEqual(['a'])
  await seconds(0.5)
  expect(seen()).toEqual(['a', 'b'])
})

test('a finger that comes down on the board is a hand before any focus comes', async () => {
  const { add } = await aBoard('a')
  const touch = { bubbles: true, pointerType: 'touch' }
  await happens(card('a'), new PointerEvent('pointerdown', touch))
  await add('b')
  expect(seen()).toEqual(['a'])
  await happens(card('a'), new PointerEvent('pointerup', touch))
  await seconds(0.5)
  expect(seen()).toEqual(['a', 'b'])
})

test('a finger that scrolls holds the board no longer than until it does', async () => {
  const { add } = await aBoard('a')
  const touch = { bubbles: true, pointerType: 'touch' }
  await happens(card('a'), new PointerEvent('pointerdown', touch))
  await add('b')
  expect(calm.isHeld).toBe(true)
  await happens(card('a'), new PointerEvent('pointercancel', touch))
  await seconds(0)
  expect([seen(), calm.isHeld]).toEqual([['a', 'b'], false])
})

test('a card that a finger drags keeps the board still, and no longer once it is let go', async () => {
  const { add } = await aBoard('a')
  const touch = { bubbles: true, pointerType: 'touch' }
  await happens(card('a'), new PointerEvent('pointerdown', touch))
  await happens(card('a'), new Event('dragstart', { bubbles: true }))
  await happens(card('a'), new PointerEvent('pointercancel', touch))
  await seconds(1)
  await add('b')
  expect(seen()).toEqual(['a'])
  await happens(card('a'), new Event('dragover', { bubbles: true }))
  await happens(card('a'), new Event('dragend', { bubbles: true }))
  await happens(document.body, new PointerEvent('pointerdown', touch))
  await happens(document.body, new PointerEvent('pointerup', touch))
  await seconds(1)
  expect(seen()).toEqual(['a', 'b'])
})

test('whoever opens a card’s menu by the keyboard still has the board in the hand, until they leave it', async () => {
  const { add } = await aBoard('a')
  const menu = document.body.appendChild(document.createElement('dialog'))
  menu.className = 'menu'
  menu.tabIndex = -1
  const elsewhere = document.body.appendChild(document.createElement('button'))
  await act(async () => card('a').focus())
  await add('b')
  await act(async () => menu.focus())
  expect([seen(), calm.isHeld]).toEqual([['a'], true])
  await act(async () => elsewhere.focus())
  expect([seen(), calm.isHeld]).toEqual([['a', 'b'], false])
})

test('a focus that is nowhere on its way from one card to the next takes no hand off the board', async () => {
  const { add } = await aBoard('a', 'b')
  await act(async () => card('a').focus())
  await add('c')
  // As by the Tab key, or as a menu closes: what waits for the end of a step comes between the two.
  await act(async () => card('a').blur())
  expect(document.activeElement).toBe(document.body)
  await act(async () => card('b').focus())
  await seconds(0)
  expect(seen()).toEqual(['a', 'b'])
  await act(async () => card('b').blur())
  await seconds(0)
  expect(seen()).toEqual(['a', 'b', 'c'])
})

test('a press whose end nobody heard of holds nothing once the pointer moves without a button', async () => {
  const leave = await aCardWaits()
  await happens(document.body, new PointerEvent('pointerdown', { bubbles: true }))
  await leave()
  expect(seen()).toEqual(['a'])
  await happens(document.body, new PointerEvent('pointermove', { bubbles: true, pointerType: 'mouse', buttons: 0 }))
  expect(seen()).toEqual(['a', 'b'])
})

test('what one writes for a new card stays where it is when words above it grow', async () => {
  const { add } = await aBoard('a')
  const scrolled = vi.spyOn(window, 'scrollBy').mockImplementation(() => {})
  let top = 300
  const form = document.querySelector('form') as HTMLFormElement
  form.getBoundingClientRect = () => ({ top }) as DOMRect
  await act(async () => document.querySelector('textarea')?.focus())
  top = 348
  await add('b')
  expect(scrolled).toHaveBeenCalledExactlyOnceWith({ top: 48, behavior: 'instant' })
})

test('whoever scrolls away from the card that they are at is not taken back to it', async () => {
  const { add } = await aBoard('a')
  const scrolled = vi.spyOn(window, 'scrollBy').mockImplementation(() => {})
  const scrollY = vi.spyOn(window, 'scrollY', 'get').mockReturnValue(2_000)
  card('a').getBoundingClientRect = () => ({ top: 2_300 - window.scrollY }) as DOMRect
  await act(async () => card('a').focus())
  // Drawn before the page has heard that it was scrolled.
  scrollY.mockReturnValue(0)
  await add('b')
  expect(scrolled).not.toHaveBeenCalled()
})

test('while a card is dragged the board lies still, though no pointer is said to move', async () => {
  const { add } = await aBoard('a')
  await point(card('a'))
  await happens(document.documentElement, new PointerEvent('pointerleave'))
  for (let no = 0; no < 4; no += 1) {
    await happens(card('a'), new Event('dragover', { bubbles: true }))
    await seconds(5)
  }
  await add('b')
  expect(seen()).toEqual(['a'])
})

test('a hand that never lies still keeps the board, however long it moves', async () => {
  const { add } = await aBoard('a')
  await seconds(1)
  await point(card('a'))
  await add('b')
  // A browser tells several times a second where a dragged card is held, though nobody moves it.
  for (let no = 0; no < 150; no += 1) {
    await happens(card('a'), new Event('dragover', { bubbles: true }))
    await seconds(0.1)
  }
  expect(seen()).toEqual(['a'])
  await seconds(10)
  expect(seen()).toEqual(['a', 'b'])
})

test('when the card that one is at is taken away, one is at the next, or the one before, or where cards are added', async () => {
  const { take } = await aBoard('a', 'b', 'c')
  const goes = async (from: string) => {
    await act(async () => card(from).focus())
    await take(from, true)
  }
  await goes('b')
  expect(document.activeElement).toBe(card('c'))
  await goes('c')
  expect(document.activeElement).toBe(card('a'))
  await goes('a')
  expect(document.activeElement).toBe(document.querySelector('.add'))
})

test('whoever lets in what waits by the keyboard is at the card that they came from, and not at the top of the page', async () => {
  const { add, take } = await aBoard('a', 'b')
  const pill = () => document.querySelector<HTMLElement>('.fresh-pill')
  await act(async () => card('a').focus())
  await take('b')
  await act(async () => pill()?.focus())
  await act(async () => pill()?.click())
  expect([seen(), document.activeElement]).toEqual([['a'], card('a')])
  // It goes by itself as well, when nobody presses it.
  await add('c')
  await act(async () => pill()?.focus())
  await seconds(20)
  expect([seen(), document.activeElement]).toEqual([['a', 'c'], card('a')])
})

test('whoever is at the menu of a card that another takes away is at that card, and not at the top of the page', async () => {
  const { add } = await aBoard('a')
  const menu = document.body.appendChild(document.createElement('dialog'))
  menu.className = 'menu'
  menu.tabIndex = -1
  await act(async () => card('a').focus())
  await act(async () => menu.focus())
  // Its card is gone, and it with that.
  menu.remove()
  await add('b')
  expect(document.activeElement).toBe(card('a'))
})

test('whoever has left a card by pressing beside it is not taken back to the board when it goes', async () => {
  const { take } = await aBoard('a', 'b')
  await act(async () => card('a').focus())
  await happens(document.body, new PointerEvent('pointerdown', { bubbles: true }))
  await act(async () => card('a').blur())
  await happens(document.body, new PointerEvent('pointerup', { bubbles: true }))
  await seconds(0)
  await take('a')
  expect([seen(), document.activeElement]).toEqual([['b'], document.body])
})

test('a pointer that moves over the board, and nothing else, draws nothing anew', async () => {
  await aBoard('a')
  await point(card('a'))
  const before = draws
  for (let no = 0; no < 20; no += 1) await point(card('a'))
  expect(draws).toBe(before)
})

test('a hand that is back before what waited was drawn still has the board as it lay', async () => {
  const { add } = await aBoard('a')
  await point(card('a'))
  await add('b')
  const elsewhere = document.body.appendChild(document.createElement('p'))
  const moves = { bubbles: true, pointerType: 'mouse' } as PointerEventInit
  await act(async () => {
    elsewhere.dispatchEvent(new PointerEvent('pointermove', moves))
    card('a').dispatchEvent(new PointerEvent('pointermove', moves))
  })
  expect([seen(), calm.fresh]).toEqual([['a'], ['b']])
})
