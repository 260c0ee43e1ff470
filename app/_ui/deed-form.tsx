'use client'
import { type FormEvent, type ReactNode, useEffect, useRef } from 'react'

/** What a form was sent with, read by the names of its fields. */
export interface Sent {
  text(name: string): string
  /** null when nothing is chosen. */
  chosen<T extends string>(name: string): T | null
  all<T extends string>(name: string): T[]
}
const sentBy = (form: FormData): Sent => ({
  text: (name) => String(form.get(name) ?? ''),
  chosen: <T extends string>(name: string) => (String(form.get(name) ?? '') || null) as T | null,
  all: <T extends string>(name: string) => form.getAll(name).map(String) as T[],
})

/** Told of a form when it is there, and of what is typed into it: to keep that and put it back. */
export interface Keep {
  ref(form: HTMLFormElement | null): void
  onInput(event: FormEvent<HTMLFormElement>): void
}

interface Props {
  children: ReactNode
  /** What the button says. */
  action: string
  busy: boolean
  wrong: string
  /** What is said once it is done; '' says nothing. */
  done: string
  /** Starts the form afresh whenever it changes. */
  times: number | string
  onSend: (sent: Sent) => void
  look?: 'first' | 'plain' | 'danger'
  keep?: Keep | undefined
}

/** A form with one button. What was typed stays when it is refused, and the reason is read out. */
export function DeedForm({ children, action, busy, wrong, done, times, onSend, look = 'plain', keep }: Props) {
  const told = useRef<HTMLParagraphElement>(null)
  // A form that starts afresh takes the focus with it: whoever goes by keyboard goes on from here, and not from the top.
  useEffect(() => {
    if (done && times && document.activeElement === document.body) told.current?.focus({ preventScroll: true })
  }, [done, times])
  return (
    <>
      <form
        key={times}
        ref={keep?.ref}
        onInput={keep?.onInput}
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          if (!busy) onSend(sentBy(new FormData(event.currentTarget)))
        }}
      >
        {children}
        {wrong && (
          <p className="wrong" role="alert">
            {wrong}
          </p>
        )}
        {/* Not disabled, which would take the focus away. */}
        <button type="submit" className={look === 'plain' ? 'button' : `button ${look}`} aria-disabled={busy}>
          {action}
        </button>
      </form>
      <p role="status" className="muted done" ref={told} tabIndex={-1}>
        {done}
      </p>
    </>
  )
}
