import { Link } from '#app/_ui/link.tsx'
import { sayDay, sayList } from '#app/_words/say-day.ts'
import { pick, words } from '#app/_words/words.ts'
import type { Membership } from '#server/auth/who-is.ts'
import type { Authoriser, Holder, Register } from '#server/authoriser/find.ts'
import type { Briefing } from '#server/briefing/find.ts'
import { convenes } from '#server/vocabulary/role.ts'
import { BackerDeeds, type Deed } from './backer-deeds.tsx'
import { BackerChips } from './chips.tsx'
import { ThingLabel } from './hits.tsx'

export interface OneBacker {
  membership: Membership
  register: Register
  backer: Authoriser
  today: string
  /** For convenors: what they were told, the network's statements, and its partners. */
  briefings: readonly Briefing[]
  lines: readonly { id: string; text: string }[]
  partners: readonly { id: string; name: string }[]
  /** The network's purpose cards and capacities, for those who may link them. */
  purposes: readonly { id: string; text: string }[]
  capacities: readonly { id: string; label: string }[]
}

/** One record of the register: its fields, what hangs on it, its support over time, and how it is to be written down. */
export function BackerPage(one: OneBacker) {
  const { membership, backer, briefings } = one
  const t = words('backing')
  const leads = convenes(membership.role)
  const may = leads && backer.endedOn === null
  const here = `/network/${membership.networkId}/backing`
  return (
    <div className="stack record">
      <BackerChips backer={backer} />
      <Facts backer={backer} />
      <p className="row">
        {may && (
          <Link className="button" href={`${here}/${backer.id}/edit`}>
            {t('edit')}
          </Link>
        )}
        {backer.endedOn === null && (
          <Link className="button" href={`${here}?gone=${backer.id}#what-if`}>
            {t('whatIfThey')}
          </Link>
        )}
      </p>
      <Depends {...one} may={may} />
      <Plans {...one} may={may} />
      <Support {...one} may={may} />
      {leads && briefings.length > 0 && (
        <section aria-labelledby="told">
          <h2 id="told">{t('toldTitle')}</h2>
          <ul className="plain-list">
            {briefings.map(({ id, what, byWhom, doneOn }) => (
              <li key={id} className="note">
                <p>{what}</p>
                <p className="muted small">{words('informing')('by', { who: byWhom, day: sayDay(doneOn) })}</p>
              </li>
            ))}
          </ul>
        </section>
      )}
      {may && (
        <details>
          <summary>{t('endTitle')}</summary>
          <p>{t('endLead')}</p>
          <BackerDeeds {...deedOf(one)} is="end" />
        </details>
      )}
    </div>
  )
}

const deedOf = ({ membership, backer, today }: OneBacker): Deed & { messages: ReturnType<typeof pick> } => ({
  ...{ networkId: membership.networkId, authoriserId: backer.id, today },
  messages: pick('backing', 'refusal'),
})

const nameOf = (holder: Holder | null) => [holder?.partner, holder?.person].filter(Boolean).join(', ')

function Facts({ backer }: { backer: Authoriser }) {
  const t = words('backing')
  const facts: [string, string | null][] = [
    [t('kind'), t(`kinds.${backer.kind}`)],
    [t('organisation'), backer.organisation],
    [t('gives'), sayList(backer.gives.map((gift) => t(`gifts.${gift}`)))],
    [t('paper'), backer.instrument && t(`papers.${backer.instrument}`)],
    [t('heldBy'), nameOf(backer.heldBy) || t('nobody')],
    [t('second'), nameOf(backer.second) || t('nobody')],
    [t('starts'), backer.startsOn && sayDay(backer.startsOn)],
    [t('endsWhen'), backer.endsOn ? sayDay(backer.endsOn) : t('noEnd')],
    [t('trigger'), backer.trigger && t(`triggers.${backer.trigger}`)],
    [t('reviewOn'), backer.reviewOn && sayDay(backer.reviewOn)],
    [t('successor'), backer.successorName || t(`successors.${backer.successor}`)],
    [t('ended'), backer.endedOn && t('endedOn', { day: sayDay(backer.endedOn) })],
  ]
  return (
    <dl className="facts">
      {facts
        .filter(([, value]) => value)
        .map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
    </dl>
  )
}

function Depends({ register, backer, lines, may, ...one }: OneBacker & { may: boolean }) {
  const t = words('backing')
  const deed = deedOf({ register, backer, lines, ...one })
  const hanging = register.things.filter(({ backers }) => backers.includes(backer.id))
  const others = (ids: readonly string[]) =>
    register.authorisers.filter(({ id }) => id !== backer.id && ids.includes(id)).map(({ label }) => label)
  const free = lines.filter(({ id }) => !hanging.some((thing) => (thing.id as string) === id))
  const backers = register.authorisers.filter(({ id }) => id !== backer.id)
  const freeOf = (some: readonly { id: string; label: string }[]) =>
    some
      .filter(({ id }) => !hanging.some((thing) => (thing.id as string) === id))
      .map(({ id, label }) => [id, label] as const)
  return (
    <section aria-labelledby="depends">
      <h2 id="depends">{t('dependsTitle')}</h2>
      {hanging.length === 0 && <p className="muted">{t('dependsNone')}</p>}
      <ul className="plain-list">
        {hanging.map((thing) => {
          const who = others(thing.backers)
          return (
            <li key={thing.id} className="note row apart">
              <div>
                <ThingLabel thing={thing} />
                <br />
                <span className="muted small">
                  {who.length === 0 ? t('alone') : t('withOthers', { who: sayList(who) })}
                </span>
              </div>
              {may && <BackerDeeds {...deed} is="let-go" kind={thing.kind} thingId={thing.id} label={thing.label} />}
            </li>
          )
        })}
      </ul>
      {may && (
        <details>
          <summary>{t('dependAdd')}</summary>
          <BackerDeeds
            {...deed}
            is="hang"
            statements={free.map(({ id, text }) => [id, text])}
            purposes={freeOf(one.purposes.map(({ id, text }) => ({ id, label: text })))}
            capacities={freeOf(one.capacities)}
            backers={backers.map(({ id, label }) => [id, label])}
          />
        </details>
      )}
    </section>
  )
}

function Plans({ backer, partners, may, ...one }: OneBacker & { may: boolean }) {
  const t = words('backing')
  const deed = deedOf({ backer, partners, ...one })
  if (backer.basis === 'formal' && backer.formalisations.length === 0) return null
  return (
    <section aria-labelledby="plans">
      <h2 id="plans">{t('planTitle')}</h2>
      {backer.formalisations.length === 0 && <p className="muted">{t('planNone')}</p>}
      <ul className="plain-list">
        {backer.formalisations.map(({ id, what, owner, dueOn, state }) => (
          <li key={id} className="note">
            <p>{what}</p>
            <p>
              <span className="kind">{t(`planStates.${state}`)}</span>{' '}
              <span className="muted small">{t('planBy', { owner, day: sayDay(dueOn) })}</span>
            </p>
            {may && state === 'open' && (
              <details>
                <summary>{t('planSettle')}</summary>
                <BackerDeeds {...deed} is="settle" formalisationId={id} />
              </details>
            )}
          </li>
        ))}
      </ul>
      {may && (
        <details>
          <summary>{t('planAdd')}</summary>
          <BackerDeeds {...deed} is="plan" partners={partners.map(({ id, name }) => [id, name])} />
        </details>
      )}
    </section>
  )
}

function Support({ backer, may, ...one }: OneBacker & { may: boolean }) {
  const t = words('backing')
  if (one.membership.role === 'observer') return null
  return (
    <section aria-labelledby="support">
      <h2 id="support">{t('supportTitle')}</h2>
      {backer.support.length === 0 && <p className="muted">{t('supportNone')}</p>}
      <ol className="plain-list">
        {backer.support.map(({ level, since, note }) => (
          <li key={`${since}-${level}-${note}`}>
            <strong>{t(`levels.${level}`)}</strong> {t('since', { day: sayDay(since) })}
            {note && <span className="muted"> – {note}</span>}
          </li>
        ))}
      </ol>
      {may && (
        <details>
          <summary>{t('supportAdd')}</summary>
          <BackerDeeds {...deedOf({ backer, ...one })} is="support" />
        </details>
      )}
    </section>
  )
}
