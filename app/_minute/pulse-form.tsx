'use client'
import { useMutation } from '@tanstack/react-query'
import { useTranslations } from 'use-intl/react'
import { useBallot } from '#app/_session/ballot.ts'
import { useTRPC } from '#app/_trpc/trpc.ts'
import { useRoomDeed } from '#app/_trpc/use-room-deed.ts'
import { DeedForm } from '#app/_ui/deed-form.tsx'
import { ChoiceField } from '#app/_ui/fields.tsx'
import type { SessionNow } from '#server/session/now.ts'
import type { SessionId } from '#server/vocabulary/ids.ts'
import { AGENCY_ITEMS, AGENCY_POINTS, type AgencyPoint, BANDS, type Band } from '#server/vocabulary/reflection.ts'

/** Whether somebody can act for the network: two questions, answered once. */
export function PulseForm({ now, answered }: { now: SessionNow; answered: boolean }) {
  const t = useTranslations('minute')
  const words = useTranslations('reflection')
  const trpc = useTRPC()
  const sessionId = now.sessionId as SessionId
  const ballot = useBallot(now, 'pulse')
  const { said, times, options } = useRoomDeed(trpc.reflection.here.queryKey({ sessionId }))
  const answer = useMutation(trpc.reflection.pulseHere.mutationOptions(options))
  const done = answered || times > 0
  return (
    <section className="panel" aria-labelledby="minute-pulse">
      <h2 id="minute-pulse">{t('pulse')}</h2>
      <p role="status">{done ? t('answered') : ''}</p>
      {!done && (
        <>
          <p className="muted small">{words('agencyLead')}</p>
          <DeedForm
            action={t('answer')}
            busy={answer.isPending}
            wrong={said.is === 'wrong' ? said.words : ''}
            done=""
            times={times}
            onSend={({ chosen }) => {
              const point = (item: string) => (chosen(item) ? (Number(chosen(item)) as AgencyPoint) : null)
              const answers = { band: chosen<Band>('band'), start: point('start'), problem: point('problem') }
              answer.mutate({ sessionId, ballot, ...answers })
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
