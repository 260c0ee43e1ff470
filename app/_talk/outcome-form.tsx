'use client'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { forgetTyped } from '#app/_outbox/kept-form.ts'
import { useKeptForm } from '#app/_outbox/use-kept-form.ts'
import { useKeptAt } from '#app/_outbox/use-outbox.tsx'
import { useTRPC } from '#app/_trpc/trpc.ts'
import { DeedForm, type Sent } from '#app/_ui/deed-form.tsx'
import { ChoiceField, TextField } from '#app/_ui/fields.tsx'
import { useRefusalWords } from '#app/_words/use-refusal-words.ts'
import type { TalkLine } from '#server/talk/find.ts'
import type { AuthoriserId, SessionId, StatementId } from '#server/vocabulary/ids.ts'
import { newId } from '#server/vocabulary/ids.ts'
import { LIMITS } from '#server/vocabulary/limits.ts'
import { MEANINGS, type Meaning, type Outcome } from '#server/vocabulary/talk.ts'

interface Props {
  sessionId: SessionId
  line: TalkLine
  maySend: boolean
  backers: readonly { id: string; label: string }[]
}

/** Writes down how the talk about one statement ended. */
export function OutcomeForm({ sessionId, line, maySend, backers }: Props) {
  const t = useTranslations('talk')
  const { outcome, choose, send, write, wrong, times, keep } = useOutcome(sessionId, line)
  const isReworded = Boolean(line.ended?.reworded)
  const outcomes = OUTCOMES_HERE.filter((one) => (one !== 'sent' || maySend) && (one !== 'reworded' || !isReworded))
  return (
    <details>
      <summary>{t(line.ended ? 'writeAgain' : 'write')}</summary>
      <DeedForm
        action={t('save')}
        busy={write.isPending}
        wrong={wrong}
        done={times > 0 ? t('saved') : ''}
        times={times}
        onSend={send}
        keep={keep}
        look="first"
      >
        <fieldset>
          <legend>{t('how')}</legend>
          <div className="choices">
            {outcomes.map((one) => (
              <label key={one} className="choice slim">
                <input type="radio" name="outcome" value={one} checked={outcome === one} onChange={() => choose(one)} />
                <span>{t(`outcomes.${one}`)}</span>
              </label>
            ))}
            {line.ended && line.ended.outcome !== 'reworded' && (
              <label className="choice slim">
                <input
                  type="radio"
                  name="outcome"
                  value="open"
                  checked={outcome === 'open'}
                  onChange={() => choose('open')}
                />
                <span>{t('takeBack')}</span>
              </label>
            )}
          </div>
        </fieldset>
        {outcome === 'reworded' && <NewWords text={line.text} />}
        {outcome === 'sent' &&
          (backers.length > 0 ? (
            <ChoiceField
              name="authoriser"
              label={t('authoriser')}
              hint={t('authoriserHint')}
              options={backers.map(({ id, label }) => [id, label] as const)}
            />
          ) : (
            <p className="muted">{t('noAuthorisers')}</p>
          ))}
        {outcome !== 'open' && (
          <TextField
            name="note"
            label={t('noteField')}
            hint={t('noteHint')}
            rows={2}
            value={line.ended?.note ?? ''}
            longest={LIMITS.reasonText}
          />
        )}
      </DeedForm>
    </details>
  )
}

const OUTCOMES_HERE = ['settled', 'reworded', 'agreed-to-differ', 'sent'] as const satisfies Outcome[]

function NewWords({ text }: { text: string }) {
  const t = useTranslations('talk')
  return (
    <>
      <TextField
        name="text"
        label={t('words')}
        hint={t('wordsHint')}
        rows={3}
        value={text}
        longest={LIMITS.statementText}
      />
      <fieldset>
        <legend>{t('meaning')}</legend>
        <div className="choices">
          {MEANINGS.map((meaning) => (
            <label key={meaning} className="choice slim">
              <input type="radio" name="meaning" value={meaning} defaultChecked={meaning === 'changed'} />
              <span>{t(`meanings.${meaning}`)}</span>
            </label>
          ))}
        </div>
      </fieldset>
    </>
  )
}

/** Which outcome is chosen, and what sending it does: everything that shows it is asked again, or the reason is said. */
function useOutcome(sessionId: SessionId, line: TalkLine) {
  const trpc = useTRPC()
  const cache = useQueryClient()
  const say = useRefusalWords()
  const [outcome, choose] = useState<Outcome>(
    line.ended?.outcome === 'reworded' ? 'settled' : (line.ended?.outcome ?? 'settled'),
  )
  const { at, keep } = useKeptForm(useKeptAt(`${sessionId} `), `outcome ${line.statementId}`)
  const [wrong, setWrong] = useState('')
  const [times, setTimes] = useState(0)
  const write = useMutation(
    trpc.talk.write.mutationOptions({
      onSuccess: async () => {
        setWrong('')
        if (at) forgetTyped(at)
        setTimes((had) => had + 1)
        // Neither can be said twice.
        if (outcome === 'open' || outcome === 'reworded') choose('settled')
        await Promise.all([
          cache.invalidateQueries({ queryKey: trpc.talk.list.queryKey({ sessionId }) }),
          cache.invalidateQueries({ queryKey: trpc.statement.desk.queryKey({ sessionId }) }),
        ])
      },
      onError: (error) => setWrong(say(error)),
    }),
  )
  const send = (sent: Sent) => {
    const common = { statementId: line.statementId as StatementId, note: sent.text('note') }
    const ended =
      outcome === 'reworded'
        ? { outcome, ...common, text: sent.text('text'), meaning: sent.chosen<Meaning>('meaning') ?? 'changed' }
        : outcome === 'sent'
          ? { outcome, ...common, authoriserId: sent.chosen<AuthoriserId>('authoriser') }
          : { outcome, ...common }
    write.mutate({ sessionId, outcomeId: newId<'outcome'>(), ended })
  }
  return { outcome, choose, send, write, wrong, times, keep }
}
