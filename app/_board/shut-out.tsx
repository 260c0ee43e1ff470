'use client'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { useTRPC } from '#app/_trpc/trpc.ts'
import { CornerMark } from '#app/_ui/corner-mark.tsx'
import { Mark } from '#app/_ui/mark.tsx'
import type { BoardView } from '#server/board/view.ts'
import type { SessionNow } from '#server/session/now.ts'
import { PLACES } from '#server/vocabulary/corner.ts'
import type { SessionId } from '#server/vocabulary/ids.ts'
import { type LiveBoard, useLineState } from './use-board.ts'

const PATIENCE_MS = 6_000
// As long as the line itself waits for a board that is on its way.
const ON_ITS_WAY_MS = 30_000
const LOOK_MS = 3_000

/**
 * Whether the live line has never brought the board since the page was opened. One that did, and dropped, is another thing: then
 * people write on, and it is sent later.
 */
export function useShutOut({ line, isThere }: LiveBoard): boolean {
  const [shut, setShut] = useState(false)
  const began = useRef<{ line: LiveBoard['line']; atMs: number }>(undefined)
  const is = useLineState(line, (state) => state.is)
  // As the line says it: it is drawn a frame later, and in a tab that nobody looks at no frame comes.
  const isBrought = useLineState(line, (state) => state.isBrought)
  // Where the line came through, what is typed draws nothing anew.
  const isWritten = useLineState(line, ({ isBrought, unsaved }) => !isBrought && unsaved > 0)
  useEffect(() => {
    const now = performance.now()
    if (began.current?.line !== line) began.current = { line, atMs: now }
    // Whoever reads goes on reading when the line is given up.
    if (is === 'ended' && !isThere) return
    if (isBrought || is === 'ended' || isWritten) return setShut(false)
    // From the beginning: one that opens and ends again and again brings nothing either.
    const endsMs = began.current.atMs + (is === 'live' ? ON_ITS_WAY_MS : PATIENCE_MS)
    const timer = setTimeout(() => setShut(true), endsMs - now)
    return () => clearTimeout(timer)
  }, [line, is, isThere, isBrought, isWritten])
  return shut
}

/**
 * The board for reading, asked for every three seconds where it `isAsked`: some networks let no live line through. It takes
 * nothing from under a hand that `isHeld` by what is there: whoever begins a card, or is at one, has it until they leave it.
 */
export function useBoardToRead({ sessionId }: SessionNow, isAsked: boolean, isHeld: boolean): ToRead | undefined {
  const trpc = useTRPC()
  const question = trpc.session.board.queryOptions({ sessionId: sessionId as SessionId })
  // Asked again in three seconds anyway, and nobody should wait longer to read that they are cut off.
  const asked = useQuery({ ...question, refetchInterval: LOOK_MS, enabled: isAsked, retry: false })
  const { data } = asked
  const [isRead, setRead] = useState(false)
  const reads = isAsked && data !== undefined && (isRead || !isHeld)
  if (reads !== isRead) setRead(reads)
  return reads ? { board: data, isOld: asked.isError || asked.isPaused } : undefined
}

interface ToRead {
  board: BoardView
  /** Nothing newer comes just now. */
  isOld: boolean
}

export function ReadBoard({ now, board: { cards, places }, isOld }: ToRead & { now: SessionNow }) {
  const t = useTranslations('board')
  const present = useTranslations('present')
  const corners = useTranslations('corners')
  return (
    <>
      <p className="banner warn" role="status">
        {isOld ? present('cutOff') : t('shutOut')}
      </p>
      <div className="grid">
        {PLACES.map((place) => (
          <section key={place} aria-labelledby={`read-${place}`}>
            <h2 id={`read-${place}`}>
              <CornerMark place={place} /> {corners(place)} ({places[place].length})
            </h2>
            <ol className="plain-list">
              {places[place].map((id) => {
                const partner = now.people.partners.find((one) => one.id === cards[id]?.partner)
                return (
                  <li key={id} className="note">
                    <p>{cards[id]?.text}</p>
                    {partner && (
                      <span className="who small muted">
                        <Mark initials={partner.initials} no={partner.markNo} /> {partner.name}
                      </span>
                    )}
                  </li>
                )
              })}
            </ol>
          </section>
        ))}
      </div>
    </>
  )
}
