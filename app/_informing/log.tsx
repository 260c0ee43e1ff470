import { Mark } from '#app/_ui/mark.tsx'
import { sayDay } from '#app/_words/say-day.ts'
import { pick, words } from '#app/_words/words.ts'
import type { Briefing } from '#server/briefing/find.ts'
import type { NetworkId } from '#server/vocabulary/ids.ts'
import { MarkTold } from './briefing-forms.tsx'

/** Who was told what, the newest first, each with the partners who ought to know and don't yet. */
export function InformingLog({
  networkId,
  briefings,
  today,
}: {
  networkId: NetworkId
  briefings: readonly Briefing[]
  today: string
}) {
  const t = words('informing')
  if (briefings.length === 0) return <p className="muted">{t('none')}</p>
  return (
    <ul className="plain-list stack">
      {briefings.map(({ id, deed, who, what, byWhom, why, doneOn, partners }) => {
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
                      messages={pick('informing', 'refusal')}
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
  )
}
