'use client'
import { memo, useMemo, useRef, useState } from 'react'
import { useTranslations } from 'use-intl/react'
import type { KeptAt } from '#app/_outbox/use-kept-form.ts'
import { CornerMark } from '#app/_ui/corner-mark.tsx'
import type { CardView, GroupView } from '#server/board/view.ts'
import type { Place } from '#server/vocabulary/corner.ts'
import { CardNote } from './card-note.tsx'
import { useDrop } from './drag.ts'
import { NewCard } from './new-card.tsx'
import { isWay, stepBy, wayOf } from './nudge.ts'
import type { Marks, Scene } from './scene.ts'
import { SEEN } from './sift.ts'

/** One corner, or the middle: an ordered list of cards, and a way to add one. Cards can be dropped here, too. */
export const PlaceSection = memo(function PlaceSection({
  place,
  scene,
  isChosen,
}: {
  place: Place
  scene: Scene
  isChosen: boolean
}) {
  const t = useTranslations('corners')
  const board = useTranslations('board')
  const section = useRef<HTMLElement>(null)
  const { view, all, live, hands, mayAdd } = scene
  const shown = view.places[place]
  const count = live.view.places[place].length
  const groups = live.view.groups.filter((group) => group.place === place).length
  useDrop(section, place, null, hands)
  const keptAt = useKeptAtPlace(place, scene)
  const [visited, setVisited] = useState<string>()
  const stop = visited !== undefined && shown.includes(visited) ? visited : shown[0]
  return (
    <section
      ref={section}
      className={`place at-${place}`}
      aria-labelledby={`heading-${place}`}
      data-chosen={isChosen}
      data-place={place}
      data-coming={[...scene.movers.values()].some(({ over }) => over === place) || undefined}
    >
      <h2 id={`heading-${place}`}>
        <CornerMark place={place} /> {t(place)} <span className="muted small">– {t(`${place}Lead`)}</span>{' '}
        <span className="muted small">
          ({board('cards', { count })}
          {groups > 0 && ` · ${board('groups', { count: groups })}`})
        </span>
      </h2>
      {shown.length === 0 && <p className="muted small">{count === 0 ? t(`${place}Empty`) : board('noneFound')}</p>}
      <ol
        className="plain-list cards"
        onKeyDown={walk}
        onFocus={({ target }) => {
          const id = target.closest('article')?.id.slice('card-'.length)
          setVisited(id)
          scene.onVisit(id)
        }}
      >
        <Laid
          cards={all.places[place].flatMap((id) => all.cards[id] ?? [])}
          shown={shown}
          groups={view.groups}
          stop={stop}
          marks={scene.marks}
        />
      </ol>
      <NewCard place={place} may={mayAdd} keptAt={keptAt} onAdd={(text, facet) => hands.add(place, text, facet)} />
    </section>
  )
})

/** Where this device keeps half a card for a place, and where seats that were made one with one's own left theirs. */
function useKeptAtPlace(place: Place, { now: { sessionId }, me, earlier }: Scene): KeptAt {
  return useMemo(() => {
    const of = (seatId: string) => `board.${sessionId}.${seatId}.${place}`
    return { place: of(me.id), earlier: earlier.map(of) }
  }, [place, sessionId, me.id, earlier])
}

interface LaidProps {
  readonly cards: readonly CardView[]
  /** Those of them that pass what is looked for: the others are there, and are not shown. */
  readonly shown: readonly string[]
  /** The one card of the place that the Tab key goes to: where one was last. */
  readonly stop: string | undefined
  readonly groups: readonly GroupView[]
  readonly marks: Marks
}

/** All cards of a place. What is done beside them, or on cards of other places, draws none of them anew. */
const Laid = memo(function Laid({ cards, groups, stop, shown, marks }: LaidProps) {
  const seen = new Set(shown)
  return runsOf(cards, groups).map((run) =>
    run.group ? (
      <GroupFrame key={run.group.id} group={run.group} cards={run.cards} stop={stop} seen={seen} marks={marks} />
    ) : (
      run.cards.map((card) => noteOf(card, stop, seen, marks))
    ),
  )
}, isAlike)

function isAlike({ cards, shown, ...rest }: LaidProps, now: LaidProps): boolean {
  const isSame = rest.groups === now.groups && rest.stop === now.stop && rest.marks === now.marks
  return isSame && areSame(cards, now.cards) && areSame(shown, now.shown)
}

const areSame = (some: readonly unknown[], others: readonly unknown[]): boolean =>
  some === others || (some.length === others.length && some.every((one, i) => one === others[i]))

interface FrameProps extends Omit<LaidProps, 'groups' | 'shown'> {
  readonly group: GroupView
  readonly seen: ReadonlySet<string>
}

/** A group in its frame: its name, its cards, and what they say of where they came from. */
function GroupFrame({ group, cards, stop, seen, marks }: FrameProps) {
  const t = useTranslations('board')
  const frame = useRef<HTMLLIElement>(null)
  useDrop(frame, group.place, group.id, marks.common.hands)
  const here = cards.filter(({ id }) => seen.has(id))
  const partners = new Set(here.flatMap(({ partner }) => partner ?? [])).size
  return (
    <li ref={frame} className="group" hidden={here.length === 0}>
      <h3 id={`group-${group.id}`}>
        {group.title}{' '}
        <span className="muted small">
          ({t('cards', { count: here.length })}
          {partners > 1 && ` · ${t('ofPartners', { count: partners })}`})
        </span>
      </h3>
      <ol className="plain-list cards" aria-labelledby={`group-${group.id}`}>
        {cards.map((card) => noteOf(card, stop, seen, marks))}
      </ol>
    </li>
  )
}

/** A card, with what of the marks is its own. */
const noteOf = (card: CardView, stop: string | undefined, seen: ReadonlySet<string>, marks: Marks) => (
  <CardNote
    key={card.id}
    card={card}
    isSeen={seen.has(card.id)}
    isStop={card.id === stop}
    isGone={marks.gone.has(card.id)}
    writer={marks.writers.get(card.id)}
    mover={marks.movers.get(card.id)}
    statement={marks.statements.get(card.id)}
    common={marks.common}
  />
)

/** The cards of a place in order, those of a group together where its first one lies. */
function runsOf(lying: readonly CardView[], groupsThere: readonly GroupView[]) {
  const runs: { group?: GroupView; cards: CardView[] }[] = []
  const groups = new Map(groupsThere.map((group) => [group.id, group]))
  const begun = new Map<string, CardView[]>()
  for (const card of lying) {
    const group = card.group === null ? undefined : groups.get(card.group)
    if (!group || group.place !== card.place) {
      runs.push({ cards: [card] })
      continue
    }
    const cards = begun.get(group.id)
    if (cards) cards.push(card)
    else {
      begun.set(group.id, [card])
      runs.push({ group, cards: begun.get(group.id) as CardView[] })
    }
  }
  return runs
}

/** Arrow keys go from card to card, Home and End to the first and the last. */
function walk(event: React.KeyboardEvent<HTMLElement>) {
  if (event.ctrlKey || event.metaKey || event.altKey) return
  const cards = [...event.currentTarget.querySelectorAll<HTMLElement>(SEEN)]
  const at = cards.indexOf(document.activeElement as HTMLElement)
  const isRightToLeft = getComputedStyle(event.currentTarget).direction === 'rtl'
  const to = isWay(event.key)
    ? at + stepBy(wayOf(event.key, isRightToLeft))
    : { Home: 0, End: cards.length - 1 }[event.key]
  if (at < 0 || to === undefined) return
  event.preventDefault()
  cards[Math.min(cards.length - 1, Math.max(0, to))]?.focus()
}
