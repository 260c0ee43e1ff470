'use client'
import { useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { useSessionNow } from '#app/_session/use-session-now.ts'
import { Procedures } from '#app/_trpc/trpc-provider.tsx'
import type { Messages } from '#app/_words/words.ts'
import { Words } from '#app/_words/words-provider.tsx'
import type { Doer } from '#server/board/may.ts'
import type { SessionNow } from '#server/session/now.ts'
import { PLACES, type Place } from '#server/vocabulary/corner.ts'
import type { SessionId } from '#server/vocabulary/ids.ts'
import { isSorting } from '#server/vocabulary/step.ts'
import './board.css'
import { CornerTabs } from './corner-tabs.tsx'
import { LineBar } from './line-bar.tsx'
import { PlaceSection } from './place-section.tsx'
import { ReadBoard, useShutOut } from './shut-out.tsx'
import { useBoard } from './use-board.ts'

export interface BoardProps {
  first: SessionNow
  me: Doer
  as?: 'convenor'
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

function TheBoard({ first, me, as }: BoardProps) {
  const t = useTranslations('board')
  const step = useTranslations('step')
  const { now } = useSessionNow(first.sessionId as SessionId, first)
  const live = useBoard(first.sessionId, me.id, as)
  const shutOut = useShutOut(live.line)
  const [look, setLook] = useState<'board' | 'list'>('board')
  const [place, setPlace] = useState<Place>('middle')
  const { session } = live.view
  const mayAdd =
    !session.closed &&
    session.viewsShown &&
    me.kind !== 'screen' &&
    (isSorting(session.step) || session.step === 'views' || me.kind === 'convenor')
  function goTo(cardId: string) {
    const card = live.view.cards[cardId]
    if (!card) return
    setPlace(card.place)
    // On a phone the card's corner has to be there first.
    requestAnimationFrame(() => document.getElementById(`card-${cardId}`)?.focus())
  }
  return (
    <div className="board-page">
      <header className="board-top">
        <div className="row apart">
          <h1>
            {now.name} <span className="muted">· {step(now.step)}</span>
          </h1>
          <a className="button small" href={as ? `/convene/${first.sessionId}` : `/session/${first.sessionId}`}>
            ‹ {as ? t('toDesk') : t('toPhone')}
          </a>
        </div>
        {!shutOut && <LineBar live={live} partners={now.people.partners} onGo={goTo} />}
        <div className="row">
          <fieldset className="tabs board-look" style={{ margin: 0 }}>
            <legend className="unseen">{t('title')}</legend>
            <button
              type="button"
              className="button small"
              aria-pressed={look === 'board'}
              onClick={() => setLook('board')}
            >
              {t('asBoard')}
            </button>
            <button
              type="button"
              className="button small"
              aria-pressed={look === 'list'}
              onClick={() => setLook('list')}
            >
              {t('asList')}
            </button>
          </fieldset>
          <button type="button" className="button small" onClick={live.undo.undo} disabled={!live.undo.can}>
            ↶ {t('undo')}
          </button>
          <button type="button" className="button small" onClick={live.undo.redo} disabled={!live.undo.canRedo}>
            ↷ {t('redo')}
          </button>
          <span className="muted small">{mayAdd && !shutOut ? t('sorting') : t('viewing')}</span>
        </div>
      </header>
      <main id="main">
        {!session.viewsShown && live.line.is === 'live' && (
          <p className="banner">{t('waiting', { count: now.views.count })}</p>
        )}
        {shutOut ? (
          <ReadBoard now={now} />
        ) : (
          <>
            <p className="muted small keys">{t('keys')}</p>
            <CornerTabs place={place} view={live.view} onChoose={setPlace} />
            <div className={look === 'board' ? 'triangle' : 'as-list'}>
              {look === 'board' && <Lines />}
              {PLACES.map((one) => (
                <PlaceSection
                  key={one}
                  place={one}
                  me={me}
                  live={live}
                  now={now}
                  mayAdd={mayAdd}
                  chosen={one === place}
                />
              ))}
            </div>
          </>
        )}
      </main>
    </div>
  )
}

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
