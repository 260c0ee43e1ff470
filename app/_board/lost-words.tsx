'use client'
import { useEffect, useRef, useState } from 'react'
import { useTranslations } from 'use-intl/react'
import type { LostWords } from './not-stored.ts'
import { type LiveBoard, useLineState } from './use-board.ts'

/** What one wrote and moved that the board did not take: it stays here until its author has what they need of it. */
export function LostWordsList({ live }: { live: LiveBoard }) {
  const t = useTranslations('board')
  const common = useTranslations('common')
  const corners = useTranslations('corners')
  const lost = useLineState(live.line, (state) => state.lost)
  const lies = ({ is, to, groupId, group: named }: LostWords) => {
    if (!to) return undefined
    const place = corners(to)
    const group = named ?? live.view.groups.find(({ id }) => id === groupId)?.title
    if (is === 'group') return t('lostGroup', { place })
    return group ? t('lostInto', { place, group }) : t('lostTo', { place })
  }
  const told = lost.flatMap((one) => {
    const text = one.text || live.view.cards[one.cardId]?.text
    return text ? [{ one, text }] : []
  })
  const here = useRef<HTMLDivElement>(null)
  const count = told.length
  const had = useRef(count)
  // Whoever puts one away goes on from where it stood.
  useEffect(() => {
    if (count < had.current && document.activeElement === document.body) here.current?.focus()
    had.current = count
  }, [count])
  return (
    <div ref={here} tabIndex={-1}>
      <p role="status" className="unseen">
        {count > 0 && t('lost')}
      </p>
      {count > 0 && (
        <section className="banner warn" aria-labelledby="lost-words">
          <h2 id="lost-words" className="small">
            {t('lost')}
          </h2>
          <ul className="plain-list">
            {told.map(({ one, text }) => (
              <li key={JSON.stringify(one)} className="row apart">
                <span>
                  <q>{text}</q> <span className="muted small">{lies(one)}</span>
                </span>
                <span className="row">
                  <Copy text={text} />
                  <button
                    type="button"
                    className="button small"
                    aria-label={t('putAwayWords', { text })}
                    onClick={() => live.reins.putAway(one)}
                  >
                    {common('delete')}
                  </button>
                </span>
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  )
}

/** Copies words, and says so; where a browser does not let it, says how else. */
function Copy({ text }: { text: string }) {
  const t = useTranslations('board')
  const [said, setSaid] = useState<'copied' | 'copyByHand'>()
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text)
      setSaid('copied')
    } catch {
      setSaid('copyByHand')
    }
  }
  return (
    <>
      <span role="status" className="muted small">
        {said && t(said)}
      </span>
      <button type="button" className="button small" aria-label={t('copyWords', { text })} onClick={copy}>
        {t('copy')}
      </button>
    </>
  )
}
