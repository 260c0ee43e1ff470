'use client'
import { useCallback, useEffect, useRef, useState } from 'react'
import { useTranslations } from 'use-intl/react'
import type * as Y from 'yjs'
import { answerWith, editText } from '#server/board/commands.ts'
import { textOf } from '#server/board/document.ts'
import type { CardView } from '#server/board/view.ts'
import { LIMITS } from '#server/vocabulary/limits.ts'
import { FacetChoice } from './facet-choice.tsx'
import type { Reins } from './use-board.ts'

// A card that nobody types in any more is anybody's again, though the field stands open.
const IDLE_MS = 30_000

interface Props {
  doc: Y.Doc
  meId: string
  card: CardView
  reins: Reins
  onDone(by?: 'key'): void
}

/**
 * A card's words while they are written, and what it is about. Every letter goes into the document; what others wrote
 * meanwhile comes in.
 */
export function CardText({ doc, meId, card, reins, onDone }: Props) {
  const { tellEditing } = reins
  const t = useTranslations('board')
  const [draft, setDraft] = useState(card.text)
  const { id, text } = card
  // The picture is drawn a moment later than one types: only the document tells whether somebody else changed the words.
  useEffect(() => {
    if (text !== undefined) setDraft(textOf(doc, id)?.toString() ?? text)
  }, [doc, id, text])
  const idle = useRef<ReturnType<typeof setTimeout>>(undefined)
  const typing = useCallback(() => {
    clearTimeout(idle.current)
    tellEditing(id)
    idle.current = setTimeout(() => tellEditing(undefined), IDLE_MS)
  }, [tellEditing, id])
  useEffect(() => {
    typing()
    return () => clearTimeout(idle.current)
  }, [typing])
  // Once there, the choice stays under the hand that chooses nothing.
  const [isAbout] = useState(card.place === 'middle' || card.facet !== null)
  return (
    // Pressed between the two fields, it is still this card that one writes on.
    <fieldset
      className="card-text"
      tabIndex={-1}
      onBlur={({ currentTarget, relatedTarget }) => currentTarget.contains(relatedTarget) || onDone()}
      onKeyDown={(event) => event.key === 'Escape' && onDone('key')}
    >
      <label className="unseen" htmlFor={`text-${id}`}>
        {t('text')}
      </label>
      <textarea
        id={`text-${id}`}
        value={draft}
        maxLength={LIMITS.cardText}
        onChange={(event) => {
          typing()
          setDraft(event.target.value)
          editText(doc, { id: meId }, id, event.target.value)
        }}
        ref={focusOnce}
      />
      {isAbout && (
        <FacetChoice
          id={`about-${id}`}
          chosen={card.facet}
          onChoose={(facet) => {
            typing()
            // Taken back by itself, and not with the letters before it.
            reins.newDeed()
            answerWith(doc, { id: meId }, id, facet)
            reins.newDeed()
          }}
        />
      )}
    </fieldset>
  )
}

/** A field that has just appeared under the person's hands takes the focus, with the caret at its end. */
export function focusOnce(area: HTMLTextAreaElement | null): void {
  if (!area || document.activeElement === area) return
  area.focus()
  area.setSelectionRange(area.value.length, area.value.length)
}
