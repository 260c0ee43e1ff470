'use client'
import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl/react'
import { useTRPC } from '#app/_trpc/trpc.ts'
import { CornerMark } from '#app/_ui/corner-mark.tsx'
import { Mark } from '#app/_ui/mark.tsx'
import { EMPTY_BOARD } from '#server/board/empty-board.ts'
import type { BoardView } from '#server/board/view.ts'
import type { SessionNow } from '#server/session/now.ts'
import { PLACES } from '#server/vocabulary/corner.ts'
import type { SessionId } from '#server/vocabulary/ids.ts'
import { pagesOf, type ReadPage } from './pages-of.ts'
import { Turn } from './turn.tsx'
import { useItem } from './use-item.ts'

type Partners = SessionNow['people']['partners']

/** All views at once; then, with the arrow keys, one organisation after another, or one corner where nobody is shown, to be read round. */
export function ReadViews({ now }: { now: SessionNow }) {
  const trpc = useTRPC()
  const { data: board = EMPTY_BOARD as BoardView } = useQuery({
    ...trpc.session.board.queryOptions({ sessionId: now.sessionId as SessionId }),
    refetchInterval: 2_000,
  })
  const { partners } = now.people
  const pages = pagesOf(
    board,
    partners.map(({ id }) => id),
  )
  const item = useItem(1 + pages.length)
  const page = pages[item.at - 1]
  return (
    <>
      {page ? <Read page={page} partners={partners} /> : <Wall board={board} partners={partners} />}
      <Turn {...item} />
    </>
  )
}

function Wall({ board, partners }: { board: BoardView; partners: Partners }) {
  const corners = useTranslations('corners')
  return (
    <div className="wall">
      {PLACES.map((place) => (
        <section key={place} aria-labelledby={`place-${place}`}>
          <h2 id={`place-${place}`}>
            <CornerMark place={place} /> {corners(place)} ({board.places[place].length})
          </h2>
          <ul className="plain-list">
            {board.places[place].map((id) => {
              const card = board.cards[id]
              const partner = partners.find((one) => one.id === card?.partner)
              return (
                <li key={id} className="note">
                  <p>
                    {partner && <Mark initials={partner.initials} no={partner.markNo} label={partner.name} />}{' '}
                    {card?.text}
                  </p>
                </li>
              )
            })}
          </ul>
        </section>
      ))}
    </div>
  )
}

function Read({ page, partners }: { page: ReadPage; partners: Partners }) {
  const t = useTranslations('present')
  const corners = useTranslations('corners')
  const { of } = page
  const partner = 'partner' in of ? partners.find(({ id }) => id === of.partner) : undefined
  const place = 'place' in of ? of.place : undefined
  return (
    <section aria-labelledby="reading" aria-live="polite" className="reading">
      <h2 id="reading" className="who">
        {partner && (
          <>
            <Mark initials={partner.initials} no={partner.markNo} big /> {partner.name}
          </>
        )}
        {place && (
          <>
            <CornerMark place={place} /> {corners(place)}
          </>
        )}
        {page.count > 1 && <span className="muted">{t('page', { no: page.no, count: page.count })}</span>}
      </h2>
      <ul className="plain-list">
        {page.cards.map((card) => (
          <li key={card.id} className="note">
            <p>
              {!place && (
                <>
                  <CornerMark place={card.place} /> <span className="unseen">{corners(card.place)}:</span>
                </>
              )}{' '}
              {card.text}
            </p>
          </li>
        ))}
      </ul>
    </section>
  )
}
