import './chart.css'
import type { Ends, Lane, Mark, Row } from './marks.ts'

/** Rows of strips, each with its words below: on a phone one under the other, on a laptop label and strips side by side. */
export function RowsChart({ rows, ends = [] }: { rows: readonly Row[]; ends?: readonly Ends[] }) {
  return (
    <div className="rows-chart">
      {ends.length > 0 && (
        <div className="chart-row ends small muted" aria-hidden="true">
          <span className="chart-label" />
          <div className="lanes" style={{ gridTemplateColumns: columns(ends) }}>
            {ends.map(({ left, right }) => (
              <span key={`${left} ${right}`} className="chart-ends">
                <span>{left}</span>
                <span>{right}</span>
              </span>
            ))}
          </div>
        </div>
      )}
      <ul className="plain-list">
        {rows.map(({ key, label, lanes, words, strong }) => (
          <li key={key} className="chart-row">
            <span className="chart-label">{strong ? <strong>{label}</strong> : label}</span>
            <div className="lanes" style={{ gridTemplateColumns: columns(lanes) }} aria-hidden="true">
              {lanes.map((lane) => (
                <LaneStrip key={JSON.stringify(lane)} lane={lane} />
              ))}
            </div>
            <span className="chart-words small muted">{words}</span>
          </li>
        ))}
      </ul>
    </div>
  )
}

const columns = (some: readonly { share: number }[]) => some.map(({ share }) => `minmax(0, ${share}fr)`).join(' ')

const MIDDLE = '50%'
const at = (share: number) => `${100 * share}%`

/** One strip. Places are in percent, so that no stroke or sign is stretched with it. */
function LaneStrip({ lane }: { lane: Lane }) {
  return (
    <svg className="lane" aria-hidden="true">
      {lane.marks.map((mark) => (
        <MarkShape key={JSON.stringify(mark)} mark={mark} />
      ))}
      {lane.zero !== undefined && <line className="zero" x1={at(lane.zero)} x2={at(lane.zero)} y1="0" y2="100%" />}
    </svg>
  )
}

function MarkShape({ mark }: { mark: Mark }) {
  switch (mark.is) {
    case 'block':
      return (
        <rect
          x={at(mark.from)}
          width={at(mark.to - mark.from)}
          y="10%"
          height="80%"
          style={{ fill: `var(--${mark.tone})` }}
        />
      )
    case 'hatched':
      return <Hatched from={mark.from} to={mark.to} />
    case 'range':
      return (
        <>
          <line className="range" x1={at(mark.from)} x2={at(mark.to)} y1={MIDDLE} y2={MIDDLE} />
          <line className="range" x1={at(mark.from)} x2={at(mark.from)} y1="20%" y2="80%" />
          <line className="range" x1={at(mark.to)} x2={at(mark.to)} y1="20%" y2="80%" />
        </>
      )
    case 'arrow':
      return (
        <>
          <line className="range" x1={at(mark.from)} x2={at(mark.to)} y1={MIDDLE} y2={MIDDLE} />
          <svg x={at(mark.to)} y={MIDDLE} className="tip" aria-hidden="true">
            <path d={mark.to < mark.from ? 'M-2 0 l9 -6 v12 Z' : 'M2 0 l-9 -6 v12 Z'} />
          </svg>
        </>
      )
    case 'dot':
      return <circle className={mark.hollow ? 'dot hollow' : 'dot'} cx={at(mark.at)} cy={MIDDLE} r="6" />
    case 'tick':
      return (
        <line
          className="at"
          x1={at(mark.at)}
          x2={at(mark.at)}
          y1="8%"
          y2="92%"
          style={{ stroke: `var(--${mark.tone})` }}
        />
      )
  }
}

/** A block that is neither for nor against: strokes across an empty box. */
function Hatched({ from, to }: { from: number; to: number }) {
  return (
    <svg x={at(from)} width={at(to - from)} y="10%" height="80%" aria-hidden="true" className="hatch">
      {Array.from({ length: 40 }, (_, i) => i * 8).map((x) => (
        <line key={x} x1={x - 8} x2={x + 14} y1="24" y2="-2" />
      ))}
      <rect width="100%" height="100%" />
    </svg>
  )
}
