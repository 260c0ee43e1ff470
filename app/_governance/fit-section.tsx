import { sayDay, sayList } from '#app/_words/say-day.ts'
import { pick, words } from '#app/_words/words.ts'
import type { Governance } from '#server/governance/find.ts'
import { LEVEL_FROM } from '#server/steering/fit.ts'
import type { Condition } from '#server/vocabulary/governance.ts'
import type { NetworkId, PartnerId } from '#server/vocabulary/ids.ts'
import { GovernanceDeed } from './governance-deeds.tsx'
import './governance.css'

interface Props {
  networkId: NetworkId
  found: Governance
  partners: readonly (readonly [id: PartnerId, name: string])[]
  today: string
  /** Whether this visitor may note the form and keep a check. */
  may: boolean
}

/** The form of the network, and four comparisons of what its records show with what each form can carry. */
export function FitSection({ networkId, found, partners, today, may }: Props) {
  const t = words('governance')
  const { form, earlier, checks, nextCheck, checkDue } = found
  const messages = pick('governance', 'refusal', 'common')
  return (
    <section aria-labelledby="form">
      <h2 id="form">{t('form')}</h2>
      {form ? (
        <>
          <p>
            <strong>{t(`forms.${form.form}`)}</strong>
            {form.by && `: ${form.by}`}
          </p>
          <p className="muted">{t('formSince', { day: sayDay(form.since) })}</p>
          {form.note && <p style={{ whiteSpace: 'pre-wrap' }}>{form.note}</p>}
        </>
      ) : (
        <p className="muted">{t('formNone')}</p>
      )}
      {earlier.length > 0 && (
        <p className="muted small">
          {t('formEarlier', {
            forms: sayList(
              earlier.map((one) => t('formWas', { form: t(`forms.${one.form}`), day: sayDay(one.since) })),
            ),
          })}
        </p>
      )}
      {may && (
        <GovernanceDeed
          is="form"
          networkId={networkId}
          partners={partners}
          today={today}
          form={form?.form ?? null}
          messages={messages}
        />
      )}
      <h3>{t('fit')}</h3>
      <Verdict found={found} />
      <FitTable found={found} />
      <h3>{t('checks')}</h3>
      <p className={checkDue ? '' : 'muted'}>
        {nextCheck === null ? t('checkNever') : t(checkDue ? 'checkDue' : 'checkNext', { day: sayDay(nextCheck) })}
      </p>
      <ul className="plain-list">
        {checks.map(({ day, conclusion }) => (
          <li key={`${day} ${conclusion}`}>
            <strong>{sayDay(day)}</strong> {conclusion}
          </li>
        ))}
      </ul>
      {may && <GovernanceDeed is="check" networkId={networkId} messages={messages} />}
    </section>
  )
}

function Verdict({ found: { fit, form } }: Pick<Props, 'found'>) {
  const t = words('governance')
  const { verdict } = fit
  if (verdict.is === 'too-little') return <p>{t('tooLittle', { known: verdict.known })}</p>
  if (verdict.is === 'no-form' || !form) return <p>{t('noForm')}</p>
  const called = t(`forms.${form.form}`)
  if (verdict.is === 'fits') return <p>{t('fits', { form: called })}</p>
  return (
    <p>
      {t('strains', { form: called, at: sayList(verdict.at.map((one) => t(`conditions.${one}`))) })}{' '}
      {verdict.less.length > 0
        ? t('strainsLess', { forms: sayList(verdict.less.map((one) => t(`forms.${one}`))) })
        : t('strainsLessNone')}
    </p>
  )
}

/** What each condition shows, from which records, and which forms hold there. */
function FitTable({ found: { fit, form } }: Pick<Props, 'found'>) {
  const t = words('governance')
  return (
    <>
      <section className="table-wrap" aria-label={t('fitTable')} tabIndex={0}>
        <table className="fit">
          <caption className="muted small">{t('fitLead')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('conditionHead')}</th>
              <th scope="col">{t('shownHead')}</th>
              <th scope="col">{t('holdsHead')}</th>
            </tr>
          </thead>
          <tbody>
            {fit.compared.map(({ condition, level, holds }) => (
              <tr key={condition}>
                <th scope="row">{t(`conditions.${condition}`)}</th>
                <td>
                  {level && <strong>{t(`levels.${level}`, { of: condition })}. </strong>}
                  {shown(t, condition, fit.evidence)}
                </td>
                <td>
                  {level ? (
                    <ul className="plain-list stack-s">
                      {holds.map((one) => (
                        <li key={one}>{t(`forms.${one}`)}</li>
                      ))}
                    </ul>
                  ) : (
                    <span className="muted">{t('thin')}</span>
                  )}
                  {level && form && !holds.includes(form.form) && (
                    <>
                      {' '}
                      <span className="kind talk">{t('strainsHere')}</span>
                    </>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      <details>
        <summary>{t('how')}</summary>
        <p>
          {t('howTold', {
            partnersMiddle: LEVEL_FROM.partners[0],
            partnersHigh: LEVEL_FROM.partners[1],
            workMiddle: LEVEL_FROM.joint_work[0],
            workHigh: LEVEL_FROM.joint_work[1],
          })}
        </p>
        <p>{t('howShares')}</p>
      </details>
    </>
  )
}

function shown(
  t: ReturnType<typeof words<'governance'>>,
  condition: Condition,
  { partners, sitting, trust, work }: Governance['fit']['evidence'],
): string {
  if (condition === 'partners') return t('shownPartners', { count: partners })
  if (condition === 'common_ground')
    return sitting
      ? t('shownGround', { together: sitting.together, statements: sitting.statements, name: sitting.name })
      : t('shownGroundNone')
  if (condition === 'trust') return trust ? t('shownTrust', trust) : t('shownTrustNone')
  return t('shownWork', work)
}
