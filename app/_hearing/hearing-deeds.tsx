'use client'
import { useMutation } from '@tanstack/react-query'
import { useTranslations } from 'use-intl/react'
import { Forms } from '#app/_trpc/forms.tsx'
import { useTRPC } from '#app/_trpc/trpc.ts'
import { useDeed } from '#app/_trpc/use-deed.ts'
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

function useForm() {
  const t = useTranslations('hearing')
  const { said, times, options } = useDeed()
  const shown = { wrong: said.is === 'wrong' ? said.words : '', done: said.is === 'done' ? t('saved') : '', times }
  return { t, trpc: useTRPC(), options, shown }
}

function Join({ networkId, noteIds, threadId, title }: Of<'join'>) {
  const { t, trpc, options, shown } = useForm()
  const join = useMutation(trpc.intelligence.join.mutationOptions(options))
  return (
    <DeedForm
      {...shown}
      action={threadId ? t('joinInto') : t('join')}
      busy={join.isPending}
      onSend={({ text }) => join.mutate({ networkId, noteIds, threadId, title: text('title') })}
    >
      {!threadId && <TextField name="title" label={t('threadTitle')} value={title} />}
    </DeedForm>
  )
}

function Put({ networkId, noteId, threads }: Of<'put'>) {
  const { t, trpc, options, shown } = useForm()
  const join = useMutation(trpc.intelligence.join.mutationOptions(options))
  return (
    <DeedForm
      {...shown}
      action={t('put')}
      busy={join.isPending}
      onSend={({ chosen }) => join.mutate({ networkId, noteIds: [noteId], threadId: chosen<ThreadId>('thread') })}
    >
      <ChoiceField name="thread" label={t('putInto')} options={threads} />
    </DeedForm>
  )
}

function TakeOut({ networkId, noteId }: Of<'take-out'>) {
  const { t, trpc, options, shown } = useForm()
  const takeOut = useMutation(trpc.intelligence.takeOut.mutationOptions(options))
  return (
    <>
      <button
        type="button"
        className="button small"
        disabled={takeOut.isPending}
        onClick={() => takeOut.mutate({ networkId, noteId })}
      >
        {t('takeOut')}
      </button>
      {shown.wrong && (
        <span className="wrong" role="alert">
          {shown.wrong}
        </span>
      )}
    </>
  )
}

function Answer({ networkId, of, seen }: Of<'answer'>) {
  const { t, trpc, options, shown } = useForm()
  const answer = useMutation(trpc.intelligence.answer.mutationOptions(options))
  return (
    <DeedForm
      {...shown}
      action={t('answerGo')}
      busy={answer.isPending}
      onSend={({ text }) =>
        answer.mutate({ networkId, of, seen, state: text('state') as AnsweredState, answer: text('answer') })
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
