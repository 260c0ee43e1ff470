'use client'
import { useTranslations } from 'use-intl/react'
import { deedsOf } from '#app/_outbox/deed.ts'
import { useOutbox } from '#app/_outbox/use-outbox.tsx'
import { useSending } from '#app/_outbox/use-sending.ts'
import { useBallot } from '#app/_session/ballot.ts'
import { DeedForm } from '#app/_ui/deed-form.tsx'
import { ChoiceField } from '#app/_ui/fields.tsx'
import type { SessionNow } from '#server/session/now.ts'
import { AGENCY_ITEMS, AGENCY_POINTS, type AgencyPoint, BANDS, type Band } from '#server/vocabulary/reflection.ts'

/** Whether somebody can act for the network: two questions, answered once. */
export function PulseForm({ now, answered }: { now: SessionNow; answered: boolean }) {
  const t = useTranslations('minute')
  const words = useTranslations('reflection')
  const ballot = useBallot(now, 'pulse')
  const { waiting } = useOutbox()
  const { form, over, send } = useSending(t('answered'))
  // While it is being sent the form stands, for it may come back.
  const gone = answered || over || (deedsOf(waiting, 'answer-agency').length > 0 && !form.busy)
  return (
    <section className="panel" aria-labelledby="minute-pulse">
      <h2 id="minute-pulse">{t('pulse')}</h2>
      <p role="status">{gone ? form.done || t('answered') : ''}</p>
      {!gone && (
        <>
          <p className="muted small">{words('agencyLead')}</p>
          <DeedForm
            action={t('answer')}
            {...form}
            done=""
            onSend={({ chosen }) => {
              const point = (item: string) => (chosen(item) ? (Number(chosen(item)) as AgencyPoint) : null)
              const answers = { band: chosen<Band>('band'), start: point('start'), problem: point('problem') }
              const { band, start, problem } = answers
              send({ does: 'answer-agency', ballot, ...answers }, { band, agencyStart: start, agencyProblem: problem })
            }}
          >
            <ChoiceField
              name="band"
              label={words('band')}
              none={words('choose')}
              options={BANDS.map((band) => [band, words(`bands.${band}`)] as const)}
            />
            {AGENCY_ITEMS.map((item) => (
              <fieldset key={item}>
                <legend>{words(`items.${item}`)}</legend>
                <div className="choices">
                  {[...AGENCY_POINTS].reverse().map((point) => (
                    <label key={point} className="choice slim">
                      <input type="radio" name={item} value={point} />
                      <span>
                        {point} – {words(`points.${point}`)}
                      </span>
                    </label>
                  ))}
                </div>
              </fieldset>
            ))}
          </DeedForm>
        </>
      )}
    </section>
  )
}
