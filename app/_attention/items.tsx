import { Link } from '#app/_ui/link.tsx'
import { sayDay } from '#app/_words/say-day.ts'
import { words } from '#app/_words/words.ts'
import type { Item } from '#server/attention/item.ts'
import type { NetworkId } from '#server/vocabulary/ids.ts'

/** What waits for somebody, each in a sentence that leads there. */
export function Items({
  items,
  labelledBy,
}: {
  items: readonly { item: Item; networkId: NetworkId; network?: string }[]
  labelledBy: string
}) {
  return (
    <ul className="plain-list attention" aria-labelledby={labelledBy}>
      {items
        .map((one) => ({ ...one, said: sentence(one.item) }))
        .map(({ item, networkId, network, said }) => (
          <li key={`${networkId} ${item.path} ${said}`}>
            <Link href={`/network/${networkId}/${item.path}`}>{said}</Link>
            {network && <span className="muted small"> {network}</span>}
          </li>
        ))}
    </ul>
  )
}

const FIRST = 8
// The rest stand on the pages that these lead to.
const MOST = 60

/** What waits in one network: the most urgent at once, the others behind a press. */
export function Waiting({
  items,
  networkId,
  labelledBy,
}: {
  items: readonly Item[]
  networkId: NetworkId
  labelledBy: string
}) {
  const here = items.map((item) => ({ item, networkId }))
  if (here.length === 0) return null
  return (
    <>
      <Items items={here.slice(0, FIRST)} labelledBy={labelledBy} />
      {here.length > FIRST && (
        <details>
          <summary>{words('attention')('moreHere', { count: here.length - FIRST })}</summary>
          <Items items={here.slice(FIRST, MOST)} labelledBy={labelledBy} />
          {here.length > MOST && (
            <p className="muted">{words('attention')('moreHere', { count: here.length - MOST })}</p>
          )}
        </details>
      )}
    </>
  )
}

function sentence(item: Item): string {
  const t = words('attention')
  switch (item.is) {
    case 'backing_ends': {
      const { backer, inDays, left, alone } = item
      const facts = { backer, days: inDays, day: sayDay(item.day), left, alone: alone ? 'yes' : 'no' }
      return inDays < 0 ? t('backing_ended', facts) : t('backing_ends', facts)
    }
    case 'paper_due':
      return t(item.late ? 'paper_late' : 'paper_due', { backer: item.backer, what: item.what, day: sayDay(item.day) })
    case 'agreement_due':
      return t(item.late ? 'agreement_late' : 'agreement_due', { text: item.text, day: sayDay(item.day) })
    case 'plan_passed':
      return t('plan_passed', { title: item.title, day: sayDay(item.day) })
    case 'means_over':
      return t('means_over', { label: item.label, day: sayDay(item.day) })
    case 'match_to_answer':
      return t('match_to_answer', { words: item.words })
    case 'not_told':
      return t('not_told', { who: item.who, count: item.count })
    case 'loss_open':
      return t('loss_open', { text: item.text })
    case 'corner_blind':
      return t('corner_blind', { corner: words('corners')(item.corner) })
    default:
      return t(item.is, { count: item.count })
  }
}
