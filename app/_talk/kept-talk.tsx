'use client'
import { useTranslations } from 'use-intl/react'
import type { MarkedPartner } from '#app/_disagreement/marked-partner.ts'
import type { Messages } from '#app/_words/words.ts'
import { Words } from '#app/_words/words-provider.tsx'
import type { TalkLine } from '#server/talk/find.ts'
import { SaveJson } from './save-json.tsx'
import { TalkLines } from './talk-lines.tsx'

interface Props {
  sessionId: string
  lines: readonly TalkLine[] | null
  partners: readonly MarkedPartner[]
  messages: Messages
}

/** What the room of a closed workshop had to talk about, how it ended, and the report as a file. */
export function KeptTalk({ messages, ...props }: Props) {
  return (
    <Words messages={messages}>
      <Kept {...props} />
    </Words>
  )
}

function Kept({ sessionId, lines, partners }: Omit<Props, 'messages'>) {
  const t = useTranslations('talk')
  return (
    <section aria-labelledby="talk">
      {lines && (
        <>
          <h2 id="talk">{t('title')}</h2>
          <TalkLines lines={lines} partners={partners} />
        </>
      )}
      <SaveJson sessionId={sessionId} />
    </section>
  )
}
