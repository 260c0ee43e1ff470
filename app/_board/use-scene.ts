'use client'
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import type { Doer, Times } from '#server/board/may.ts'
import type { SessionNow } from '#server/session/now.ts'
import type { Place } from '#server/vocabulary/corner.ts'
import { isSorting } from '#server/vocabulary/step.ts'
import { type Did, makeHands } from './hands.ts'
import type { Way } from './nudge.ts'
import { type Common, type Marks, type Scene, whoIs } from './scene.ts'
import { isOpen, OPEN_SIEVE, type Sieve, siftBoard } from './sift.ts'
import { useBoard } from './use-board.ts'
import { useCalm } from './use-calm.ts'
import { useChoice } from './use-choice.ts'

/** What a board is opened with, and what is told beside its line. */
export interface SceneOf {
  now: SessionNow
  /** The numbers of the statements that cards were turned into. */
  statements: ReadonlyMap<string, number>
  /** The board's epoch: copies of another one are not merged with it. */
  epoch: number
  me: Doer
  /** Seats that were made one with one's own. */
  earlier: readonly string[]
  as?: 'convenor'
  /** Whether one has no seat in the workshop any more. */
  isShownOut: boolean
}

/** All that the board is drawn from, and what this page itself holds of it: what one looks for, did last, and has open. */
export function useScene({ now, statements, epoch, me: given, earlier, as, isShownOut }: SceneOf) {
  const me = useSame(given)
  const live = useBoard({ sessionId: now.sessionId, meId: me.id, epoch, as, earlier }, isShownOut)
  const { view: still, gone, fresh, isHeld, letIn } = useCalm(live.view, live.own)
  const page = usePageState()
  const sieve = page.sieveLaid
  const [stays, onVisit] = useStaying(sieve)
  const view = useMemo(() => siftBoard(still, sieve, stays), [still, sieve, stays])
  const { reins, others } = live
  const hands = useMemo(() => makeHands(reins, me, page.setDid), [reins, me, page.setDid])
  const { setPlace } = page
  // By the newest, and not with each: every card would be drawn anew.
  const seen = useRef(view.places)
  useEffect(() => {
    seen.current = view.places
  }, [view.places])
  const onNudge = useCallback(
    (cardId: string, way: Way) => {
      const place = hands.nudge(cardId, way, seen.current)
      if (place) setPlace(place)
    },
    [hands, setPlace],
  )
  const writers = useMemo(() => whoIs('editing', others), [others])
  const movers = useMemo(() => whoIs('dragging', others), [others])
  const partnerOf = usePartnerOf(now)
  const times = live.view.session
  const onMenu = page.setMenuFor
  const common: Common = useMemo(
    () => ({ me, times, hands, reins, partnerOf, onMenu, onNudge }),
    [me, times, hands, reins, partnerOf, onMenu, onNudge],
  )
  const marks: Marks = useMemo(
    () => ({ common, gone, writers, movers, statements }),
    [common, gone, writers, movers, statements],
  )
  const scene: Scene = useMemo(() => {
    const drawn = { live, view, all: still, onVisit, now, earlier, mayAdd: mayAdd(times, me) }
    return { ...common, ...marks, marks, ...drawn }
  }, [common, marks, live, view, still, onVisit, now, earlier, times, me])
  return { scene, fresh, isHeld, letIn, ...page }
}

/**
 * The card that a hand came to while something is looked for, wherever it lies: it does not go from under the hand as it passes
 * no longer, nor as the hand leaves, but once something else is looked for.
 */
function useStaying(sieve: Sieve): [string | undefined, Scene['onVisit']] {
  const [at, setAt] = useState<{ cardId: string | undefined; sieve: Sieve }>()
  const onVisit = useCallback(
    (cardId: string | undefined) => {
      // With nothing looked for all cards are shown: whoever walks over them draws nothing anew.
      if (!isOpen(sieve)) setAt({ cardId, sieve })
    },
    [sieve],
  )
  return [at?.sieve === sieve ? at.cardId : undefined, onVisit]
}

function usePageState() {
  const { chosen: sieve, laid: sieveLaid, choose: setSieve } = useChoice(OPEN_SIEVE)
  const [did, setDid] = useState<Did>()
  const [menuFor, setMenuFor] = useState<string>()
  const [place, setPlace] = useState<Place>('middle')
  // That of another card may be open by then.
  const closeMenu = useCallback((cardId: string) => setMenuFor((now) => (now === cardId ? undefined : now)), [])
  return {
    ...{ sieve, sieveLaid, setSieve, did, setDid, place, setPlace },
    ...{ menuFor, setMenuFor: setMenuFor as (cardId: string) => void, closeMenu },
  }
}

/** Oneself as the same object, as long as one stays the same. */
const useSame = ({ id, kind, partnerId }: Doer): Doer => useMemo(() => ({ id, kind, partnerId }), [id, kind, partnerId])

function usePartnerOf({ people: { partners } }: SessionNow): Scene['partnerOf'] {
  return useMemo(() => {
    const byId = new Map<string, (typeof partners)[number]>(partners.map((partner) => [partner.id, partner]))
    return (partnerId) => (partnerId === null ? undefined : byId.get(partnerId))
  }, [partners])
}

function mayAdd(session: Times, { kind }: Doer): boolean {
  const isTime = isSorting(session.step) || session.step === 'views' || kind === 'convenor'
  const mayWrite = kind === 'convenor' || (kind === 'participant' && !session.checked)
  return !session.closed && session.step !== 'finish' && session.viewsShown && mayWrite && isTime && !session.nobody
}
