import { Mark } from '#app/_ui/mark.tsx'
import { Said } from '#app/_words/said.tsx'
import { sayDay } from '#app/_words/say-day.ts'
import { words } from '#app/_words/words.ts'
import type { Note } from '#server/intelligence/find.ts'

/** One note in its own words: the partner it came from, how close and how sure, who may read it, and what happened with it. */
export function NoteCard({ note, withAge = false }: { note: Note; withAge?: boolean }) {
  const t = words('hearing')
  return (
    <>
      <blockquote>
        <Said>{note.text}</Said>
      </blockquote>
      <p className="muted small">
        {note.partner && (
          <span className="who">
            <Mark initials={note.partner.initials} no={note.partner.markNo} /> {note.partner.name} ·{' '}
          </span>
        )}
        {t(`close.${note.closeness}`)} · {t(`sure.${note.confidence as 1 | 2 | 3}`)} ·{' '}
        {t('heardOn', { day: sayDay(note.heardOn) })}
        {note.recheckBy && ` · ${t('recheckBy', { day: sayDay(note.recheckBy) })}`}
        {withAge && ` · ${t('waiting', { days: note.age })}`}
      </p>
      <p className="muted small">{t('about', { what: note.about.label })}</p>
      <p className="row chips">
        <span className="kind">{t(`states.${note.state}`)}</span>
        <span className={note.sensitivity === 'network' ? 'kind' : 'kind talk'}>{t(`who.${note.sensitivity}`)}</span>
      </p>
      {note.answer && (
        <p>
          <strong>{t('answer')}:</strong> <Said>{note.answer}</Said>
        </p>
      )}
    </>
  )
}
