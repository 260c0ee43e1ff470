'use client'
import { useTranslations } from 'use-intl/react'
import { ChangeSection } from '#app/_disagreement/change-section.tsx'
import type { Messages } from '#app/_words/words.ts'
import { Words } from '#app/_words/words-provider.tsx'
import type { RoomChange } from '#server/analysis/room-change.ts'
import type { KeptRecord } from '#server/record/find.ts'

interface Props {
  change: readonly RoomChange[] | null
  later: Pick<KeptRecord, 'shown' | 'people' | 'roots'>
  messages: Messages
}

/** What became of people's answers between two sittings, drawn as between two rounds of one. */
export function SittingsChange({ messages, ...props }: Props) {
  return (
    <Words messages={messages}>
      <Change {...props} />
    </Words>
  )
}

function Change({ change, later }: Omit<Props, 'messages'>) {
  const t = useTranslations('differ.change')
  if (!change) return <p className="muted">{t('none')}</p>
  const statements = (later.shown?.report.statements ?? []).map(({ id, text }) => ({ id: later.roots[id] ?? id, text }))
  return (
    <ChangeSection change={change} statements={statements} partners={later.people.partners} about={t('sittings')} />
  )
}
