import { AgreementList } from '#app/_agreement/agreement-list.tsx'
import { Waiting } from '#app/_attention/items.tsx'
import { Overview } from '#app/_attention/overview.tsx'
import { CornerLinks } from '#app/_network/corner-links.tsx'
import { memberPage } from '#app/_network/member-page.tsx'
import { RecordList } from '#app/_record/record-list.tsx'
import { Link } from '#app/_ui/link.tsx'
import { Mark } from '#app/_ui/mark.tsx'
import { words } from '#app/_words/words.ts'
import { findAgreements } from '#server/agreement/find.ts'
import { gather } from '#server/attention/gather.ts'
import { readAttention } from '#server/attention/read-attention.ts'
import { readOverview } from '#server/attention/read-overview.ts'
import { findPartners } from '#server/network/find.ts'
import { findRecords } from '#server/record/find.ts'
import { findSessions } from '#server/session/find.ts'
import { convenes } from '#server/vocabulary/role.ts'

type Asked = { params: Promise<{ networkId: string }> }

/** A network: what waits for its reader, how its records stand, what is running, what was held, and who belongs to it. */
export default async function Network({ params }: Asked) {
  const t = words('network')
  return memberPage((await params).networkId, async ({ work, membership, network, today, zone }) => {
    const running = await findSessions(work.db, network.id, 'running')
    const records = await findRecords(work.db, membership)
    const partners = await findPartners(work.db, network.id)
    const leads = convenes(membership.role)
    const [later, earlier] = records
    const { standing: agreed } = await findAgreements(work.db, membership)
    const gathered = await gather(work.db, membership, work.clock.now())
    const items = await readAttention(work, membership, gathered)
    return (
      <div className="stack">
        <div className="row apart">
          <h1 style={{ marginBlockEnd: 0 }}>{network.name}</h1>
          {leads && (
            <Link className="button first" href={`/network/${network.id}/new`}>
              {t('newWorkshop')}
            </Link>
          )}
        </div>
        <CornerLinks networkId={network.id} leads={leads} />
        <section aria-labelledby="running">
          <h2 id="running">{t('running')}</h2>
          {running.length === 0 && <p className="muted">{t('noneRunning')}</p>}
          <ul className="plain-list">
            {running.map((session) => (
              <li key={session.id} className="panel row apart">
                <strong>{session.name}</strong>
                {leads && (
                  <Link className="button first" href={`/convene/${session.id}`}>
                    {words('home')('openDesk')}
                  </Link>
                )}
              </li>
            ))}
          </ul>
        </section>
        {membership.role !== 'observer' && (
          <section aria-labelledby="attention">
            <h2 id="attention">{words('attention')('title')}</h2>
            {items.length === 0 && <p className="muted">{words('attention')('none')}</p>}
            <Waiting networkId={network.id} items={items} labelledBy="attention" />
          </section>
        )}
        <Overview networkId={network.id} figures={await readOverview(work, membership, later, gathered)} last={later} />
        <section aria-labelledby="agreements">
          <div className="row apart">
            <h2 id="agreements">{t('agreements')}</h2>
            {agreed.length > 0 && (
              <Link className="button" href={`/network/${network.id}/agreements`}>
                {t('agreementsAll')}
              </Link>
            )}
          </div>
          {agreed.length === 0 && <p className="muted">{words('agreements')('none')}</p>}
          <AgreementList networkId={network.id} agreements={agreed.slice(0, 3)} today={today} label={t('agreements')} />
        </section>
        <section aria-labelledby="history">
          <div className="row apart">
            <h2 id="history">{t('history')}</h2>
            {later && earlier && (
              <Link
                className="button"
                href={`/network/${network.id}/compare?earlier=${earlier.sessionId}&later=${later.sessionId}`}
              >
                {t('compare')}
              </Link>
            )}
          </div>
          {records.length === 0 && <p className="muted">{t('noHistory')}</p>}
          <RecordList networkId={network.id} zone={zone} records={records} />
        </section>
        <section aria-labelledby="partners">
          <h2 id="partners">{t('partners')}</h2>
          {partners.length === 0 && <p className="muted">{t('noPartners')}</p>}
          <ul className="plain-list who-list">
            {partners.map(({ id, name, initials, markNo }) => (
              <li key={id} className="who">
                <Mark initials={initials} no={markNo} /> {name}
              </li>
            ))}
          </ul>
          {leads && (
            <p style={{ marginBlockStart: '1rem' }}>
              <Link className="button" href={`/network/${network.id}/people`}>
                {t('peopleLink')}
              </Link>
            </p>
          )}
        </section>
      </div>
    )
  })
}
