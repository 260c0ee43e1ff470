'use client'
import { useTranslations } from 'use-intl/react'
import { sayList } from '#app/_words/say-day.ts'
import type { Side, StatementReport } from '#server/analysis/report.ts'
import { type Label, labelsOf } from '#server/vocabulary/label.ts'
import type { MarkedPartner } from './marked-partner.ts'

/** The names of the partners on one side of a statement, as far as they may be shown. */
export const namesOn = (statement: StatementReport, side: Side, partners: readonly MarkedPartner[]): string[] =>
  statement.cells
    .flatMap((cell) => (cell.side === side ? [partners.find(({ id }) => id === cell.partnerId)?.name ?? ''] : []))
    .filter(Boolean)

// More names than these no sentence holds: then the first are named, and how many others there are. All are listed beside it.
const SAID = 6
const FIRST = 3

/** One sentence on a statement, with its counts and the partners' names. */
export function useSentence(): (statement: StatementReport, partners: readonly MarkedPartner[]) => string {
  const t = useTranslations('says')
  const kinds = useTranslations('kinds')
  return (statement, partners) => {
    const list = (side: Side) => {
      const names = namesOn(statement, side, partners)
      if (names.length <= SAID) return sayList(names)
      return sayList([...names.slice(0, FIRST), t('others', { count: names.length - FIRST })])
    }
    const { kind, voices } = statement
    const [label, other] = labelsOf(statement) as [Label, Label?]
    if (other) return t('not-clear', { kind: kinds(label), other: kinds(other) })
    const sides = { for: list('for'), against: list('against') }
    if (kind === 'too-few') return t('too-few', { people: statement.people, partners: statement.partners })
    if (kind === 'unclear' && !voices)
      return t('unclear-people', { percent: Math.round((statement.unsure ?? 0) * 100) })
    if (kind === 'conflict') return sides.for && sides.against ? t('conflict', sides) : t('conflict-hidden')
    const counts = voices ?? countSides(statement)
    const facts = {
      pos: counts.pos,
      neg: counts.neg,
      unclear: counts.unclear,
      answered: counts.n + counts.unclear,
      neither: counts.n - counts.pos - counts.neg,
      who: list('unclear'),
      ...sides,
    }
    if (label === 'one-against-many')
      return counts.neg === 1 ? t('one-against-many-neg', facts) : t('one-against-many-pos', facts)
    if (label === 'few-against-many') {
      // Where most stand in the middle, or are hidden, it isn't seen that most lean one way.
      if (2 * Math.max(counts.pos, counts.neg) <= statement.partners) return t('few-against-many-some', facts)
      return counts.neg < counts.pos ? t('few-against-many-neg', facts) : t('few-against-many-pos', facts)
    }
    // One of forty doesn't change where the network leans, and stands apart all the same.
    if (label === 'aligned-for' && facts.neg > 0) return t('aligned-for-but', facts)
    if (label === 'aligned-against' && facts.pos > 0) return t('aligned-against-but', facts)
    // Of those that are hidden nobody says on which side they are.
    const isPart = statement.cells.some(({ suppressed }) => suppressed)
    if (isPart && (label === 'same-side' || label === 'aligned-for' || label === 'aligned-against'))
      return t(`${label}-shown`)
    if (label === 'lukewarm' && isPart) return t('lukewarm-hidden')
    return t(label, facts)
  }
}

function countSides({ cells }: StatementReport) {
  const on = (side: Side) => cells.filter((cell) => cell.side === side).length
  return { n: on('for') + on('against') + on('neither'), pos: on('for'), neg: on('against'), unclear: on('unclear') }
}
