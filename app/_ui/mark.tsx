const FILLS = [
  ['#3e64b9', '#ffffff'],
  ['#a6be4e', '#14171a'],
  ['#6b1e1f', '#ffffff'],
  ['#bf9bfc', '#14171a'],
  ['#747474', '#ffffff'],
  ['#b2e2e7', '#14171a'],
  ['#fae0c1', '#14171a'],
  ['#8f5d04', '#ffffff'],
  ['#164549', '#ffffff'],
  ['#c2989c', '#14171a'],
  ['#4e1586', '#ffffff'],
  ['#15985b', '#14171a'],
] as const

const paint = (no: number) => FILLS[(no - 1 + FILLS.length * 1_000) % FILLS.length] as (typeof FILLS)[number]

/** The colour of a mark, for what is drawn beside it. */
export const markFill = (no: number): string => paint(no)[0]

/**
 * Initials on one of twelve colours, so that nobody is told by colour alone. `no` counts from 1; beyond 12 colours come again.
 * With a `label` it is read as that.
 */
export function Mark({
  initials,
  no,
  label,
  big = false,
}: {
  initials: string
  no: number
  label?: string
  big?: boolean
}) {
  const [fill, ink] = paint(no)
  return (
    <span
      className={big ? 'mark big' : 'mark'}
      style={{ '--mark-fill': fill, '--mark-ink': ink } as React.CSSProperties}
      // No words that are there and unseen: on a full board each would have an edge of its own to be drawn by.
      {...(label ? { role: 'img', title: label } : { 'aria-hidden': true })}
    >
      {initials}
    </span>
  )
}
