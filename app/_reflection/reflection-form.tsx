'use client'
import { useMutation } from '@tanstack/react-query'
import { useTranslations } from 'use-intl/react'
import { useTRPC } from '#app/_trpc/trpc.ts'
import { Procedures } from '#app/_trpc/trpc-provider.tsx'
import { useDeed } from '#app/_trpc/use-deed.ts'
import { DeedForm, type Sent } from '#app/_ui/deed-form.tsx'
import { ChoiceField, TextField } from '#app/_ui/fields.tsx'
import type { Messages } from '#app/_words/words.ts'
import { Words } from '#app/_words/words-provider.tsx'
import type { NetworkId } from '#server/vocabulary/ids.ts'
import {
  AGENCY_ITEMS,
  AGENCY_POINTS,
  type AgencyPoint,
  AUDIENCES,
  type Audience,
  BANDS,
  type Band,
} from '#server/vocabulary/reflection.ts'

interface Props {
  networkId: NetworkId
  hasOrganisation: boolean
  /** Whether the two pulse questions are still to be answered since the last workshop. */
  asks: boolean
}

/** The form for a reflection: what happened, so what, now what, who reads it; and the two questions of the agency pulse. */
export function ReflectionForm({ messages, ...props }: Props & { messages: Messages }) {
  return (
    <Words messages={messages}>
      <Procedures>
        <TheForm {...props} />
      </Procedures>
    </Words>
  )
}

function TheForm({ networkId, hasOrganisation, asks }: Props) {
  const t = useTranslations('reflection')
  const trpc = useTRPC()
  const { said, options, once } = useDeed(() => window.location.assign(`/network/${networkId}/reflections`))
  const write = useMutation(trpc.reflection.write.mutationOptions(options))
  const audiences = AUDIENCES.filter((one) => one !== 'organisation' || hasOrganisation)
  return (
    <DeedForm
      action={t('save')}
      busy={write.isPending}
      wrong={said.is === 'wrong' ? said.words : ''}
      done=""
      times={0}
      onSend={(sent) => write.mutate(once({ networkId, ...writtenIn(sent) }))}
      look="first"
    >
      <TextField name="happened" label={t('happened')} rows={3} />
      <TextField name="soWhat" label={t('soWhat')} rows={3} />
      <TextField name="nowWhat" label={t('nowWhat')} rows={3} />
      <fieldset>
        <legend>{t('audience')}</legend>
        <div className="choices">
          {audiences.map((one) => (
            <label key={one} className="choice slim">
              <input type="radio" name="audience" value={one} defaultChecked={one === 'me'} />
              <span>{t(`audiences.${one}`)}</span>
            </label>
          ))}
        </div>
      </fieldset>
      {asks && <AgencyFields />}
    </DeedForm>
  )
}

function AgencyFields() {
  const t = useTranslations('reflection')
  return (
    <details style={{ marginBlockEnd: '1rem' }}>
      <summary>{t('agency')}</summary>
      <p className="muted">{t('agencyLead')}</p>
      <ChoiceField
        name="band"
        label={t('band')}
        none={t('choose')}
        options={BANDS.map((band) => [band, t(`bands.${band}`)] as const)}
      />
      {AGENCY_ITEMS.map((item) => (
        <fieldset key={item}>
          <legend>{t(`items.${item}`)}</legend>
          <div className="choices">
            {[...AGENCY_POINTS].reverse().map((point) => (
              <label key={point} className="choice slim">
                <input type="radio" name={item} value={point} />
                <span>
                  {point} – {t(`points.${point}`)}
                </span>
              </label>
            ))}
          </div>
        </fieldset>
      ))}
    </details>
  )
}

/** What the form says. Whoever answers nothing of the pulse is not asked for the rest of it. */
function writtenIn(sent: Sent) {
  const point = (item: string) => (sent.chosen(item) === null ? null : (Number(sent.chosen(item)) as AgencyPoint))
  const agency = { band: sent.chosen<Band>('band'), start: point('start'), problem: point('problem') }
  return {
    happened: sent.text('happened'),
    soWhat: sent.text('soWhat'),
    nowWhat: sent.text('nowWhat'),
    audience: sent.chosen<Audience>('audience') ?? 'me',
    agency: Object.values(agency).some((one) => one !== null) ? agency : null,
  }
}
