'use client'
import { useTranslations } from 'use-intl/react'
import { ChangeSection } from '#app/_disagreement/change-section.tsx'
import type { MarkedPartner } from '#app/_disagreement/marked-partner.ts'
import type { Messages } from '#app/_words/words.ts'
import { Words } from '#app/_words/words-provider.tsx'
import type { RoomChange } from '#server/analysis/room-change.ts'

interface Props {
  change: readonly RoomChange[] | null
  /** The later sitting's, by their lines. */
  statements: readonly { readonly id: string; readonly text: string }[]
  partners: readonly MarkedPartner[]
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

function Change({ change, statements, partners }: Omit<Props, 'messages'>) {
  const t = useTranslations('differ.change')
  if (!change) return <p className="muted">{t('none')}</p>
  return <ChangeSection change={change} statements={statements} partners={partners} about={t('sittings')} />
}
