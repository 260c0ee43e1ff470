'use client'
import { type FormEvent, type KeyboardEvent, useRef, useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { Mark } from '#app/_ui/mark.tsx'
import { Press } from '#app/_ui/press.tsx'
import type { SessionNow } from '#server/session/now.ts'
import { AnswerCells } from './answer-cells.tsx'
import { blanksOf, type Cell, isWhole, type Lacking, lackOf, partnerOf, type Row } from './row.ts'

interface Props {
  now: SessionNow
  /** How many versions of the sheet there are: asked for where there is more than one. */
  newest: number
  cells: readonly Cell[]
  row: Row
  /** What a step back would do, in words; undefined when there is none. */
  undo: { word: string; deed(): void } | undefined
  onType(row: Row): void
  onEnter(): void
}

const FIELD_OF: Readonly<Record<Lacking, string>> = {
  needsNumber: 'no',
  needsVersion: 'version',
  needsPartner: 'letters',
  needsAnswer: 'answer-1',
}

/** One sheet, typed by keyboard alone: its number, its organisation's letters, a key for each answer, Enter. */
export function TypeSheet({ now, newest, cells, row, undo, onType, onEnter }: Props) {
  const t = useTranslations('sheets')
  const form = useRef<HTMLFormElement>(null)
  const [lacking, setLacking] = useState<Lacking | undefined>()
  const [blanks, setBlanks] = useState<{ of: Row; count: number } | undefined>()
  const asked = cells.flatMap(({ key, counts }) => (counts ? [key] : []))
  const { partners } = now.people
  const partner = partnerOf(row.letters, partners)
  const focus = (name: string) => form.current?.querySelector<HTMLInputElement>(`[name="${name}"]`)?.focus()

  function typeLetters(letters: string): void {
    onType({ ...row, letters })
    setLacking(undefined)
    if (isWhole(letters, partners)) focus('answer-1')
  }
  function finish(event: FormEvent): void {
    event.preventDefault()
    const lack = lackOf(row, partners, asked, newest)
    setLacking(lack)
    if (lack) return focus(FIELD_OF[lack])
    const count = blanksOf(row, asked)
    // Asked once: a sheet with blanks is whole, one on which a key was missed is not.
    if (count > 0 && blanks?.of !== row) return setBlanks({ of: row, count })
    setBlanks(undefined)
    onEnter()
    focus(now.round > 1 ? 'no' : 'letters')
  }
  function pressed(event: KeyboardEvent): void {
    if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== 'z') return
    event.preventDefault()
    undo?.deed()
  }
  const wrong = (lack: Lacking) => (lacking === lack ? t(lack, { newest }) : undefined)
  return (
    <form ref={form} className="panel type-sheet" onSubmit={finish} onKeyDown={pressed} noValidate>
      <div className="row top-of-sheet">
        <Short
          name="no"
          label={t('no')}
          value={row.no}
          wrong={wrong('needsNumber')}
          numeric
          onType={(no) => onType({ ...row, no: no.replace(/\D/g, '').slice(0, 4) })}
        />
        {newest > 1 && (
          <Short
            name="version"
            label={t('version')}
            hint={t('versionHint')}
            value={row.version}
            wrong={wrong('needsVersion')}
            numeric
            onType={(version) => onType({ ...row, version: version.replace(/\D/g, '').slice(0, 4) })}
          />
        )}
        <Short
          name="letters"
          label={t('partner')}
          value={row.letters}
          wrong={wrong('needsPartner')}
          hint={t('partnerHint')}
          onType={typeLetters}
        />
        <p className="spoken-for" role="status">
          {partner ? (
            <span className="who">
              <Mark initials={partner.initials} no={partner.markNo} /> {partner.name}
            </span>
          ) : (
            row.letters.trim().length > 1 && <span className="wrong">{t('unknown')}</span>
          )}
        </p>
      </div>
      {cells.some(({ counts }) => !counts) && (
        <p className="banner warn" role="status">
          {t('older', { version: row.version })}
        </p>
      )}
      <AnswerCells
        cells={cells}
        answers={row.answers}
        onAnswers={(answers) => {
          setLacking(undefined)
          onType({ ...row, answers })
        }}
      />
      {wrong('needsAnswer') && (
        <p className="wrong" role="alert">
          {wrong('needsAnswer')}
        </p>
      )}
      {blanks?.of === row && (
        <p className="banner warn" role="alert">
          {t('blanks', { count: blanks.count })}
        </p>
      )}
      <div className="row">
        <button type="submit" className="button first">
          {t('enter')} ⏎
        </button>
        <Press off={!undo} onPress={() => undo?.deed()}>
          {undo?.word ?? t('undo')}
        </Press>
      </div>
      <details>
        <summary>{t('partners')}</summary>
        <div className="who-list">
          {partners.map((one) => (
            <button key={one.id} type="button" className="button small" onClick={() => typeLetters(one.initials)}>
              <Mark initials={one.initials} no={one.markNo} /> {one.name}
            </button>
          ))}
        </div>
      </details>
    </form>
  )
}

interface ShortProps {
  name: string
  label: string
  hint?: string
  value: string
  wrong: string | undefined
  numeric?: boolean
  onType(value: string): void
}

function Short({ name, label, hint, value, wrong, numeric = false, onType }: ShortProps) {
  return (
    <div className="field">
      <label htmlFor={name}>{label}</label>
      {hint && (
        <span className="hint" id={`${name}-hint`}>
          {hint}
        </span>
      )}
      {wrong && (
        <span className="wrong" id={`${name}-wrong`} role="alert">
          {wrong}
        </span>
      )}
      <input
        id={name}
        name={name}
        type="text"
        inputMode={numeric ? 'numeric' : 'text'}
        autoComplete="off"
        autoCapitalize="characters"
        spellCheck={false}
        maxLength={numeric ? 4 : 8}
        value={value}
        aria-invalid={wrong ? true : undefined}
        aria-describedby={[hint && `${name}-hint`, wrong && `${name}-wrong`].filter(Boolean).join(' ') || undefined}
        onFocus={(event) => event.target.select()}
        onChange={(event) => onType(event.target.value)}
      />
    </div>
  )
}
