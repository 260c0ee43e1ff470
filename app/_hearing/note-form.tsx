'use client'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { useTRPC } from '#app/_trpc/trpc.ts'
import { Procedures } from '#app/_trpc/trpc-provider.tsx'
import { useDeed } from '#app/_trpc/use-deed.ts'
import { DeedForm } from '#app/_ui/deed-form.tsx'
import { DayField, type Option, TextField, TicksField } from '#app/_ui/fields.tsx'
import type { Messages } from '#app/_words/words.ts'
import { Words } from '#app/_words/words-provider.tsx'
import {
  type AboutKind,
  CLOSENESS,
  type Closeness,
  SENSITIVITIES,
  type Sensitivity,
} from '#server/vocabulary/hearing.ts'
import type { NetworkId, UserId } from '#server/vocabulary/ids.ts'
import { HeardField } from './heard-field.tsx'

interface Props {
  networkId: NetworkId
  today: string
  statements: readonly Option[]
  backers: readonly Option[]
  partners: readonly Option[]
  people: readonly Option[]
  messages: Messages
}

/** A note of what somebody heard, in a few taps: the text first, everything else with a start that does. */
export function NoteForm(props: Props) {
  return (
    <Words messages={props.messages}>
      <Procedures>
        <Form {...props} />
      </Procedures>
    </Words>
  )
}

function Form({ networkId, today, people, ...about }: Props) {
  const t = useTranslations('hearing')
  const trpc = useTRPC()
  const [sensitivity, setSensitivity] = useState<Sensitivity>('convenors')
  const { said, times, options, once } = useDeed(() => window.location.assign(`/network/${networkId}/hearing?sent`))
  const note = useMutation(trpc.intelligence.note.mutationOptions(options))
  return (
    <DeedForm
      action={t('send')}
      busy={note.isPending}
      wrong={said.is === 'wrong' ? said.words : ''}
      done={said.is === 'done' ? t('sent') : ''}
      times={times}
      look="first"
      onSend={({ text, chosen, all }) => {
        const [kind, id] = text('about').split(':')
        note.mutate(
          once({
            ...{ networkId, text: text('heard'), aboutKind: (kind || 'topic') as AboutKind },
            about: id ?? text('topic'),
            ...{ closeness: text('closeness') as Closeness, confidence: Number(text('confidence')) as 1 | 2 | 3 },
            ...{ sensitivity, readers: all<UserId>('readers') },
            ...{ heardOn: text('heardOn'), recheckBy: chosen('recheckBy') },
          }),
        )
      }}
    >
      <HeardField label={t('what')} hint={t('whatHint')} rows={4} />
      <About {...about} />
      <Pick name="closeness" legend={t('closeness')} options={CLOSENESS.map((one) => [one, t(`close.${one}`)])} />
      <Pick
        name="confidence"
        legend={t('confidence')}
        options={([1, 2, 3] as const).map((one) => [String(one), t(`sure.${one}`)])}
        first="2"
      />
      <Pick
        name="sensitivity"
        legend={t('sensitivity')}
        options={SENSITIVITIES.map((one) => [one, t(`who.${one}`)])}
        onPick={(one) => setSensitivity(one as Sensitivity)}
      />
      {sensitivity === 'group' && <TicksField name="readers" label={t('readers')} options={people} />}
      <details>
        <summary>{t('days')}</summary>
        <DayField name="heardOn" label={t('heardWhen')} value={today} />
        <DayField name="recheckBy" label={t('recheckWhen')} />
      </details>
    </DeedForm>
  )
}

function About({ statements, backers, partners }: Pick<Props, 'statements' | 'backers' | 'partners'>) {
  const t = useTranslations('hearing')
  const [about, setAbout] = useState('')
  const group = (kind: AboutKind, label: string, options: readonly Option[]) => (
    <optgroup label={label}>
      {options.map(([id, word]) => (
        <option key={id} value={`${kind}:${id}`}>
          {word}
        </option>
      ))}
    </optgroup>
  )
  return (
    <>
      <div className="field">
        <label htmlFor="about">{t('aboutWhat')}</label>
        <select id="about" name="about" value={about} onChange={(event) => setAbout(event.target.value)}>
          <option value="">{t('topic')}</option>
          {group('statement', t('statements'), statements)}
          {group('authoriser', t('backers'), backers)}
          {group('partner', t('partners'), partners)}
        </select>
      </div>
      {about === '' && <TextField name="topic" label={t('topicWords')} />}
    </>
  )
}

/** One of a few, the first chosen to begin with. */
function Pick({
  name,
  legend,
  options,
  first = options[0]?.[0],
  onPick,
}: {
  name: string
  legend: string
  options: readonly Option[]
  /** The one that is chosen at first. */
  first?: string | undefined
  onPick?: (value: string) => void
}) {
  return (
    <fieldset>
      <legend>{legend}</legend>
      <div className="choices ticks">
        {options.map(([value, word]) => (
          <label key={value} className="choice slim">
            <input
              type="radio"
              name={name}
              value={value}
              defaultChecked={value === first}
              onChange={(event) => onPick?.(event.target.value)}
            />
            <span>{word}</span>
          </label>
        ))}
      </div>
    </fieldset>
  )
}
