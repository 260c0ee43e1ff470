import { words } from '#app/_words/words.ts'
import type { Authoriser } from '#server/authoriser/find.ts'

/** What an authoriser rests on, how far they support us, and the warning when it all goes through one person. */
export function BackerChips({ backer }: { backer: Authoriser }) {
  const t = words('backing')
  const level = backer.support[0]?.level
  return (
    <span className="row chips">
      <span className="kind">{t(`bases.${backer.basis}`)}</span>
      {level && <span className="kind">{t(`levels.${level}`)}</span>}
      {backer.singleThread && <span className="kind talk">{t('restsOnOne')}</span>}
    </span>
  )
}
