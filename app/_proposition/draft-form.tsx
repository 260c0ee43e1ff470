'use client'
import { useQuery } from '@tanstack/react-query'
import { useId, useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { useTRPC } from '#app/_trpc/trpc.ts'
import { Press } from '#app/_ui/press.tsx'
import type { NetworkId, SessionId } from '#server/vocabulary/ids.ts'
import { SLOTS } from '#server/vocabulary/proposition.ts'
import { Sentence } from './sentence.tsx'
import { SlotField } from './slot-field.tsx'
import { useDraft } from './use-draft.ts'

interface Props {
  networkId: NetworkId
  sessionId: SessionId | null
  /** The number that the draft would have as a version. */
  next: number
}

/** Where the five parts are written, or taken from cards, by those who run the network; and made a version. */
export function DraftForm({ networkId, sessionId, next }: Props) {
  const t = useTranslations('proposition')
  const trpc = useTRPC()
  const id = useId()
  const { draft, said, busy, dirty, part, type, keep, saveVersion } = useDraft(networkId)
  const [chosen, choose] = useState<SessionId | null>(sessionId)
  const [put, saveIn] = useState<SessionId | null | undefined>(sessionId ?? undefined)
  const sitting = chosen ?? draft?.sittings[0]?.id ?? null
  const offered = useQuery({
    ...trpc.proposition.sources.queryOptions({ networkId, sessionId: sitting as SessionId }),
    enabled: sitting !== null,
  })
  if (!draft) return null
  // While one workshop runs, that is where a version belongs: saved outside it, nobody is noted as there, and no phone is asked.
  const running = draft.sittings.filter((one) => one.running)
  const savedIn = put === undefined ? (running.length === 1 ? (running[0]?.id ?? null) : null) : put
  const slots = Object.fromEntries(SLOTS.map((slot) => [slot, part(slot)])) as Record<
    (typeof SLOTS)[number],
    ReturnType<typeof part>
  >
  return (
    <section aria-labelledby={`${id}-draft`}>
      <h2 id={`${id}-draft`}>{t('draft')}</h2>
      <p className="muted">{t(sessionId ? 'draftLeadHere' : 'draftLead')}</p>
      {!sessionId && draft.sittings.length > 1 && (
        <div className="field">
          <label htmlFor={id}>{t('sitting')}</label>
          <select id={id} value={sitting ?? ''} onChange={(event) => choose(event.target.value as SessionId)}>
            {draft.sittings.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </select>
        </div>
      )}
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          if (!busy && dirty) void keep()
        }}
      >
        {SLOTS.map((slot) => (
          <SlotField
            key={slot}
            slot={slot}
            part={slots[slot]}
            offered={offered.data ?? []}
            onType={(made) => type(slot, made)}
          />
        ))}
        {!sessionId && running.length > 0 && (
          <div className="field">
            <label htmlFor={`${id}-in`}>{t('savedIn')}</label>
            <select
              id={`${id}-in`}
              value={savedIn ?? ''}
              onChange={(event) => saveIn((event.target.value || null) as SessionId | null)}
            >
              <option value="">{t('savedInNone')}</option>
              {running.map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
            </select>
          </div>
        )}
        <p className="small muted">{t('readsLike')}</p>
        <Sentence slots={slots} />
        {said.is === 'wrong' && (
          <p className="wrong" role="alert">
            {said.words}
          </p>
        )}
        <div className="row">
          <button type="submit" className="button" aria-disabled={busy || !dirty}>
            {t('keep')}
          </button>
          <Press className="button first" off={busy} onPress={() => void saveVersion(savedIn)}>
            {t('saveVersion', { no: next })}
          </Press>
        </div>
      </form>
      <p role="status" className="muted done">
        {said.is === 'done' && !dirty ? t('kept') : ''}
      </p>
    </section>
  )
}
