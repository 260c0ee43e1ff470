'use client'
import { useTranslations } from 'use-intl/react'
import { deedsOf } from '#app/_outbox/deed.ts'
import { OnItsWay } from '#app/_outbox/on-its-way.tsx'
import { useOutbox } from '#app/_outbox/use-outbox.tsx'
import { useSending } from '#app/_outbox/use-sending.ts'
import { DeedForm } from '#app/_ui/deed-form.tsx'
import { TextField } from '#app/_ui/fields.tsx'
import type { OwnMinute } from '#server/reflection/reflect-here.ts'
import type { SessionNow } from '#server/session/now.ts'
import { newId } from '#server/vocabulary/ids.ts'
import { AUDIENCES, type Audience } from '#server/vocabulary/reflection.ts'

/** What somebody makes of the workshop, for those they choose. */
export function ReflectForm({ now, own }: { now: SessionNow; own: OwnMinute }) {
  const t = useTranslations('minute')
  const words = useTranslations('reflection')
  const { waiting } = useOutbox()
  const { form, send } = useSending(words('saved'), `reflection ${now.stepId}`)
  // What no name is kept with can only be for others.
  const may = (one: Audience) =>
    now.attribution === 'none'
      ? one === 'convenors' || one === 'network'
      : one !== 'organisation' || own.hasOrganisation
  const audiences = AUDIENCES.filter(may)
  return (
    <section className="panel" aria-labelledby="minute-reflect">
      <h2 id="minute-reflect">{t('reflect')}</h2>
      <DeedForm
        action={words('save')}
        {...form}
        onSend={({ text, chosen }) => {
          const written = { happened: text('happened'), soWhat: text('soWhat'), nowWhat: text('nowWhat') }
          const audience = chosen<Audience>('audience') ?? (audiences[0] as Audience)
          const reflectionId = newId<'reflection'>()
          send({ does: 'reflect', reflectionId, audience, ...written }, { happened: written.happened })
        }}
      >
        <TextField name="happened" label={words('happened')} rows={2} />
        <TextField name="soWhat" label={words('soWhat')} rows={2} />
        <TextField name="nowWhat" label={words('nowWhat')} rows={2} />
        <fieldset>
          <legend>{words('audience')}</legend>
          <div className="choices">
            {audiences.map((one, i) => (
              <label key={one} className="choice slim">
                <input type="radio" name="audience" value={one} defaultChecked={i === 0} />
                <span>{words(`audiences.${one}`)}</span>
              </label>
            ))}
          </div>
        </fieldset>
      </DeedForm>
      <OnItsWay texts={deedsOf(waiting, 'reflect').map(({ happened }) => happened)} />
      {own.reflections.length > 0 && (
        <ul className="plain-list">
          {own.reflections.map(({ id, happened, audience }) => (
            <li key={id} className="note">
              <p>{happened}</p>
              <span className="muted small">{words(`audienceNow.${audience}`)}</span>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
