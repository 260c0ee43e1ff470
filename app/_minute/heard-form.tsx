'use client'
import { useTranslations } from 'use-intl/react'
import { HeardField } from '#app/_hearing/heard-field.tsx'
import { deedsOf } from '#app/_outbox/deed.ts'
import { OnItsWay } from '#app/_outbox/on-its-way.tsx'
import { useOutbox } from '#app/_outbox/use-outbox.tsx'
import { useSending } from '#app/_outbox/use-sending.ts'
import { DeedForm } from '#app/_ui/deed-form.tsx'
import type { SessionNow } from '#server/session/now.ts'
import { CLOSENESS, type Closeness } from '#server/vocabulary/hearing.ts'
import { newId } from '#server/vocabulary/ids.ts'

/** What somebody has heard or noticed, for the convenors or for the network's members. */
export function HeardForm({ now }: { now: SessionNow }) {
  const t = useTranslations('minute')
  const close = useTranslations('hearing.close')
  const { waiting } = useOutbox()
  const { form, send } = useSending(t('sent'), `heard ${now.stepId}`)
  return (
    <section className="panel" aria-labelledby="minute-heard">
      <h2 id="minute-heard">{t('heard')}</h2>
      <DeedForm
        action={t('send')}
        {...form}
        onSend={({ text }) => {
          const heard = { noteId: newId<'note'>(), text: text('heard'), closeness: text('closeness') as Closeness }
          const sensitivity = text('readers') as 'convenors' | 'network'
          send({ does: 'note-heard', confidence: 2, sensitivity, ...heard }, { heard: heard.text })
        }}
      >
        <HeardField label={t('heardWhat')} hint={t('heardHint')} rows={2} />
        <Few name="closeness" legend={t('closeness')} options={CLOSENESS.map((one) => [one, close(one)])} />
        <Few
          name="readers"
          legend={t('readers')}
          options={[
            ['convenors', t('convenors')],
            ['network', t('network')],
          ]}
        />
      </DeedForm>
      <OnItsWay texts={deedsOf(waiting, 'note-heard').map(({ text }) => text)} />
      <p className="muted small">{t(now.attribution === 'none' ? 'heardNobody' : 'heardPartner')}</p>
    </section>
  )
}

interface FewProps {
  name: string
  legend: string
  options: readonly (readonly [string, string])[]
}

/** One of a few, the first chosen to begin with. */
function Few({ name, legend, options }: FewProps) {
  return (
    <fieldset>
      <legend>{legend}</legend>
      <div className="choices ticks">
        {options.map(([value, word], i) => (
          <label key={value} className="choice slim">
            <input type="radio" name={name} value={value} defaultChecked={i === 0} />
            <span>{word}</span>
          </label>
        ))}
      </div>
    </fieldset>
  )
}
