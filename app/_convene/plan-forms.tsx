'use client'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { useTRPC } from '#app/_trpc/trpc.ts'
import { useRoomDeed } from '#app/_trpc/use-room-deed.ts'
import { DeedForm, type Sent } from '#app/_ui/deed-form.tsx'
import { TextField } from '#app/_ui/fields.tsx'
import type { PlannedStep } from '#server/plan/find.ts'
import type { SessionNow } from '#server/session/now.ts'
import { DOTTED, type Dotted, MOST_DOTS } from '#server/vocabulary/dots.ts'
import type { SessionId, StepId } from '#server/vocabulary/ids.ts'
import { LIMITS } from '#server/vocabulary/limits.ts'
import { INSERTABLE, type Step } from '#server/vocabulary/step.ts'

type Insertable = (typeof INSERTABLE)[number]

const wordsIn = ({ text }: Sent) => ({
  minutes: Number(text('minutes')),
  ...{ title: text('title'), instruction: text('instruction') },
  ...{ say: text('say'), watch: text('watch'), stuck: text('stuck') },
})

const dotsIn = ({ text, chosen }: Sent) => ({
  dots: Number(text('dots')),
  dotsOn: text('dotsOn') as Dotted,
  stacking: chosen('many') ? ('many' as const) : ('one' as const),
})

/** A step's minutes, and words of one's own. */
function Words({ step, minutes = 5 }: { step?: PlannedStep; minutes?: number }) {
  const t = useTranslations('plan')
  return (
    <>
      <Count name="minutes" label={t('minutes')} value={step?.minutes ?? minutes} most={LIMITS.stepMinutes} />
      <p className="hint">{t('emptyHint')}</p>
      <TextField name="title" label={t('name')} longest={LIMITS.title} value={step?.title ?? ''} />
      <TextField
        name="instruction"
        label={t('do')}
        rows={2}
        longest={LIMITS.stepText}
        value={step?.instruction ?? ''}
      />
      <TextField name="say" label={t('say')} rows={2} value={step?.say ?? ''} />
      <TextField name="watch" label={t('watch')} rows={2} longest={LIMITS.stepText} value={step?.watch ?? ''} />
      <TextField name="stuck" label={t('stuck')} rows={2} longest={LIMITS.stepText} value={step?.stuck ?? ''} />
    </>
  )
}

interface CountProps {
  name: string
  label: string
  value: number
  most: number
}
const Count = ({ name, label, value, most }: CountProps) => (
  <div className="field">
    <label htmlFor={`plan-${name}`}>{label}</label>
    <input
      id={`plan-${name}`}
      name={name}
      type="number"
      min={1}
      max={most}
      defaultValue={value}
      style={{ inlineSize: '6rem' }}
    />
  </div>
)

interface ChangeProps {
  now: SessionNow
  step: PlannedStep
  onDone(): void
}
export function ChangeStep({ now, step, onDone }: ChangeProps) {
  const t = useTranslations('plan')
  const trpc = useTRPC()
  const sessionId = now.sessionId as SessionId
  const { said, options } = usePlanDeed(sessionId, onDone)
  const change = useMutation(trpc.plan.change.mutationOptions(options))
  // Where dots lie already they stay as they are: no field asks for what would be refused.
  const lieHere = now.stepId === step.id && now.written.dotters > 0
  const asksDots = step.kind === 'dots' && !step.dotsShown && !lieHere
  return (
    <DeedForm
      action={t('save')}
      busy={change.isPending}
      wrong={said.is === 'wrong' ? said.words : ''}
      done=""
      times={0}
      onSend={(sent) => change.mutate({ sessionId, stepId: step.id, ...wordsIn(sent), ...(asksDots && dotsIn(sent)) })}
      look="first"
    >
      {asksDots && <DotFields step={step} />}
      <Words step={step} />
    </DeedForm>
  )
}

interface InsertProps {
  now: SessionNow
  after: StepId
  onDone(): void
}
export function InsertStep({ now, after, onDone }: InsertProps) {
  const t = useTranslations('plan')
  const names = useTranslations('step')
  const trpc = useTRPC()
  const sessionId = now.sessionId as SessionId
  const [kind, setKind] = useState<Insertable>('own')
  const { said, options } = usePlanDeed(sessionId, onDone)
  const insert = useMutation(trpc.plan.insert.mutationOptions(options))
  return (
    <DeedForm
      action={t('add')}
      busy={insert.isPending}
      wrong={said.is === 'wrong' ? said.words : ''}
      done=""
      times={0}
      onSend={(sent) =>
        insert.mutate({ sessionId, after, kind, ...wordsIn(sent), ...(kind === 'dots' && dotsIn(sent)) })
      }
      look="first"
    >
      <div className="field">
        <label htmlFor="plan-kind">{t('kind')}</label>
        <select id="plan-kind" value={kind} onChange={({ target }) => setKind(target.value as Insertable)}>
          {INSERTABLE.map((one: Step) => (
            <option key={one} value={one}>
              {names(one)}
            </option>
          ))}
        </select>
      </div>
      {kind === 'dots' && <DotFields />}
      <Words />
    </DeedForm>
  )
}

function DotFields({ step }: { step?: PlannedStep }) {
  const t = useTranslations('plan')
  return (
    <>
      <Count name="dots" label={t('dots')} value={step?.dots ?? 3} most={MOST_DOTS} />
      <div className="field">
        <label htmlFor="plan-dotsOn">{t('dotsOn')}</label>
        <select id="plan-dotsOn" name="dotsOn" defaultValue={step?.dotsOn}>
          {DOTTED.map((one) => (
            <option key={one} value={one}>
              {t(`dotted.${one}`)}
            </option>
          ))}
        </select>
      </div>
      <label className="choice slim">
        <input type="checkbox" name="many" value="many" defaultChecked={step?.stacking === 'many'} />
        <span>{t('many')}</span>
      </label>
    </>
  )
}

/** A change of the plan: what the room and the run sheet know of it is asked for again, and the form closes. */
function usePlanDeed(sessionId: SessionId, onDone: () => void) {
  const trpc = useTRPC()
  const { said, options } = useRoomDeed(
    trpc.session.now.queryKey({ sessionId }),
    trpc.plan.runSheet.queryKey({ sessionId }),
  )
  const onSuccess = async () => {
    await options.onSuccess()
    onDone()
  }
  return { said, options: { ...options, onSuccess } }
}
