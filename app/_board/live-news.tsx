'use client'
import { useEffect, useRef, useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { isPlace, PLACES, type Place } from '#server/vocabulary/corner.ts'
import { digest, heard, LOUDNESS, type Loudness, type News } from './news.ts'
import type { Scene } from './scene.ts'
import { useLineState } from './use-board.ts'
import { useNameOf } from './use-name-of.ts'
import type { Present } from './use-others.ts'

const KEPT = 'tricorner.loudness'
// Said at most this often: whoever listens must be able to go on working.
const GAP_MS = 5_000

/** How loud the board is, as this device keeps it. A device that keeps nothing begins with what concerns one. */
export function useLoudness(): [Loudness, (loudness: Loudness) => void] {
  const [loudness, setLoudness] = useState<Loudness>(() => {
    try {
      return LOUDNESS.find((one) => one === localStorage.getItem(KEPT)) ?? 'mine'
    } catch {
      return 'mine'
    }
  })
  return [
    loudness,
    (next) => {
      setLoudness(next)
      try {
        localStorage.setItem(KEPT, next)
      } catch {
        // As loud as chosen, as long as the page is open.
      }
    },
  ]
}

export function LoudnessChoice({ loudness, onChoose }: { loudness: Loudness; onChoose(loudness: Loudness): void }) {
  const t = useTranslations('board')
  return (
    <label className="row small loudness">
      {t('liveUpdates')}
      <select value={loudness} onChange={(event) => onChoose(event.target.value as Loudness)}>
        {LOUDNESS.map((one) => (
          <option key={one} value={one}>
            {t(`loudness.${one}`)}
          </option>
        ))}
      </select>
    </label>
  )
}

/** Says what others do to those who can't see it happen: once in five seconds at most, several things put together. */
export function LiveNews({ scene, loudness }: { scene: Scene; loudness: Loudness }) {
  const [said, setSaid] = useState('')
  const queue = useQueue(useSentences(scene), setSaid)
  const { reins } = scene.live
  const meId = scene.me.id
  useEffect(
    () => reins.hear((news) => queue.news(heard(news, loudness, meId, whereAmI()))),
    [reins, loudness, meId, queue],
  )
  useNewcomers(scene, (people) => loudness === 'everything' && queue.people(people))
  return (
    <p className="unseen" role="status" data-says="news">
      {said}
    </p>
  )
}

/** The place that the focus is in. */
function whereAmI(): Place | undefined {
  const place = document.activeElement?.closest<HTMLElement>('.place')?.dataset.place
  return isPlace(place) ? place : undefined
}

interface Waiting {
  news: News[]
  people: Present[]
}

/** Gathers what is to be said, and says it together: at once after a silence, else when the last has been heard. */
function useQueue(sentences: (waiting: Waiting) => string, say: (sentences: string) => void) {
  const teller = useRef(sentences)
  useEffect(() => {
    teller.current = sentences
  })
  const [queue] = useState(() => {
    const waiting: Waiting = { news: [], people: [] }
    let timer: ReturnType<typeof setTimeout> | undefined
    const tell = () => {
      timer = undefined
      if (waiting.news.length + waiting.people.length === 0) return
      say(teller.current(waiting))
      Object.assign(waiting, { news: [], people: [] })
      timer = setTimeout(tell, GAP_MS)
    }
    const soon = () => {
      if (timer === undefined) tell()
    }
    return {
      news(news: readonly News[]) {
        waiting.news.push(...news)
        soon()
      },
      people(people: readonly Present[]) {
        waiting.people.push(...people)
        soon()
      },
      stop: () => clearTimeout(timer),
    }
  })
  useEffect(() => queue.stop, [queue])
  return queue
}

function useSentences({ partnerOf }: Scene): (waiting: Waiting) => string {
  const t = useTranslations('board.news')
  const corners = useTranslations('corners')
  const board = useTranslations('board')
  const nameOf = useNameOf(partnerOf)
  const ofNews = (news: readonly News[]): string[] => {
    const { added, moved, grouped, gone, only } = digest(news)
    if (only) {
      const who = partnerOf(only.card.partner)?.name ?? board('someone')
      return [t(only.is, { who, text: only.card.text.slice(0, 100), place: corners(only.card.place) })]
    }
    return [
      ...PLACES.filter((place) => added[place] > 0).map((place) =>
        t('manyAdded', { count: added[place], place: corners(place) }),
      ),
      ...(moved > 0 ? [t('manyMoved', { count: moved })] : []),
      ...(grouped > 0 ? [t('manyGrouped', { count: grouped })] : []),
      ...(gone > 0 ? [t('manyGone', { count: gone })] : []),
    ]
  }
  return ({ news, people }) => {
    const [first] = people
    const joined = first && t('joined', { name: nameOf(first), count: people.length })
    return [...ofNews(news), ...(joined ? [joined] : [])].join(' ')
  }
}

/** Tells who has come to the board since one was there. */
function useNewcomers({ live }: Scene, came: (people: readonly Present[]) => void): void {
  const known = useRef<ReadonlySet<string>>(undefined)
  const { others } = live
  const isLive = useLineState(live.line, ({ is }) => is === 'live')
  useEffect(() => {
    // The first that one hears of were here already.
    const before = known.current
    if (!isLive || (!before && others.length === 0)) return
    const fresh = before ? others.filter(({ seat }) => !before.has(seat)) : []
    known.current = new Set([...(before ?? []), ...others.map(({ seat }) => seat)])
    if (fresh.length > 0) came(fresh)
  }, [isLive, others, came])
}
