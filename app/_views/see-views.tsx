'use client'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { ReportBehind } from '#app/_moderation/report-behind.tsx'
import { isOfViews, Saving } from '#app/_outbox/saving.tsx'
import type { Me } from '#app/_session/me.ts'
import { useNames } from '#app/_session/use-names.ts'
import { useTRPC } from '#app/_trpc/trpc.ts'
import { behind } from '#app/_ui/behind.tsx'
import { CornerMark } from '#app/_ui/corner-mark.tsx'
import { Mark } from '#app/_ui/mark.tsx'
import { Said } from '#app/_words/said.tsx'
import type { SessionNow } from '#server/session/now.ts'
import { PLACES, type Place } from '#server/vocabulary/corner.ts'
import type { SessionId } from '#server/vocabulary/ids.ts'
import { type DraftOf, readDraft } from './draft.ts'
import { useOwnViews } from './use-own-views.ts'

// Folded away, and so not in the way of the first look; fetched with this step's file, for the network may be gone at the step.
const ViewForm = behind(() => import('./view-form.tsx').then((file) => file.ViewForm), { soon: true })

/** All views as a list on a phone, one corner at a time. Asks again while the room looks at them; needs no live line. */
export function SeeViews({ now, me }: { now: SessionNow; me: Me }) {
  const t = useTranslations('session')
  const corners = useTranslations('corners')
  const trpc = useTRPC()
  const [place, setPlace] = useState<Place>('middle')
  const board = useQuery({
    ...trpc.session.board.queryOptions({ sessionId: now.sessionId as SessionId }),
    refetchInterval: 4_000,
  })
  const nameOf = useNames(now)
  // What stands below the views would move away from under a finger as they come. Where no answer comes it waits no longer.
  const isFirstLook = board.isLoading && !board.isFetched && board.failureCount === 0
  const { refetch } = board
  const shownCount = now.views.count
  useEffect(() => {
    // A view more or less: look at once instead of waiting for the next turn.
    if (shownCount >= 0) void refetch()
  }, [shownCount, refetch])
  const ids = board.data?.places[place] ?? []
  return (
    <div className="stack">
      <h1>{now.question ? <Said>{now.question}</Said> : t('whatHappens')}</h1>
      <fieldset className="tabs">
        <legend className="unseen">{corners('middle')}</legend>
        {PLACES.map((one) => (
          <button key={one} type="button" className="button" aria-pressed={place === one} onClick={() => setPlace(one)}>
            <CornerMark place={one} /> {corners(one)} ({board.data?.places[one].length ?? 0})
          </button>
        ))}
      </fieldset>
      <section aria-labelledby="shown-views">
        <h2 id="shown-views">
          {corners(place)} – {corners(`${place}Lead`)}
        </h2>
        {board.data && ids.length === 0 && <p className="muted">{corners(`${place}Empty`)}</p>}
        <ol className="plain-list">
          {ids.map((id) => {
            const card = board.data?.cards[id]
            const partner = now.people.partners.find((one) => one.id === card?.partner)
            return (
              card && (
                <li key={id} className="note">
                  <p>
                    <Said>{card.text}</Said>
                  </p>
                  {partner && (
                    <span className="who small muted">
                      <Mark initials={partner.initials} no={partner.markNo} />{' '}
                      {[nameOf(card.author), partner.name].filter(Boolean).join(' · ')}
                    </span>
                  )}
                  <ReportBehind now={now} kind="view" thingId={id} text={card.text} />
                </li>
              )
            )
          })}
        </ol>
      </section>
      {!isFirstLook && (
        <>
          <OneMore now={now} me={me} />
          <a className="button wide" href={`/session/${now.sessionId}/board`}>
            {t('board')}
          </a>
        </>
      )}
    </div>
  )
}

/** Adds one more view without the live board, which some networks block. */
function OneMore({ now, me: { seatId, earlier } }: { now: SessionNow; me: Me }) {
  const t = useTranslations('views')
  const own = useOwnViews(now)
  const [added, setAdded] = useState(0)
  const [isOpen, setOpen] = useState(false)
  const { sessionId } = now
  const draftOf: DraftOf = { at: 'show-views', sessionId, seatId, earlier }
  // Half-typed words are seen again on the next page.
  useEffect(
    () => setOpen((had) => had || readDraft({ at: 'show-views', sessionId, seatId, earlier }) !== undefined),
    [sessionId, seatId, earlier],
  )
  return (
    <details open={isOpen} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{t('oneMore')}</summary>
      <ViewForm
        key={added}
        draftOf={draftOf}
        written={own.views.length}
        onAdd={(view) => {
          own.add(view)
          setAdded(added + 1)
        }}
      />
      <Saving here={isOfViews} />
    </details>
  )
}
