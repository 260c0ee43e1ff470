import { AbsentSection } from '#app/_governance/absent-section.tsx'
import { BondSection } from '#app/_governance/bond-section.tsx'
import { FitSection } from '#app/_governance/fit-section.tsx'
import { GovernanceDeed } from '#app/_governance/governance-deeds.tsx'
import { GovernancePage } from '#app/_governance/governance-page.tsx'
import { PulseTable } from '#app/_governance/pulse-section.tsx'
import { type Inside, memberPage } from '#app/_network/member-page.tsx'
import { pick, words } from '#app/_words/words.ts'
import { findAbsent } from '#server/absent/find.ts'
import { findOwn, readYear } from '#server/bond/find.ts'
import { findGovernance } from '#server/governance/find.ts'
import { findPartners } from '#server/network/find.ts'
import { findPulse } from '#server/pulse/find.ts'
import { convenes } from '#server/vocabulary/role.ts'

type Asked = { params: Promise<{ networkId: string }> }

/** How a network is run. */
export default async function Governance({ params }: Asked) {
  return memberPage((await params).networkId, async (inside) => {
    const { work, membership, network, today } = inside
    const partners = (await findPartners(work.db, network.id)).map(({ id, name }) => [id, name] as const)
    const shared = { networkId: network.id, partners }
    return (
      <GovernancePage network={network}>
        <FitSection
          {...shared}
          found={await findGovernance(work, membership)}
          today={today}
          may={convenes(membership.role)}
        />
        {membership.role !== 'observer' && <ForMembers {...inside} />}
        <AbsentSection
          {...shared}
          groups={await findAbsent(work.db, membership)}
          may={membership.role !== 'observer'}
        />
      </GovernancePage>
    )
  })
}

/** What people answer in private, and what is told of it: observers are told neither. */
async function ForMembers({ work, membership, network, today, zone }: Inside) {
  const t = words('governance')
  const year = Number(today.slice(0, 4))
  return (
    <>
      <section aria-labelledby="pulse">
        <h2 id="pulse">{t('pulse')}</h2>
        <p>{t('pulseLead')}</p>
        <PulseTable trend={await findPulse(work.db, membership)} zone={zone} />
        <details>
          <summary>{t('pulseAnswer')}</summary>
          <GovernanceDeed is="pulse" networkId={network.id} messages={pick('governance', 'refusal', 'common')} />
        </details>
      </section>
      <BondSection
        networkId={network.id}
        year={await readYear(work.db, membership, year)}
        own={await findOwn(work.db, membership, year)}
      />
    </>
  )
}
