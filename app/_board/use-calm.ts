'use client'
import { startTransition, useCallback, useEffect, useLayoutEffect, useMemo, useReducer, useRef } from 'react'
import type { BoardView } from '#server/board/view.ts'
import { type CalmBoard, calmBoard } from './calm.ts'
import { SEEN } from './sift.ts'

// A pointer that lies still this long, or a focus without a key, is nobody's hand any more.
const REST_MS = 10_000
const TAP_MS = 300
// The button that lets new cards in must not go while a hand is on its way to it; and whoever is at a card's menu has the card
// in the hand.
const BESIDE = '.fresh-pill, dialog.menu'
const BOARD = `.place, ${BESIDE}`
// What keeps its place in the window while a hand is on it: a card, what is written for a new one, and what begins one.
const UNDER_HAND = '.place :is(article, .new-card, .add)'
const isTyping = () => document.activeElement?.matches('.place textarea, .place input, .place select') ?? false

/**
 * Keeps the board still under a hand: while the pointer or the focus is on it, nothing that others do moves a card; it waits
 * until the hand is gone or asks for it (`letIn`). What one does oneself is shown at once, with all that waited: `own` grows
 * with the picture that shows it.
 */
export function useCalm(view: BoardView, own: number): CalmBoard & { isHeld: boolean; letIn(): void } {
  // What a state is set to may be worked out at once, and by then the hand is not back: a reducer's is, as it is drawn.
  const [held, hold] = useReducer(turn, undefined)
  const latest = useRef<Seen>({ view, own })
  const hand = useRef(false)
  // At once: a hand may come before anything else that follows a picture, and would bring the one before it back.
  useLayoutEffect(() => {
    latest.current = { view, own }
  }, [view, own])
  useEffect(() => {
    hold((before) => (before && before.own !== own ? latest.current : before))
  }, [own])
  const handed = useCallback((isThere: boolean) => {
    // Told with each move of a pointer.
    if (isThere === hand.current) return
    hand.current = isThere
    if (isThere) hold((before) => before ?? latest.current)
    // All that waited is much to draw: it gives way to what the hand does next, and waits on when it is back on the board.
    else startTransition(() => hold((before) => (hand.current ? before : undefined)))
  }, [])
  useHand(handed)
  const still = held?.own === own ? held.view : undefined
  const calm = useMemo(() => calmBoard(still, view), [still, view])
  useAnchor(hand)
  const letIn = useCallback(() => startTransition(() => hold((before) => before && latest.current)), [])
  return { ...calm, isHeld: held !== undefined, letIn }
}

interface Seen {
  readonly view: BoardView
  readonly own: number
}
type Held = Seen | undefined
const turn = (before: Held, next: (before: Held) => Held): Held => next(before)

/** Tells when a hand comes to the board and when it is gone: a mouse over a place, or a focus in it. */
function useHand(handed: (isThere: boolean) => void): void {
  useEffect(() => {
    let isOver = false
    let [isPressed, isPressedHere] = [false, false]
    let releasing: ReturnType<typeof setTimeout> | undefined
    let awakeMs = Number.NEGATIVE_INFINITY
    let resting: ReturnType<typeof setTimeout> | undefined
    const isThere = () =>
      isOver || (isPressed && isPressedHere) || (document.activeElement?.closest(BOARD) ?? null) !== null
    const rest = () => {
      clearTimeout(resting)
      resting = setTimeout(() => (isTyping() || isPressed ? rest() : handed(false)), REST_MS)
    }
    const woke = () => {
      const now = performance.now()
      // Not for each of many signs a second; nor, for all of them, never.
      if (now - awakeMs > 250) {
        awakeMs = now
        rest()
      }
      // What moves on between the beginning and the end of a press takes it from what was pressed: the focus goes with the first.
      if (isThere() || !isPressed) handed(isThere())
    }
    const pressed = ({ target }: Event) => {
      clearTimeout(releasing)
      // A finger is there before the focus is.
      ;[isPressed, isPressedHere] = [true, target instanceof Element && target.closest(BOARD) !== null]
      woke()
    }
    const released = ({ type, pointerType }: PointerEvent) => {
      clearTimeout(releasing)
      // After the click: a finger's, and the focus that goes with it, come some time after it was lifted. One that scrolls clicks
      // nothing.
      const isTap = type === 'pointerup' && (pointerType === 'touch' || pointerType === 'pen')
      releasing = setTimeout(
        () => {
          isPressed = false
          woke()
        },
        isTap ? TAP_MS : 0,
      )
    }
    const over = ({ target }: Event) => {
      isOver = target instanceof Element && target.closest(BOARD) !== null
      woke()
    }
    const pointed = (event: PointerEvent) => {
      // A press whose end was never told of: what it opened outside of the page had it.
      if (event.buttons === 0) isPressed = false
      if (event.pointerType === 'mouse') over(event)
    }
    const left = () => {
      isOver = false
      woke()
    }
    // A mouse is still there, and tells so when it moves; a finger is not.
    const dropped = () => {
      isOver = false
    }
    // Where the focus goes is known only once it is there: by the Tab key, or as a menu closes, it is nowhere at first.
    let refocusing: ReturnType<typeof setTimeout> | undefined
    const refocused = () => {
      clearTimeout(refocusing)
      refocusing = setTimeout(woke)
    }
    const ears = new AbortController()
    const { signal } = ears
    document.addEventListener('pointermove', pointed, { passive: true, signal })
    // While a card is dragged no pointer is said to move; a finger's is said to be gone as soon as that begins.
    for (const held of ['dragstart', 'dragover'] as const) document.addEventListener(held, over, { signal })
    document.addEventListener('dragend', dropped, { signal })
    document.documentElement.addEventListener('pointerleave', left, { signal })
    document.addEventListener('pointerdown', pressed, { passive: true, signal })
    for (const end of ['pointerup', 'pointercancel'] as const) document.addEventListener(end, released, { signal })
    for (const sign of ['focusin', 'keydown'] as const) document.addEventListener(sign, woke, { signal })
    document.addEventListener('focusout', refocused, { signal })
    return () => {
      clearTimeout(resting)
      clearTimeout(releasing)
      clearTimeout(refocusing)
      ears.abort()
    }
  }, [handed])
}

/**
 * Scrolls along when something above the hand grew or shrank, so that what is under it stays there; and keeps the focus with
 * a card that was moved to another list, or where one was taken away, with its neighbour. From the button that lets in what waits,
 * and from the card's menu, it goes back to the card when these go.
 */
function useAnchor(hand: { readonly current: boolean }): void {
  const anchor = useRef<{ element: Element; top: number } | undefined>(undefined)
  const focused = useRef<{ card: Element; beside: readonly Element[] } | undefined>(undefined)
  const besideIt = useRef<Element>(undefined)
  useEffect(() => {
    let over: Element | undefined
    const measure = () => {
      const focus = document.activeElement?.closest('.place article') ?? undefined
      besideIt.current = document.activeElement?.closest(BESIDE) ?? undefined
      if (focus) focused.current = { card: focus, beside: besides(focus) }
      else if (document.activeElement !== document.body && !besideIt.current) focused.current = undefined
      const element = isShown(over) ? over : (document.activeElement?.closest(UNDER_HAND) ?? undefined)
      anchor.current = element && { element, top: topOf(element) }
    }
    const pointed = (event: PointerEvent) => {
      const now = event.target instanceof Element ? (event.target.closest(UNDER_HAND) ?? undefined) : undefined
      if (now === over && anchor.current) return
      over = event.pointerType === 'mouse' ? now : undefined
      measure()
    }
    // Whoever presses beside the cards has left the one that they were at.
    const pressed = ({ target }: Event) => {
      if (target instanceof Element && !target.closest('.place article')) focused.current = undefined
    }
    document.addEventListener('pointermove', pointed, { passive: true })
    document.addEventListener('pointerdown', pressed, { passive: true })
    document.addEventListener('scroll', measure, { passive: true })
    document.addEventListener('focusin', measure)
    // Turned, or made larger, a window has other places.
    window.addEventListener('resize', measure)
    return () => {
      window.removeEventListener('resize', measure)
      document.removeEventListener('pointermove', pointed)
      document.removeEventListener('pointerdown', pressed)
      document.removeEventListener('scroll', measure)
      document.removeEventListener('focusin', measure)
    }
  }, [])
  const stay = useCallback(() => {
    const { current } = anchor
    // Where it lay before the hand rested is no measure for when it comes back.
    if (!hand.current) anchor.current = undefined
    if (!hand.current || !current || !isShown(current.element)) return
    const top = topOf(current.element)
    const moved = top - current.top
    if (Math.abs(moved) < 1) return
    current.top = top
    window.scrollBy({ top: moved, behavior: 'instant' })
  }, [hand])
  useLayoutEffect(() => {
    const lost = focused.current
    const isGone = [lost?.card, besideIt.current].some((one) => one?.isConnected === false)
    if (lost && isGone && document.activeElement === document.body) refocus(lost.card.id, lost.beside)
    stay()
  })
  // What is said above the board is drawn without it.
  useEffect(() => {
    const page = document.querySelector('.board-page')
    const observer = new ResizeObserver(stay)
    if (page) observer.observe(page)
    return () => observer.disconnect()
  }, [stay])
}

// On the page and not in the window: whoever scrolls themselves is not taken back, even before that is told.
const topOf = (one: Element): number => one.getBoundingClientRect().top + window.scrollY

// One that is not looked for lies nowhere.
const isShown = (one: Element | undefined): one is Element =>
  one?.isConnected === true && one.getClientRects().length > 0

/** What the focus goes to when a card is taken away: the next one of its list, the one before, or what adds one. */
function besides(card: Element): Element[] {
  const shown = [...(card.closest('.place')?.querySelectorAll(SEEN) ?? [])]
  const at = shown.indexOf(card)
  return [shown[at + 1], shown[at - 1], card.closest('.place')?.querySelector('.add')].flatMap((one) => one ?? [])
}

function refocus(cardId: string, beside: readonly Element[]): void {
  for (const one of [document.getElementById(cardId), ...beside]) {
    if (one instanceof HTMLElement && one.isConnected) one.focus({ preventScroll: true })
    // On a phone a card may have gone to a corner that is not shown.
    if (document.activeElement !== document.body) return
  }
}
