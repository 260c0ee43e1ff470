import { type ReactNode, useId } from 'react'

interface Shared {
  name: string
  label: string
  hint?: string | undefined
}
function Frame({
  id,
  label,
  hint,
  children,
}: {
  id: string
  label: string
  hint?: string | undefined
  children: ReactNode
}) {
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {hint && (
        <span className="hint" id={`${id}-hint`}>
          {hint}
        </span>
      )}
      {children}
    </div>
  )
}

export function TextField({
  name,
  label,
  hint,
  rows,
  value = '',
  longest,
}: Shared & { rows?: number; value?: string; longest?: number }) {
  const id = useId()
  const shared = { id, name, defaultValue: value, maxLength: longest, 'aria-describedby': hint && `${id}-hint` }
  return (
    <Frame id={id} label={label} hint={hint}>
      {rows ? <textarea rows={rows} {...shared} /> : <input type="text" {...shared} />}
    </Frame>
  )
}

export function DayField({ name, label, hint, value = '' }: Shared & { value?: string | null }) {
  const id = useId()
  return (
    <Frame id={id} label={label} hint={hint}>
      <input type="date" id={id} name={name} defaultValue={value ?? ''} aria-describedby={hint && `${id}-hint`} />
    </Frame>
  )
}

export type Option = readonly [value: string, word: string]

/** One of several, from a list. `none` is the word for choosing nothing; without it, the first is chosen. */
export function ChoiceField({
  name,
  label,
  hint,
  options,
  none,
  value = '',
}: Shared & { options: readonly Option[]; none?: string; value?: string | null }) {
  const id = useId()
  return (
    <Frame id={id} label={label} hint={hint}>
      <select id={id} name={name} defaultValue={value ?? ''} aria-describedby={hint && `${id}-hint`}>
        {none !== undefined && <option value="">{none}</option>}
        {options.map(([option, word]) => (
          <option key={option} value={option}>
            {word}
          </option>
        ))}
      </select>
    </Frame>
  )
}

/** Any of several. */
export function TicksField({
  name,
  label,
  options,
  values = [],
}: Shared & { options: readonly Option[]; values?: readonly string[] }) {
  return (
    <fieldset>
      <legend>{label}</legend>
      <div className="choices ticks">
        {options.map(([option, word]) => (
          <label key={option} className="choice slim">
            <input type="checkbox" name={name} value={option} defaultChecked={values.includes(option)} />
            <span>{word}</span>
          </label>
        ))}
      </div>
    </fieldset>
  )
}
