'use client'
import { type RefObject, useRef, useState } from 'react'

interface Props {
  label: string
  /** What holds now: '' for nothing yet, and then `none` is what the list says. */
  holds: string
  none?: string
  options: readonly { id: string; name: string }[]
  /** The button's words, and what they name to somebody who hears it alone. */
  verb: string
  verbNamed?: string
  /** Calls `done` once it is carried out; refused, the choice stays as it was made. */
  onPress(id: string, done: () => void): void
  list?: RefObject<HTMLSelectElement | null>
}

/** A list and the button that carries out what was chosen: in a closed list one arrow key chooses, and must do no deed. */
export function ChooseAndPress({ label, holds, none, options, verb, verbNamed, onPress, list }: Props) {
  const own = useRef<HTMLSelectElement>(null)
  const ref = list ?? own
  const [chosen, setChosen] = useState<string>()
  const value = chosen ?? holds
  function done() {
    // The button goes with what it did, and the focus stays where the choice was made.
    ref.current?.focus()
    setChosen(undefined)
  }
  return (
    <>
      <select aria-label={label} ref={ref} value={value} onChange={({ target }) => setChosen(target.value)}>
        {!holds && <option value="">{none}</option>}
        {options.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </select>
      {value !== holds && (
        <button
          type="button"
          className="button small first"
          aria-label={verbNamed}
          onClick={() => onPress(value, done)}
        >
          {verb}
        </button>
      )}
    </>
  )
}
