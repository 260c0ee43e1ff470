'use client'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { ReportBehind } from '#app/_moderation/report-behind.tsx'
import { deedsOf } from '#app/_outbox/deed.ts'
import { OnItsWay } from '#app/_outbox/on-its-way.tsx'
import { useOutbox } from '#app/_outbox/use-outbox.tsx'
import { useSending } from '#app/_outbox/use-sending.ts'
import { StepHead } from '#app/_session/step-head.tsx'
import { useTRPC } from '#app/_trpc/trpc.ts'
import { DeedForm } from '#app/_ui/deed-form.tsx'
import { TextField } from '#app/_ui/fields.tsx'
import type { SessionNow } from '#server/session/now.ts'
import { newId, type SessionId } from '#server/vocabulary/ids.ts'
import { StoryList } from './story-list.tsx'

/** Everybody writes one card: what drew us in. */
export function StoryStep({ now }: { now: SessionNow }) {
  const t = useTranslations('story')
  const trpc = useTRPC()
  const sessionId = now.sessionId as SessionId
  const [storyId] = useState(() => newId<'story'>())
  const nobody = now.attribution === 'none'
  const own = useQuery({ ...trpc.story.mine.queryOptions({ sessionId }), enabled: !nobody })
  const { waiting } = useOutbox()
  const { form, over, send } = useSending(t('told'), `story ${now.stepId}`)
  const onItsWay = deedsOf(waiting, 'tell-story').at(-1)
  const told = onItsWay ?? own.data ?? null
  const isComing = own.isPending && own.errorUpdateCount === 0 && !nobody
  return (
    <div className="stack">
      <StepHead now={now} />
      {nobody && (over || (onItsWay && !form.busy)) ? (
        <>
          <p role="status">{onItsWay ? form.done : t('toldNobody')}</p>
          <OnItsWay texts={onItsWay ? [onItsWay.text] : []} />
        </>
      ) : (
        // Its place is kept until it is known what one told before.
        <div key={String(isComing)} className={isComing ? 'coming' : undefined}>
          <DeedForm
            action={told ? t('change') : t('tell')}
            {...form}
            onSend={({ text }) => {
              const story = { text: text('text'), teller: text('teller') }
              send({ does: 'tell-story', storyId, ...story }, { text: story.text })
            }}
            look="first"
          >
            <TextField name="text" label={t('text')} hint={t('textHint')} rows={3} value={told?.text ?? ''} />
            {/* It would be a person's name. */}
            {now.attribution === 'names' && <TextField name="teller" label={t('teller')} value={told?.teller ?? ''} />}
          </DeedForm>
        </div>
      )}
      <p className="muted">{now.moderation === 'check' ? t('checked') : t(`shown.${now.attribution}`)}</p>
      <StoryList now={now} Report={ReportBehind} />
    </div>
  )
}
