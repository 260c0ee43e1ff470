import { Pages } from '#app/_pages/pages.tsx'
import { Link } from '#app/_ui/link.tsx'
import { sayDay, sayList } from '#app/_words/say-day.ts'
import { words } from '#app/_words/words.ts'
import type { Register } from '#server/authoriser/find.ts'
import type { Foresight } from '#server/authoriser/foresee.ts'
import type { NetworkId } from '#server/vocabulary/ids.ts'
import { BackerChips } from './chips.tsx'

const PER_PAGE = 48

/** Everybody who backs the network: those that rest on one person, and that most hangs on, first. */
export function BackerList({
  networkId,
  register,
  foresight,
  page,
}: {
  networkId: NetworkId
  register: Register
  foresight: Foresight
  /** Which page of the list is shown, counted from 1. */
  page: number
}) {
  const t = words('backing')
  const hanging = (id: keyof Foresight['hanging']) => foresight.hanging[id] ?? 0
  const order = [...register.authorisers].sort(
    (a, b) => Number(b.singleThread) - Number(a.singleThread) || hanging(b.id) - hanging(a.id),
  )
  return (
    <>
      <ul className="plain-list grid">
        {order.slice((page - 1) * PER_PAGE, page * PER_PAGE).map((backer) => (
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
      <Pages
        path={`/network/${networkId}/backing`}
        name="register"
        page={page}
        count={order.length}
        size={PER_PAGE}
        of={t('register')}
      />
    </>
  )
}
