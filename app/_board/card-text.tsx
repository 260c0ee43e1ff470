'use client'
import { useEffect, useState } from 'react'
import { useTranslations } from 'use-intl/react'
import type * as Y from 'yjs'
import { editText } from '#server/board/commands.ts'
import { textOf } from '#server/board/document.ts'
import type { Doer } from '#server/board/may.ts'
import type { CardView } from '#server/board/view.ts'
import { LIMITS } from '#server/vocabulary/limits.ts'

/** A card's words while they are written. Every letter goes into the document; what others wrote meanwhile comes in. */
export function CardText({ doc, me, card, onDone }: { doc: Y.Doc; me: Doer; card: CardView; onDone(): void }) {
  const t = useTranslations('board')
  const [draft, setDraft] = useState(card.text)
  const { id, text } = card
  // The picture is drawn a moment later than one types: only the document tells whether somebody else changed the words.
  useEffect(() => {
    if (text !== undefined) setDraft(textOf(doc, id)?.toString() ?? text)
  }, [doc, id, text])
  return (
    <>
      <label className="unseen" htmlFor={`text-${id}`}>
        {t('text')}
      </label>
      <textarea
        id={`text-${id}`}
        value={draft}
        maxLength={LIMITS.cardText}
        onChange={(event) => {
          setDraft(event.target.value)
          editText(doc, me, id, event.target.value)
        }}
        onBlur={onDone}
        onKeyDown={(event) => event.key === 'Escape' && onDone()}
        ref={focusOnce}
      />
    </>
  )
}

/** A field that has just appeared under the person's hands takes the focus, with the caret at its end. */
export function focusOnce(area: HTMLTextAreaElement | null): void {
  if (!area || document.activeElement === area) return
  area.focus()
  area.setSelectionRange(area.value.length, area.value.length)
}
