'use client'
import { useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { CornerMark } from '#app/_ui/corner-mark.tsx'
import { Mark, markFill } from '#app/_ui/mark.tsx'
import type { Messages } from '#app/_words/words.ts'
import { Words } from '#app/_words/words-provider.tsx'
import type { Shape } from '#server/balance/shape.ts'
import { CORNERS, type Corner } from '#server/vocabulary/corner.ts'

interface ShownPartner {
  id: string
  name: string
  initials: string
  markNo: number
}
interface Props {
  partners: readonly ShownPartner[]
  shapes: readonly Shape[]
  messages: Messages
}

/** Each partner's own triangle; those that are ticked lie over each other. The table tells the same. */
export function Shapes({ messages, ...props }: Props) {
  return (
    <Words messages={messages}>
      <Overlay {...props} />
    </Words>
  )
}

const CENTRE = { x: 120, y: 118 }
const RADIUS = 96
// Where each corner lies from the centre: purpose above, backing at the left, means at the right.
const TO: Readonly<Record<Corner, readonly [number, number]>> = {
  value: [0, -1],
  authorising: [-0.866, 0.5],
  capacity: [0.866, 0.5],
}
// So that nobody is told by colour alone.
const DASHES = ['', '8 4', '2 4', '12 4 2 4', '4 2', '1 3']

function Overlay({ partners, shapes }: Omit<Props, 'messages'>) {
  const t = useTranslations('triangle')
  const corner = useTranslations('corners')
  const [ticked, tick] = useState<readonly string[]>([])
  const shown = partners.filter(({ id }) => ticked.includes(id))
  const most = Math.max(1, ...shapes.flatMap(({ counts }) => Object.values(counts)))
  const countsOf = (id: string) => shapes.find(({ partnerId }) => partnerId === id)?.counts
  return (
    <div className="shapes">
      <svg
        viewBox="0 0 240 196"
        role="img"
        aria-label={
          shown.length === 0
            ? t('shapesNobody')
            : t('shapesFigure', { partners: shown.map(({ name }) => name).join(', ') })
        }
      >
        {[1 / 3, 2 / 3, 1].map((part) => (
          <path key={part} className="frame" d={path({ value: part, authorising: part, capacity: part })} />
        ))}
        {CORNERS.map((one) => (
          <text
            key={one}
            x={CENTRE.x + TO[one][0] * 96}
            y={CENTRE.y + TO[one][1] * RADIUS + (one === 'value' ? -7 : 17)}
            textAnchor="middle"
          >
            {corner(one)}
          </text>
        ))}
        {shown.map(({ id, markNo }) => {
          const counts = countsOf(id)
          return (
            counts && (
              <path
                key={id}
                d={path({
                  value: counts.value / most,
                  authorising: counts.authorising / most,
                  capacity: counts.capacity / most,
                })}
                fill={markFill(markNo)}
                fillOpacity="0.22"
                stroke={markFill(markNo)}
                strokeWidth="2.5"
                strokeDasharray={DASHES[(markNo - 1) % DASHES.length]}
              />
            )
          )
        })}
      </svg>
      <section className="table-wrap" aria-label={t('shapesTable')} tabIndex={0}>
        <table aria-label={t('shapesTable')}>
          <thead>
            <tr>
              <th scope="col">{t('partner')}</th>
              {CORNERS.map((one) => (
                <th key={one} scope="col">
                  <CornerMark place={one} /> {corner(one)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {partners.map(({ id, name, initials, markNo }) => (
              <tr key={id}>
                <th scope="row">
                  <label className="who">
                    <input
                      type="checkbox"
                      checked={ticked.includes(id)}
                      onChange={(event) =>
                        tick(event.target.checked ? [...ticked, id] : ticked.filter((one) => one !== id))
                      }
                    />
                    <Mark initials={initials} no={markNo} /> {name}
                  </label>
                </th>
                {CORNERS.map((one) => (
                  <td key={one}>{countsOf(id)?.[one] ?? 0}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </div>
  )
}

/** A triangle whose corners lie so far out from the centre (0 to 1). Nothing at a corner lies at the centre. */
function path(out: Readonly<Record<Corner, number>>): string {
  const point = (one: Corner) =>
    `${(CENTRE.x + TO[one][0] * RADIUS * out[one]).toFixed(1)} ${(CENTRE.y + TO[one][1] * RADIUS * out[one]).toFixed(1)}`
  return `M${CORNERS.map(point).join(' L')}Z`
}
