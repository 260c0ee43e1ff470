'use client'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { deedsOf } from '#app/_outbox/deed.ts'
import { OnItsWay } from '#app/_outbox/on-its-way.tsx'
import { useOutbox } from '#app/_outbox/use-outbox.tsx'
import { useSending } from '#app/_outbox/use-sending.ts'
import { StepHead } from '#app/_session/step-head.tsx'
import { useTRPC } from '#app/_trpc/trpc.ts'
import { DeedForm } from '#app/_ui/deed-form.tsx'
import { ChoiceField, DayField, TextField, TicksField } from '#app/_ui/fields.tsx'
import { Said } from '#app/_words/said.tsx'
import type { SessionNow } from '#server/session/now.ts'
import {
  AUTHORISER_KINDS,
  type AuthoriserKind,
  BASES,
  type Basis,
  GIFTS,
  type Gift,
  INSTRUMENTS,
  type Instrument,
} from '#server/vocabulary/backing.ts'
import { newId, type SessionId } from '#server/vocabulary/ids.ts'
import { LIMITS } from '#server/vocabulary/limits.ts'
import { Corners } from './corners.tsx'

/** The triangle check: what lies at each corner, and who has to say yes, with what, until when. */
export function TriangleCheck({ now }: { now: SessionNow }) {
  const t = useTranslations('triangleCheck')
  return (
    <div className="stack">
      <StepHead now={now} />
      <Corners now={now} />
      <Suggest stepId={now.stepId} />
      <p className="muted">{t(now.attribution === 'none' ? 'readNobody' : 'read')}</p>
      {now.attribution !== 'none' && <Own now={now} />}
    </div>
  )
}

function Suggest({ stepId }: Pick<SessionNow, 'stepId'>) {
  const t = useTranslations('triangleCheck')
  const words = useTranslations('backing')
  const { waiting } = useOutbox()
  const [basis, setBasis] = useState<Basis>('personal')
  const { form, send } = useSending(t('sent'), `triangle ${stepId}`)
  return (
    <>
      <DeedForm
        action={t('send')}
        {...form}
        onSend={({ text, chosen, all }) => {
          const whom = { label: text('label'), kind: text('kind') as AuthoriserKind, gives: all<Gift>('gives') }
          const paper = basis === 'personal' ? null : chosen<Instrument>('instrument')
          const rest = { basis, instrument: paper, endsOn: chosen('endsOn'), capacity: text('capacity') }
          const suggestion = { suggestionId: newId<'suggestion'>(), ...whom, ...rest }
          send({ does: 'suggest-backer', ...suggestion }, { backer: whom.label, gives: whom.gives })
        }}
        look="first"
      >
        <TextField name="label" label={t('who')} longest={LIMITS.title} />
        <ChoiceField
          name="kind"
          label={t('kind')}
          options={AUTHORISER_KINDS.map((one) => [one, words(`kinds.${one}`)] as const)}
          value="person_in_role"
        />
        <TicksField
          name="gives"
          label={t('gives')}
          options={GIFTS.map((one) => [one, words(`gifts.${one}`)] as const)}
        />
        <fieldset>
          <legend>{t('basis')}</legend>
          <div className="choices">
            {[...BASES].reverse().map((one) => (
              <label key={one} className="choice slim">
                <input type="radio" name="basis" value={one} checked={basis === one} onChange={() => setBasis(one)} />
                <span>{words(`bases.${one}`)}</span>
              </label>
            ))}
          </div>
        </fieldset>
        {basis !== 'personal' && (
          <ChoiceField
            name="instrument"
            label={t('paper')}
            none={t('choose')}
            options={INSTRUMENTS.map((one) => [one, words(`papers.${one}`)] as const)}
          />
        )}
        <DayField name="endsOn" label={t('until')} />
        <TextField name="capacity" label={t('capacity')} longest={LIMITS.viewText} />
      </DeedForm>
      <OnItsWay texts={deedsOf(waiting, 'suggest-backer').map(({ label }) => label)} />
    </>
  )
}

/** What one wrote oneself: others in the room do not read it. */
function Own({ now }: { now: SessionNow }) {
  const t = useTranslations('triangleCheck')
  const trpc = useTRPC()
  const own = useQuery(trpc.authoriser.mySuggestions.queryOptions({ sessionId: now.sessionId as SessionId }))
  if (!own.data || own.data.length === 0) return null
  return (
    <section aria-labelledby="own-backers">
      <h2 id="own-backers">{t('yours', { count: own.data.length })}</h2>
      <ul className="plain-list">
        {own.data.map(({ id, label }) => (
          <li key={id} className="note">
            <Said>{label}</Said>
          </li>
        ))}
      </ul>
    </section>
  )
}
