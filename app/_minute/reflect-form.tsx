'use client'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { useTRPC } from '#app/_trpc/trpc.ts'
import { useRoomDeed } from '#app/_trpc/use-room-deed.ts'
import { DeedForm } from '#app/_ui/deed-form.tsx'
import { TextField } from '#app/_ui/fields.tsx'
import type { OwnMinute } from '#server/reflection/reflect-here.ts'
import type { SessionNow } from '#server/session/now.ts'
import { newId, type SessionId } from '#server/vocabulary/ids.ts'
import { AUDIENCES, type Audience } from '#server/vocabulary/reflection.ts'

/** What somebody makes of the workshop, for those they choose. */
export function ReflectForm({ now, own }: { now: SessionNow; own: OwnMinute }) {
  const t = useTranslations('minute')
  const words = useTranslations('reflection')
  const trpc = useTRPC()
  const sessionId = now.sessionId as SessionId
  const [reflectionId, setReflectionId] = useState(() => newId<'reflection'>())
  const { said, times, options } = useRoomDeed(trpc.reflection.here.queryKey({ sessionId }))
  const write = useMutation(
    trpc.reflection.writeHere.mutationOptions({
      ...options,
      onSuccess: () => {
        setReflectionId(newId<'reflection'>())
        return options.onSuccess()
      },
    }),
  )
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
        busy={write.isPending}
        wrong={said.is === 'wrong' ? said.words : ''}
        done={said.is === 'done' ? words('saved') : ''}
        times={times}
        onSend={({ text, chosen }) =>
          write.mutate({
            ...{
              sessionId,
              reflectionId,
              happened: text('happened'),
              soWhat: text('soWhat'),
              nowWhat: text('nowWhat'),
            },
            audience: chosen<Audience>('audience') ?? (audiences[0] as Audience),
          })
        }
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
