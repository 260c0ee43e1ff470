import { Said } from '#app/_words/said.tsx'
import { sayList } from '#app/_words/say-day.ts'
import { words } from '#app/_words/words.ts'
import type { Supported } from '#server/authoriser/find.ts'
import type { Hit } from '#server/authoriser/foresee.ts'

/** What a thing is, and its words. */
export function ThingLabel({ thing }: { thing: Supported }) {
  const t = words('backing')
  return (
    <>
      <span className="muted small">{t(`things.${thing.kind}`)}</span>
      <br />
      <Said>{thing.label}</Said>
    </>
  )
}

/** Things with whom they lose and by whom they are still covered. */
export function Hits({ hits, headingId }: { hits: readonly Hit[]; headingId: string }) {
  const t = words('backing')
  if (hits.length === 0) return <p className="muted">{t('noneLeft')}</p>
  return (
    <ul className="plain-list" aria-labelledby={headingId}>
      {hits.map(({ thing, lost, by }) => (
        <li key={thing.id} className="note">
          <ThingLabel thing={thing} />
          {lost.length > 0 && <p className="muted small">{t('lostWas', { who: sayList(lost) })}</p>}
          {by.length > 0 && <p className="small">{t('nowBy', { who: sayList(by) })}</p>}
        </li>
      ))}
    </ul>
  )
}
