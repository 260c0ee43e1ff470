import Link from 'next/link'
import { sayDay, sayList } from '#app/_words/say-day.ts'
import { words } from '#app/_words/words.ts'
import type { Register } from '#server/authoriser/find.ts'
import type { Foresight } from '#server/authoriser/foresee.ts'
import type { NetworkId } from '#server/vocabulary/ids.ts'
import { BackerChips } from './chips.tsx'

/** Everybody who backs the network: those that rest on one person, and that most hangs on, first. */
export function BackerList({
  networkId,
  register,
  foresight,
}: {
  networkId: NetworkId
  register: Register
  foresight: Foresight
}) {
  const t = words('backing')
  const hanging = (id: keyof Foresight['hanging']) => foresight.hanging[id] ?? 0
  const order = [...register.authorisers].sort(
    (a, b) => Number(b.singleThread) - Number(a.singleThread) || hanging(b.id) - hanging(a.id),
  )
  return (
    <ul className="plain-list grid">
      {order.map((backer) => (
        <li key={backer.id} className="panel">
          <h3>
            <Link href={`/network/${networkId}/backing/${backer.id}`}>{backer.label}</Link>
          </h3>
          <BackerChips backer={backer} />
          <p className="muted">
            {t('gives')}: {sayList(backer.gives.map((gift) => t(`gifts.${gift}`)))}
            {backer.heldBy?.partner && ` · ${t('heldBy')}: ${backer.heldBy.partner}`}
            {' · '}
            {backer.endsOn ? `${t('endsWhen')} ${sayDay(backer.endsOn)}` : t('noEnd')}
          </p>
          <p>
            {t('hanging', { count: hanging(backer.id) })}.{' '}
            <Link href={`/network/${networkId}/backing?gone=${backer.id}#what-if`}>
              {t('whatIfThey')}
              <span className="unseen"> {backer.label}</span>
            </Link>
          </p>
        </li>
      ))}
    </ul>
  )
}
