import { Link } from '#app/_ui/link.tsx'
import { Said } from '#app/_words/said.tsx'
import { sayDay } from '#app/_words/say-day.ts'
import { words } from '#app/_words/words.ts'
import type { Watched } from '#server/authoriser/foresee.ts'
import type { NetworkId } from '#server/vocabulary/ids.ts'

/** Whose backing may end soon: what hangs on it, whether anybody can stand in, and what is to be done. */
export function ChangeWatch({ networkId, watch }: { networkId: NetworkId; watch: readonly Watched[] }) {
  const t = words('backing')
  if (watch.length === 0) return <p className="muted">{t('watchNone')}</p>
  return (
    <ul className="plain-list">
      {watch.map(({ authoriser, inDays, within, left }) => {
        const day = sayDay(authoriser.endsOn as string)
        const plans = authoriser.formalisations.filter(({ state }) => state === 'open')
        return (
          <li key={authoriser.id} className={within <= 30 ? 'banner warn' : 'banner'}>
            <p>
              <strong>
                <Link href={`/network/${networkId}/backing/${authoriser.id}`}>{authoriser.label}</Link>
              </strong>{' '}
              {within === 0 ? t('watchPast', { day }) : t('watchIn', { days: inDays, day })}
              {authoriser.trigger && `, ${t('watchWith', { trigger: t(`triggers.${authoriser.trigger}`) })}`}.
              {authoriser.singleThread && <strong> {t('watchOne')}</strong>}
            </p>
            {left.length === 0 ? (
              <p>{t('watchLeftNone')}</p>
            ) : (
              <>
                <p>{t('watchLeft')}</p>
                <ul className="dotted">
                  {left.map(({ id, label }) => (
                    <li key={id}>
                      <Said>{label}</Said>
                    </li>
                  ))}
                </ul>
              </>
            )}
            {plans.map(({ id, what, owner, dueOn }) => (
              <p key={id}>{t('watchPlan', { what, owner, day: sayDay(dueOn) })}</p>
            ))}
            {plans.length === 0 && authoriser.basis !== 'formal' && <p>{t('watchNoPlan')}</p>}
          </li>
        )
      })}
    </ul>
  )
}
