import { Said } from '#app/_words/said.tsx'
import { words } from '#app/_words/words.ts'
import type { Triangle } from '#server/triangle/read-triangle.ts'

const FIRST = 6
const KINDS = ['unbacked', 'undone', 'idleBackers', 'idleMeans'] as const

/** In words, where the corners do not carry each other, with every card by name. */
export function Imbalances({ triangle }: { triangle: Triangle }) {
  const t = words('triangle')
  const corner = words('corners')
  const { imbalance } = triangle
  const labels = new Map(triangle.pieces.map(({ id, label }) => [id, label]))
  const found = KINDS.filter((kind) => imbalance[kind].length > 0)
  return (
    <section aria-labelledby="missing">
      <h2 id="missing">{t('missing')}</h2>
      {imbalance.empty.length > 0 && (
        <ul className="dotted">
          {imbalance.empty.map((one) => (
            <li key={one}>{t('empty', { corner: corner(one) })}</li>
          ))}
        </ul>
      )}
      {found.length === 0 && imbalance.empty.length === 0 && <p>{t('allFits')}</p>}
      <div className="grid">
        {found.map((kind) => {
          const named = imbalance[kind].map((id) => ({ id, label: labels.get(id) ?? '' }))
          const item = ({ id, label }: (typeof named)[number]) => (
            <li key={id}>
              <Said>{label}</Said>
            </li>
          )
          return (
            <section key={kind} className="banner warn" aria-labelledby={`missing-${kind}`}>
              <h3 id={`missing-${kind}`}>{t(kind)}</h3>
              <p>{t(`${kind}Lead`, { count: named.length })}</p>
              <ul className="dotted" aria-labelledby={`missing-${kind}`}>
                {named.slice(0, FIRST).map(item)}
              </ul>
              {named.length > FIRST && (
                <details>
                  <summary>{t('more', { count: named.length - FIRST })}</summary>
                  <ul className="dotted">{named.slice(FIRST).map(item)}</ul>
                </details>
              )}
            </section>
          )
        })}
      </div>
    </section>
  )
}
