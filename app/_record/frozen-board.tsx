import { CornerMark } from '#app/_ui/corner-mark.tsx'
import { Mark } from '#app/_ui/mark.tsx'
import { words } from '#app/_words/words.ts'
import type { BoardView } from '#server/board/view.ts'
import { PLACES } from '#server/vocabulary/corner.ts'

interface Props {
  board: BoardView
  partners: readonly { id: string; name: string; initials: string; markNo: number }[]
}

/** A board that nobody changes any more, as lists by place. */
export function FrozenBoard({ board, partners }: Props) {
  const t = words('record')
  const corners = words('corners')
  const groupOf = (id: string | null) => board.groups.find((group) => group.id === id)?.title
  return (
    <section aria-labelledby="board">
      <h2 id="board">{t('board')}</h2>
      {Object.keys(board.cards).length === 0 && <p className="muted">{t('noBoard')}</p>}
      <div className="grid">
        {PLACES.filter((place) => board.places[place].length > 0).map((place) => (
          <section key={place} aria-labelledby={`frozen-${place}`}>
            <h3 id={`frozen-${place}`}>
              <CornerMark place={place} /> {corners(place)} ({board.places[place].length})
            </h3>
            <ol className="plain-list">
              {board.places[place].map((id) => {
                const card = board.cards[id]
                const partner = partners.find((one) => one.id === card?.partner)
                const group = groupOf(card?.group ?? null)
                return (
                  <li key={id} className="note">
                    {group && <span className="small muted">{words('board')('inGroup', { title: group })}</span>}
                    <p>{card?.text}</p>
                    {partner && (
                      <span className="who small muted">
                        <Mark initials={partner.initials} no={partner.markNo} /> {partner.name}
                      </span>
                    )}
                  </li>
                )
              })}
            </ol>
          </section>
        ))}
      </div>
    </section>
  )
}
