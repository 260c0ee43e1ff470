'use client'
import { useQuery } from '@tanstack/react-query'
import { useCallback, useDeferredValue, useEffect, useMemo, useRef, useState } from 'react'
import { useSayingHere } from '#app/_session/use-saying-here.ts'
import { useSessionNow } from '#app/_session/use-session-now.ts'
import { useTRPC } from '#app/_trpc/trpc.ts'
import type { Messages } from '#app/_words/words.ts'
import type { Doer, Times } from '#server/board/may.ts'
import type { SessionNow } from '#server/session/now.ts'
import type { Place } from '#server/vocabulary/corner.ts'
import type { SessionId } from '#server/vocabulary/ids.ts'
import { isSorting } from '#server/vocabulary/step.ts'
import { type Did, makeHands } from './hands.ts'
import type { Way } from './nudge.ts'
import { type Common, type Marks, type Scene, whoIs } from './scene.ts'
import { countOf, OPEN_SIEVE, siftBoard } from './sift.ts'
import { useBoard } from './use-board.ts'
import { useCalm } from './use-calm.ts'

export interface BoardProps {
  first: SessionNow
  /** The board's epoch: copies of another one are not merged with it. */
  epoch: number
  me: Doer
  /** Seats that were made one with one's own. */
  earlier: readonly string[]
  as?: 'convenor'
  messages: Messages
}

/** All that the board is drawn from, and what this page itself holds of it: what one looks for, did last, and has open. */
export function useScene({ first, epoch, me: given, earlier, as }: BoardProps) {
  const me = useSame(given)
  const { now } = useSessionNow(first.sessionId as SessionId, first)
  useSayingHere(first.sessionId)
  const live = useBoard({ sessionId: first.sessionId, meId: me.id, epoch, as, earlier })
  const { view: still, gone, fresh, isHeld, letIn } = useCalm(live.view, live.own)
  const page = usePageState()
  // A letter of what one looks for is there at once, and three hundred cards follow.
  const sieve = useDeferredValue(page.sieve)
  const view = useMemo(() => siftBoard(still, sieve), [still, sieve])
  const found = useMemo(() => countOf(siftBoard(still, page.sieve)), [still, page.sieve])
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
  const statements = useStatements(now)
  const marks: Marks = useMemo(
    () => ({ common, gone, writers, movers, statements }),
    [common, gone, writers, movers, statements],
  )
  const drawn = { live, view, all: still, found, sieve, now, earlier, mayAdd: mayAdd(times, me) }
  const scene: Scene = { ...common, ...marks, marks, ...drawn }
  return { scene, fresh, isHeld, letIn, ...page }
}

function usePageState() {
  const [sieve, setSieve] = useState(OPEN_SIEVE)
  const [did, setDid] = useState<Did>()
  const [menuFor, setMenuFor] = useState<string>()
  const [place, setPlace] = useState<Place>('middle')
  // That of another card may be open by then.
  const closeMenu = useCallback((cardId: string) => setMenuFor((now) => (now === cardId ? undefined : now)), [])
  return {
    ...{ sieve, setSieve, did, setDid, place, setPlace },
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

/** Which cards were turned into statements, and which number those have. */
function useStatements({ sessionId, statements: count }: SessionNow): ReadonlyMap<string, number> {
  const trpc = useTRPC()
  const { data, refetch } = useQuery(trpc.statement.list.queryOptions({ sessionId }))
  // Whoever turns one, everybody is told how many there are.
  useEffect(() => {
    if (count > 0) void refetch()
  }, [count, refetch])
  return useMemo(
    () => new Map(data?.flatMap(({ fromCard, no }) => (fromCard ? [[fromCard, no] as const] : []))),
    [data],
  )
}

function mayAdd(session: Times, { kind }: Doer): boolean {
  const isTime = isSorting(session.step) || session.step === 'views' || kind === 'convenor'
  const mayWrite = kind === 'convenor' || (kind === 'participant' && !session.checked)
  return !session.closed && session.step !== 'finish' && session.viewsShown && mayWrite && isTime && !session.nobody
}
