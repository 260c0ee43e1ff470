import { Pages } from '#app/_pages/pages.tsx'
import { Forms } from '#app/_trpc/forms.tsx'
import { Mark } from '#app/_ui/mark.tsx'
import { sayDay } from '#app/_words/say-day.ts'
import { pick, words } from '#app/_words/words.ts'
import type { Briefing } from '#server/briefing/find.ts'
import type { NetworkId } from '#server/vocabulary/ids.ts'
import { MarkTold } from './briefing-forms.tsx'

const PER_PAGE = 25

/** Who was told what, the newest first, each with the partners who ought to know and don't yet. */
export function InformingLog({
  networkId,
  briefings,
  today,
  page,
}: {
  networkId: NetworkId
  briefings: readonly Briefing[]
  today: string
  /** Which page is shown, counted from 1. */
  page: number
}) {
  const t = words('informing')
  // One and the same for all forms, so that it is sent once.
  const messages = pick('informing', 'refusal')
  if (briefings.length === 0) return <p className="muted">{t('none')}</p>
  return (
    <Forms messages={messages}>
      <ul className="plain-list stack">
        {briefings
          .slice((page - 1) * PER_PAGE, page * PER_PAGE)
          .map(({ id, deed, who, what, byWhom, why, doneOn, partners }) => {
            const untold = partners.filter(({ toldOn }) => toldOn === null)
            return (
              <li key={id} className="panel">
                <h3>{t(deed, { who })}</h3>
                <p>{what}</p>
                <p className="muted">
                  {t('by', { who: byWhom, day: sayDay(doneOn) })}. {t('why', { why })}
                </p>
                {untold.length > 0 && <p>{t('untold')}</p>}
                <ul className="plain-list">
                  {untold.map((partner) => (
                    <li key={partner.id}>
                      <details>
                        <summary>
                          <span className="who">
                            <Mark initials={partner.initials} no={partner.markNo} /> {partner.name}
                          </span>
                        </summary>
                        <MarkTold
                          {...{ networkId, briefingId: id, today }}
                          partner={{ id: partner.id, name: partner.name }}
                          messages={messages}
                        />
                      </details>
                    </li>
                  ))}
                </ul>
                {partners.length > 0 && untold.length === 0 && <p>{t('allTold')}</p>}
                {partners.map(
                  ({ id: partnerId, name, toldOn }) =>
                    toldOn && (
                      <p key={partnerId} className="muted small">
                        {t('told', { partner: name, day: sayDay(toldOn) })}
                      </p>
                    ),
                )}
              </li>
            )
          })}
      </ul>
      <Pages
        path={`/network/${networkId}/backing/informing`}
        name="log"
        page={page}
        count={briefings.length}
        size={PER_PAGE}
        of={t('title')}
      />
    </Forms>
  )
}
