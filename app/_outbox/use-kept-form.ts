'use client'
import { type FormEvent, useMemo, useRef } from 'react'
import { keepTyped, putTypedBack } from './kept-form.ts'

/** Where a browser keeps what a seat typed, and where seats that were made one with it left theirs. */
export interface KeptAt {
  place: string
  earlier: readonly string[]
}

/** For a form: what is half typed into it outlives the page under the name `keptAs`; without one it does not. */
export function useKeptForm({ place, earlier }: KeptAt, keptAs: string | undefined) {
  const at = keptAs === undefined ? undefined : place + keptAs
  const shown = useRef<HTMLFormElement>(null)
  const keep = useMemo(
    () =>
      at === undefined
        ? undefined
        : {
            ref: (form: HTMLFormElement | null) => {
              shown.current = form
              if (form)
                putTypedBack(
                  at,
                  earlier.map((was) => was + keptAs),
                  form,
                )
            },
            onInput: ({ currentTarget }: FormEvent<HTMLFormElement>) => keepTyped(at, currentTarget),
          },
    [at, keptAs, earlier],
  )
  return { at, shown, keep }
}
