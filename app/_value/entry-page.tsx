import { Crumbs } from '#app/_network/crumbs.tsx'
import { Link } from '#app/_ui/link.tsx'
import { Said } from '#app/_words/said.tsx'
import { sayDay } from '#app/_words/say-day.ts'
import { pick, words } from '#app/_words/words.ts'
import type { Partner } from '#server/network/find.ts'
import type { Ledger, ValueEntry } from '#server/value/find.ts'
import type { NetworkId } from '#server/vocabulary/ids.ts'
import { Judgements } from './judgements.tsx'
import { EntryTags } from './ledger-page.tsx'
import { ValueDeed } from './value-deeds.tsx'

interface Props {
  network: { id: NetworkId; name: string }
  entry: ValueEntry
  speaksFor: Ledger['speaksFor']
  partners: readonly Partner[]
  /** Whether this visitor may note something. */
  may: boolean
}

/** One entry of the ledger: what it did to whom, how each partner judges it, and what is done about it. */
export function EntryPage(props: Props) {
  const { network, entry, speaksFor } = props
  const t = words('value')
  const mine = entry.judgements.find(({ partner }) => partner.id === speaksFor?.id)
  return (
    <div className="reading stack">
      <div>
        <Crumbs network={network} on={[['value', t('title')]]} />
        <h1>
          <Said>{entry.text}</Said>
        </h1>
        <EntryTags entry={entry} />
        <Facts entry={entry} />
        {entry.mayChange && (
          <p style={{ marginBlockStart: '1rem' }}>
            <Link className="button" href={`/network/${network.id}/value/${entry.id}/change`}>
              {t('change')}
            </Link>
          </p>
        )}
      </div>
      <section aria-labelledby="judgements">
        <h2 id="judgements">{t('judgements')}</h2>
        <Judgements judgements={entry.judgements} />
        {speaksFor && (
          <ValueDeed
            is="judge"
            networkId={network.id}
            entryId={entry.id}
            partner={speaksFor.name}
            point={mine?.point ?? null}
            reason={mine?.reason ?? ''}
            messages={pick('value', 'refusal', 'common')}
          />
        )}
      </section>
      {entry.lossState && <Mitigations {...props} />}
    </div>
  )
}

function Facts({ entry }: { entry: ValueEntry }) {
  const t = words('value')
  const { gains, bears, cause, weight, intent, contribution, evidence, evidenceText } = entry
  const facts = [
    ['bears', bears],
    ['gains', gains],
    ['cause', cause && (cause.label || t(`causes.${cause.kind}`))],
    ['weight', t(`weights.${weight}`)],
    ['intent', t(`intents.${intent}`)],
    ['evidence', t(`evidences.${evidence}`)],
    ['evidenceText', evidenceText],
    ['contribution', contribution],
  ] as const
  return (
    <dl className="facts">
      {facts
        .filter(([, value]) => value)
        .map(([name, value]) => (
          <div key={name}>
            <dt>{t(`facts.${name}`)}</dt>
            <dd style={{ whiteSpace: 'pre-wrap' }}>{value}</dd>
          </div>
        ))}
    </dl>
  )
}

function Mitigations({ network, entry, partners, may }: Props) {
  const t = words('value')
  return (
    <section aria-labelledby="mitigations">
      <h2 id="mitigations">{t('mitigations')}</h2>
      {entry.mitigations.length === 0 && <p className="muted">{t('mitigationsNone')}</p>}
      <ul className="plain-list stack">
        {entry.mitigations.map(({ id, what, owner, dueOn, outcome, settled }) => (
          <li key={id} className="panel">
            <p>
              <strong>{what}</strong>
            </p>
            <p className="muted">
              {t('ownedBy', { owner, due: dueOn ? sayDay(dueOn) : 'none' })}
              {settled && ` · ${t('settled')}`}
            </p>
            {outcome && <p>{outcome}</p>}
            {may && !settled && (
              <ValueDeed
                is="settle"
                networkId={network.id}
                mitigationId={id}
                what={what}
                messages={pick('value', 'refusal', 'common')}
              />
            )}
          </li>
        ))}
      </ul>
      {may && (
        <div className="panel" style={{ marginBlockStart: '1rem' }}>
          <ValueDeed
            is="plan"
            networkId={network.id}
            entryId={entry.id}
            partners={partners.map(({ id, name }) => [id, name] as const)}
            messages={pick('value', 'refusal', 'common')}
          />
        </div>
      )}
    </section>
  )
}
