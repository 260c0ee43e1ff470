'use client'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { useTRPC } from '#app/_trpc/trpc.ts'
import { Procedures } from '#app/_trpc/trpc-provider.tsx'
import { useRefusalWords } from '#app/_words/use-refusal-words.ts'
import type { Messages } from '#app/_words/words.ts'
import { Words } from '#app/_words/words-provider.tsx'
import type { OwnTemplate } from '#server/plan/templates.ts'
import { type NetworkId, newId, type SessionId, type TemplateKey } from '#server/vocabulary/ids.ts'
import { LIMITS } from '#server/vocabulary/limits.ts'
import type { Moderation } from '#server/vocabulary/moderation.ts'
import type { Attribution } from '#server/vocabulary/role.ts'
import { TEMPLATE_IDS } from '#server/vocabulary/template.ts'
import { ChooseTemplate } from './choose-template.tsx'
import { OwnTemplates } from './own-templates.tsx'
import { openingIn, WhenItOpens } from './when-it-opens.tsx'

interface Props {
  networkId: NetworkId
  /** Where the network's clocks stand. */
  zone: string
  last?: { sessionId: string; name: string; statements: number }
  /** Plans that the network keeps itself. */
  own: readonly OwnTemplate[]
  messages: Messages
}

/** The form that opens a workshop: its name and question, its statements, and rules that are fixed from then on. */
export function NewWorkshop(props: Props) {
  return (
    <Words messages={props.messages}>
      <Procedures>
        <Form {...props} />
      </Procedures>
    </Words>
  )
}

function Form({ networkId, zone, last, own: first }: Props) {
  const [own, setOwn] = useState(first)
  const t = useTranslations('newWorkshop')
  const say = useRefusalWords()
  const trpc = useTRPC()
  const [wrong, setWrong] = useState('')
  // However often one form is sent, it opens one workshop.
  const [id] = useState(() => newId<'session'>())
  const open = useMutation(
    trpc.session.open.mutationOptions({
      onSuccess: ({ sessionId }) => window.location.assign(`/convene/${sessionId}`),
      onError: (error) => setWrong(say(error)),
    }),
  )
  function send(event: React.FormEvent<HTMLFormElement>) {
    event.preventDefault()
    if (open.isPending) return
    const form = new FormData(event.currentTarget)
    const text = (name: string) => String(form.get(name) ?? '')
    const statements = text('statements')
      .split('\n')
      .filter((line) => line.trim() !== '')
    const template = text('template')
    const ofProduct = TEMPLATE_IDS.find((id) => id === template)
    open.mutate({
      ...{ networkId, id },
      template: ofProduct,
      ownTemplate: ofProduct ? null : (template as TemplateKey),
      name: text('name'),
      question: text('question'),
      opensAt: openingIn({ text }, zone),
      voice: text('voice') as 'own' | 'named',
      attribution: text('attribution') as Attribution,
      moderation: text('moderation') as Moderation,
      firstViews: text('firstViews') as 'private' | 'open',
      asksIs: form.get('asksIs') !== null,
      asksMost: form.get('asksMost') !== null,
      statements,
      statementsFrom: form.get('fromLast') && last ? (last.sessionId as SessionId) : null,
    })
  }
  return (
    <form onSubmit={send}>
      <div className="field">
        <label htmlFor="name">{t('name')}</label>
        <input id="name" name="name" type="text" required maxLength={LIMITS.title} />
      </div>
      <div className="field">
        <label htmlFor="question">{t('question')}</label>
        <input id="question" name="question" type="text" maxLength={LIMITS.viewText} />
      </div>
      <WhenItOpens zone={zone} />
      <ChooseTemplate own={own} />
      <OwnTemplates networkId={networkId} own={own} onGone={setOwn} />
      <div className="field">
        <label htmlFor="statements">{t('statements')}</label>
        <span className="hint" id="statements-hint">
          {t('statementsHint')}
        </span>
        <textarea id="statements" name="statements" rows={6} aria-describedby="statements-hint" />
      </div>
      {last && (
        <label className="choice slim" style={{ marginBlockEnd: '1rem' }}>
          <input type="checkbox" name="fromLast" />
          <span>{t('fromLast', { count: last.statements, name: last.name })}</span>
        </label>
      )}
      <p className="muted">{t('fixed')}</p>
      <Choice
        name="voice"
        legend={t('voice')}
        options={[
          ['own', t('voiceOwn'), t('voiceOwnLead')],
          ['named', t('voiceNamed'), t('voiceNamedLead')],
        ]}
      />
      <fieldset>
        <legend>{t('asks')}</legend>
        <p className="hint">{t('asksShould')}</p>
        <div className="choices">
          {(['asksIs', 'asksMost'] as const).map((name) => (
            <label key={name} className="choice slim">
              <input type="checkbox" name={name} />
              <span>
                {t(name)}
                <span className="muted small"> – {t(`${name}Lead`)}</span>
              </span>
            </label>
          ))}
        </div>
      </fieldset>
      <Choice
        name="attribution"
        legend={t('names')}
        options={[
          ['partner', t('namesPartner')],
          ['names', t('namesNames')],
          ['none', t('namesNobody'), t('namesNobodyLead')],
        ]}
      />
      <Choice
        name="moderation"
        legend={t('moderation')}
        options={[
          ['none', t('moderationNone')],
          ['check', t('moderationCheck'), t('moderationCheckLead')],
        ]}
      />
      <Choice
        name="firstViews"
        legend={t('views')}
        options={[
          ['private', t('viewsPrivate')],
          ['open', t('viewsOpen')],
        ]}
      />
      {wrong && (
        <p className="wrong" role="alert">
          {wrong}
        </p>
      )}
      <button type="submit" className="button first" aria-disabled={open.isPending}>
        {t('open')}
      </button>
    </form>
  )
}

type Option = readonly [value: string, word: string, lead?: string]

/** One of a few, the first chosen to begin with. */
function Choice({ name, legend, options }: { name: string; legend: string; options: readonly Option[] }) {
  return (
    <fieldset>
      <legend>{legend}</legend>
      <div className="choices">
        {options.map(([value, word, lead], i) => (
          <label key={value} className="choice slim">
            <input type="radio" name={name} value={value} defaultChecked={i === 0} />
            <span>
              {word}
              {lead && <span className="muted small"> – {lead}</span>}
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  )
}
