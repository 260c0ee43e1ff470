import { kindWords } from '#app/_record/kind-words.ts'
import { Link } from '#app/_ui/link.tsx'
import { sayLongDayOf } from '#app/_words/say-day.ts'
import { words } from '#app/_words/words.ts'
import type { RecordLine } from '#server/record/find.ts'

interface Props {
  networkId: string
  zone: string
  records: readonly RecordLine[]
}

/** The workshops that were held, the newest first, each with its findings counted. */
export function RecordList({ networkId, zone, records }: Props) {
  const t = words('network')
  return (
    <ul className="plain-list stack">
      {records.map(({ sessionId, name, heldAt, people, partners, kinds }) => (
        <li key={sessionId} className="panel">
          <h3>
            <Link href={`/network/${networkId}/workshops/${sessionId}`}>{name}</Link>
          </h3>
          <p className="muted">{t('heldOn', { date: sayLongDayOf(heldAt, zone), people, partners })}</p>
          <p style={{ marginBlockEnd: 0 }}>{kindWords(kinds)}</p>
        </li>
      ))}
    </ul>
  )
}
