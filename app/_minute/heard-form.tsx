'use client'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { HeardField } from '#app/_hearing/heard-field.tsx'
import { useTRPC } from '#app/_trpc/trpc.ts'
import { useRoomDeed } from '#app/_trpc/use-room-deed.ts'
import { DeedForm } from '#app/_ui/deed-form.tsx'
import type { SessionNow } from '#server/session/now.ts'
import { CLOSENESS, type Closeness } from '#server/vocabulary/hearing.ts'
import { newId, type SessionId } from '#server/vocabulary/ids.ts'

/** What somebody has heard or noticed, for the convenors or for the network's members. */
export function HeardForm({ now }: { now: SessionNow }) {
  const t = useTranslations('minute')
  const close = useTranslations('hearing.close')
  const trpc = useTRPC()
  const sessionId = now.sessionId as SessionId
  const [noteId, setNoteId] = useState(() => newId<'note'>())
  const { said, times, options } = useRoomDeed()
  const note = useMutation(
    trpc.intelligence.noteHere.mutationOptions({
      ...options,
      onSuccess: () => {
        setNoteId(newId<'note'>())
        return options.onSuccess()
      },
    }),
  )
  return (
    <section className="panel" aria-labelledby="minute-heard">
      <h2 id="minute-heard">{t('heard')}</h2>
      <DeedForm
        action={t('send')}
        busy={note.isPending}
        wrong={said.is === 'wrong' ? said.words : ''}
        done={said.is === 'done' ? t('sent') : ''}
        times={times}
        onSend={({ text }) =>
          note.mutate({
            ...{ sessionId, noteId, text: text('heard'), closeness: text('closeness') as Closeness },
            sensitivity: text('readers') as 'convenors' | 'network',
          })
        }
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
