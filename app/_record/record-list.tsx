import Link from 'next/link'
import { kindWords } from '#app/_record/kind-words.ts'
import { locale } from '#app/_words/locale.ts'
import { words } from '#app/_words/words.ts'
import type { RecordLine } from '#server/record/find.ts'

export const longDate = (iso: string): string =>
  new Date(iso).toLocaleDateString(locale(), {
    ...{ weekday: 'long', day: 'numeric', month: 'long', year: 'numeric', timeZone: 'Europe/London' },
  })

/** The workshops that were held, the newest first, each with its findings counted. */
export function RecordList({ networkId, records }: { networkId: string; records: readonly RecordLine[] }) {
  const t = words('network')
  return (
    <ul className="plain-list stack">
      {records.map(({ sessionId, name, heldAt, people, partners, kinds }) => (
        <li key={sessionId} className="panel">
          <h3>
            <Link href={`/network/${networkId}/workshops/${sessionId}`}>{name}</Link>
          </h3>
          <p className="muted">{t('heldOn', { date: longDate(heldAt), people, partners })}</p>
          <p style={{ marginBlockEnd: 0 }}>{kindWords(kinds)}</p>
        </li>
      ))}
    </ul>
  )
}
