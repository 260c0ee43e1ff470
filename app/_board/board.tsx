'use client'
import dynamic from 'next/dynamic'
import { useMemo } from 'react'
import { useTranslations } from 'use-intl/react'
import { AlsoHere } from '#app/_session/also-here.tsx'
import { Told } from '#app/_session/told.tsx'
import { useSayingHere } from '#app/_session/use-saying-here.ts'
import { useSessionNow } from '#app/_session/use-session-now.ts'
import { Procedures } from '#app/_trpc/trpc-provider.tsx'
import type { Messages } from '#app/_words/words.ts'
import { Words } from '#app/_words/words-provider.tsx'
import type { SessionNow } from '#server/session/now.ts'
import { PLACES } from '#server/vocabulary/corner.ts'
import type { SessionId } from '#server/vocabulary/ids.ts'
import './board.css'
import './board-print.css'
import { BoardTools, type Look } from './board-tools.tsx'
import { BoardTop } from './board-top.tsx'
import { CardMenu } from './card-menu.tsx'
import { CornerTabs } from './corner-tabs.tsx'
import { FreshPill } from './fresh-pill.tsx'
import { HiddenCards } from './hidden-cards.tsx'
import { PlaceSection } from './place-section.tsx'
import { ReadBoard, useBoardToRead, useShutOut } from './shut-out.tsx'
import { isOpen, OPEN_SIEVE, siftBoard } from './sift.ts'
import { useLineState } from './use-board.ts'
import { useChoice } from './use-choice.ts'
import { useGoing } from './use-going.ts'
import { type SceneOf, useScene } from './use-scene.ts'
import { useStatements } from './use-statements.ts'

// Seldom asked: not in the way of the first look.
const MergeAsked = dynamic(() => import('#app/_session/merge-asked.tsx').then((file) => file.MergeAsked))

export interface BoardProps extends Omit<SceneOf, 'now' | 'statements' | 'isShownOut'> {
  first: SessionNow
  messages: Messages
}

/** The live board of a workshop: three corners with focus and direction in the middle, or the same as a list. */
export function Board(props: BoardProps) {
  return (
    <Words messages={props.messages}>
      <Procedures>
        <TheBoard {...props} />
      </Procedures>
    </Words>
  )
}

/** Where the workshop stands is asked for around the board: its pictures, several a second, are none of it. */
function TheBoard({ first, ...props }: BoardProps) {
  const { now, hearing } = useSessionNow(first.sessionId as SessionId, first)
  useSayingHere(first.sessionId)
  // A convenor whose sign-in is over comes back to what they wrote.
  const isShownOut = hearing === 'shown-out' && props.as === undefined
  return <LaidBoard {...props} {...{ now, isShownOut }} statements={useStatements(now)} />
}

function LaidBoard(props: SceneOf) {
  const t = useTranslations('board')
  const { scene, ...own } = useScene(props)
  const { chosen: look, laid, choose: setLook } = useChoice<Look>('board')
  const { place, setPlace } = own
  const { live, now } = scene
  // What is kept here, and what is being written, stays until there is something to read.
  const toRead = useBoardToRead(now, useShutOut(live), own.isHeld)
  const isLive = useLineState(live.line, ({ is }) => is === 'live')
  const goTo = useGoing(live, (card) => {
    own.letIn()
    setPlace(card.place)
    // Whoever wants to see this one no longer looks for others.
    if (!siftBoard(live.view, own.sieve).places[card.place].includes(card.id)) own.setSieve(OPEN_SIEVE)
  })
  const menuCard = own.menuFor === undefined ? undefined : live.view.cards[own.menuFor]
  const found = useMemo(
    () => siftBoard(isOpen(own.sieve) ? live.view : scene.all, own.sieve),
    [live.view, scene.all, own.sieve],
  )
  const told = useMemo(() => props.as === undefined && <ToldHere now={now} />, [props.as, now])
  return (
    <div className="board-page">
      <BoardTop scene={scene} as={props.as} isLive={!toRead} onGo={goTo} />
      {/* Before the board is there nobody knows what one may do on it, and what is said of that may need another line. */}
      {!toRead && live.isThere && (
        <BoardTools {...{ scene, look }} onLook={setLook} sieve={own.sieve} onSieve={own.setSieve} did={own.did} />
      )}
      <main id="main" data-held={own.isHeld || undefined}>
        {told}
        {live.isThere && !live.view.session.viewsShown && isLive && (
          <p className="banner">{t('waiting', { count: now.views.count })}</p>
        )}
        {toRead ? (
          <ReadBoard now={now} {...toRead} />
        ) : (
          // An empty board that fills would push everything down.
          live.isThere && (
            <>
              {/* What is looked for is counted, so that one sees in which corner it lies. */}
              <CornerTabs place={place} view={found} onChoose={setPlace} />
              <div className={laid === 'board' ? 'triangle' : 'as-list'}>
                {laid === 'board' && <Lines />}
                {PLACES.map((one) => (
                  <PlaceSection key={one} place={one} scene={scene} isChosen={one === place} />
                ))}
              </div>
              <HiddenCards scene={scene} />
            </>
          )
        )}
      </main>
      <FreshPill fresh={own.fresh} others={scene.gone.size} view={live.view} onShow={own.letIn} onGo={goTo} />
      {menuCard && <CardMenu key={menuCard.id} card={menuCard} scene={scene} onClose={own.closeMenu} />}
    </div>
  )
}

/** What is asked and told above a participant's board. */
const ToldHere = ({ now }: { now: SessionNow }) => (
  <>
    <Told
      now={now}
      here="board"
      hrefs={{ steps: `/session/${now.sessionId}`, board: `/session/${now.sessionId}/board` }}
    />
    <AlsoHere now={now} />
    {now.people.merging > 0 && <MergeAsked now={now} />}
  </>
)

/** The triangle's sides between the corners: decoration, for the headings say the same. */
const Lines = () => (
  <svg className="triangle-lines" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
    <path
      d="M42 0 15 10M58 0 85 10M50 0V10"
      fill="none"
      stroke="var(--line)"
      strokeWidth="2"
      vectorEffect="non-scaling-stroke"
    />
  </svg>
)
