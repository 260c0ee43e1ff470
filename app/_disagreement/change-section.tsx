'use client'
import { useState } from 'react'
import { useTranslations } from 'use-intl/react'
import type { Ends, Row } from '#app/_chart/marks.ts'
import { drawRows } from '#app/_chart/picture.ts'
import { RowsChart } from '#app/_chart/rows-chart.tsx'
import { sayList } from '#app/_words/say-day.ts'
import type { Shift } from '#server/analysis/change-interval.ts'
import type { Arrow, RoomChange } from '#server/analysis/room-change.ts'
import { ChartFrame, type Sheet } from './chart-frame.tsx'
import type { MarkedPartner } from './marked-partner.ts'
import { signed } from './signed.ts'

interface Props {
  change: readonly RoomChange[]
  statements: readonly { readonly id: string; readonly text: string }[]
  partners: readonly MarkedPartner[]
  /** From which showing to which, in words. */
  about: string
}

/** What became of each statement since it was shown before: in a word, in figures with their doubt, and an arrow a partner. */
export function ChangeSection({ change, statements, partners, about }: Props) {
  const t = useTranslations('differ.change')
  const told = change.filter(({ arrows, course }) => arrows.length > 0 || course !== null)
  const isMoved = ({ arrows, course }: RoomChange) =>
    arrows.some(({ before, after }) => before !== after) || (course !== null && course !== 'no-clear-change')
  const moved = told.filter(isMoved)
  const still = told.filter((one) => !isMoved(one))
  const numbered = (one: RoomChange) => {
    const at = statements.findIndex(({ id }) => id === one.statementId)
    return { no: at + 1, text: statements[at]?.text ?? '' }
  }
  return (
    <section aria-labelledby="change" className="stack">
      <div>
        <h2 id="change">{t('finding', { count: moved.length, of: told.length })}</h2>
        <p className="muted">{about}</p>
      </div>
      {moved.map((one) => (
        <ChangeOnDemand key={one.statementId} one={one} {...numbered(one)} partners={partners} />
      ))}
      {still.length > 0 && (
        <p className="muted">
          {t('still', {
            count: still.length,
            list: sayList(still.map((one) => `${numbered(one).no}`)),
          })}
        </p>
      )}
    </section>
  )
}

interface ChartProps {
  one: RoomChange
  no: number
  text: string
  partners: readonly MarkedPartner[]
}

/** One statement's change in a word; its arrows once they are asked for. */
function ChangeOnDemand(props: ChartProps) {
  const t = useTranslations('differ.change')
  const [isOpen, setOpen] = useState(false)
  const course = useFinding()(props.one)
  return (
    <details onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{t('open', { no: props.no, text: props.text, course })}</summary>
      {isOpen && <ChangeChart {...props} />}
    </details>
  )
}

/** What became of a statement, in a sentence: its course, or where none is told how many organisations moved, and which way. */
function useFinding(): (one: RoomChange) => string {
  const t = useTranslations('differ.change')
  return ({ course, arrows }) => {
    if (course !== null) return t(`course-${course}`)
    const up = arrows.filter(({ before, after }) => after > before).length
    const down = arrows.filter(({ before, after }) => after < before).length
    const ways = up > 0 ? (down > 0 ? 'both' : 'up') : down > 0 ? 'down' : 'none'
    return t('course-untold', { ways, up, down, of: arrows.length })
  }
}

export function ChangeChart({ one, no, text, partners }: ChartProps) {
  const t = useTranslations('differ.change')
  const finding = useFinding()(one)
  const bars = useTranslations('differ.bars')
  const here = useTranslations('differ.here')
  const placesOf = ({ before, after }: Arrow) => ({ before: signed(before * 2), after: signed(after * 2) })
  const wordsOf = (arrow: Arrow) =>
    arrow.before === arrow.after
      ? t('stays', placesOf(arrow))
      : t('moves', { ...placesOf(arrow), by: arrow.by ?? 'untold' })
  const known = one.arrows.flatMap((arrow) => {
    const name = partners.find(({ id }) => id === arrow.partnerId)?.name
    return name ? [{ arrow, name }] : []
  })
  known.sort((a, b) => Math.abs(b.arrow.after - b.arrow.before) - Math.abs(a.arrow.after - a.arrow.before))
  const [first] = known
  const rows = known.map(
    ({ arrow, name }): Row => ({
      key: arrow.partnerId,
      label: name,
      lanes: [arrowLane(arrow)],
      words: wordsOf(arrow),
    }),
  )
  const ends: Ends[] = [{ share: 1, left: bars('against'), right: bars('for') }]
  const sheet = (): Sheet => ({
    head: [bars('organisation'), t('before'), t('after'), t('what')],
    rows: known.map(({ arrow, name }) => [
      name,
      arrow.before * 2,
      arrow.after * 2,
      arrow.by ? t(`by-${arrow.by}`) : null,
    ]),
  })
  return (
    <ChartFrame
      id={`change-${one.statementId}`}
      level={3}
      topic={`${no}. ${text}`}
      finding={finding}
      about={
        one.pairs === null
          ? t('aboutPartners', { partners: known.length })
          : t('about', { people: one.pairs, partners: known.length })
      }
      file={`change-${no}`}
      sheet={sheet}
      picture={() => drawRows(rows, ends)}
      how={
        <p>
          {t('how')} {first && here('moved', { name: first.name, ...placesOf(first.arrow) })}
        </p>
      }
    >
      <ChangeFigures one={one} />
      <RowsChart rows={rows} ends={ends} />
    </ChartFrame>
  )
}

const isNothing = ({ change, interval }: Shift) => [change, ...interval].every((value) => value === 0)

const onLane = (place: number) => (place + 1) / 2

const arrowLane = ({ before, after }: Arrow): Row['lanes'][number] => ({
  share: 1,
  zero: 0.5,
  marks:
    before === after
      ? [{ is: 'dot', at: onLane(after) }]
      : [
          { is: 'arrow', from: onLane(before), to: onLane(after) },
          { is: 'dot', at: onLane(before), hollow: true },
        ],
})

/** Minds and people apart, and how far apart, mixed and unclear moved, each with its doubt. */
function ChangeFigures({ one }: { one: RoomChange }) {
  const t = useTranslations('differ.change')
  const shift = (key: 'between' | 'within' | 'unsure', found: Shift | null) =>
    found && (
      <div>
        <dt>{t(key)}</dt>
        <dd>
          {isNothing(found)
            ? t('noShift')
            : t('shift', {
                change: signed(found.change, 2),
                low: signed(found.interval[0], 2),
                high: signed(found.interval[1], 2),
              })}
        </dd>
      </div>
    )
  return (
    <>
      {one.minds !== null && one.people !== null && (
        <p>{t('apart', { minds: signed(one.minds), people: signed(one.people) })}</p>
      )}
      {one.up !== null && one.down !== null && (
        <p>{t('moved', { up: Math.round(100 * one.up), down: Math.round(100 * one.down) })}</p>
      )}
      <dl className="facts">
        {shift('between', one.between)}
        {shift('within', one.within)}
        {shift('unsure', one.unsure)}
      </dl>
    </>
  )
}
