'use client'
import { useTranslations } from 'use-intl/react'
import { Forms } from '#app/_trpc/forms.tsx'
import { useDoing } from '#app/_trpc/use-doing.ts'
import { DeedButton } from '#app/_ui/deed-button.tsx'
import { DeedForm } from '#app/_ui/deed-form.tsx'
import { ChoiceField, type Option, TextField } from '#app/_ui/fields.tsx'
import type { Messages } from '#app/_words/words.ts'
import { ANSWERED_STATES, type AnsweredState } from '#server/vocabulary/hearing.ts'
import type { NetworkId, NoteId, ThreadId } from '#server/vocabulary/ids.ts'

type Deed =
  | { is: 'join'; noteIds: NoteId[]; threadId: ThreadId | null; title: string }
  | { is: 'put'; noteId: NoteId; threads: readonly Option[] }
  | { is: 'take-out'; noteId: NoteId }
  | { is: 'answer'; of: { noteId: NoteId } | { threadId: ThreadId }; seen: string[] }

/** What a convenor does with notes: puts them together, takes one out, answers. */
export function HearingDeed({ messages, ...deed }: { messages: Messages; networkId: NetworkId } & Deed) {
  return (
    <Forms messages={messages}>
      {deed.is === 'join' && <Join {...deed} />}
      {deed.is === 'put' && <Put {...deed} />}
      {deed.is === 'take-out' && <TakeOut {...deed} />}
      {deed.is === 'answer' && <Answer {...deed} />}
    </Forms>
  )
}
type Of<Is extends Deed['is']> = { networkId: NetworkId } & Extract<Deed, { is: Is }>

function Join({ networkId, noteIds, threadId, title }: Of<'join'>) {
  const t = useTranslations('hearing')
  const join = useDoing((all) => all.intelligence.join, t('saved'))
  return (
    <DeedForm
      {...join.form}
      action={threadId ? t('joinInto') : t('join')}
      onSend={({ text }) => join.send({ networkId, noteIds, threadId, title: text('title') })}
    >
      {!threadId && <TextField name="title" label={t('threadTitle')} value={title} />}
    </DeedForm>
  )
}

function Put({ networkId, noteId, threads }: Of<'put'>) {
  const t = useTranslations('hearing')
  const join = useDoing((all) => all.intelligence.join, t('saved'))
  return (
    <DeedForm
      {...join.form}
      action={t('put')}
      onSend={({ chosen }) => join.send({ networkId, noteIds: [noteId], threadId: chosen<ThreadId>('thread') })}
    >
      <ChoiceField name="thread" label={t('putInto')} options={threads} />
    </DeedForm>
  )
}

function TakeOut({ networkId, noteId }: Of<'take-out'>) {
  const t = useTranslations('hearing')
  const takeOut = useDoing((all) => all.intelligence.takeOut, t('saved'))
  return (
    <DeedButton {...takeOut.form} onPress={() => takeOut.send({ networkId, noteId })}>
      {t('takeOut')}
    </DeedButton>
  )
}

function Answer({ networkId, of, seen }: Of<'answer'>) {
  const t = useTranslations('hearing')
  const answer = useDoing((all) => all.intelligence.answer, t('saved'))
  return (
    <DeedForm
      {...answer.form}
      action={t('answerGo')}
      onSend={({ text }) =>
        answer.send({ networkId, of, seen, state: text('state') as AnsweredState, answer: text('answer') })
      }
    >
      <ChoiceField
        name="state"
        label={t('answerState')}
        options={ANSWERED_STATES.map((state) => [state, t(`states.${state}`)])}
        value="acted_on"
      />
      <TextField name="answer" label={t('answerWords')} hint={t('answerHint')} />
    </DeedForm>
  )
}
