'use client'
import { useEffect, useRef, useState } from 'react'
import { forgetTyped, keepWords, keptWords } from '#app/_outbox/kept-form.ts'
import { useOutbox } from '#app/_outbox/use-outbox.tsx'
import { reasonName } from './reason-name.ts'
import type { Given } from './use-answers.ts'

const PAUSE_MS = 1_000

interface Of {
  statementId: string
  round: number
  given: Given | undefined
  onGive(given: Given): void
}

/**
 * The reason for an answer while it is written. From the first letter it is kept on this device, whether or not there is an
 * answer yet; with one, it is sent after a pause, when its field is left, and when its statement goes, whoever moved on. The
 * same words are sent once: what is refused is kept among what was not sent, and whose it is decides there.
 */
export function useReason({ statementId, round, given, onGive }: Of) {
  const { place, earlier } = useOutbox()
  const name = reasonName(statementId, round)
  const at = place + name
  const [reason, setReason] = useState(
    () =>
      keptWords(
        at,
        earlier.map((was) => was + name),
      ) ??
      given?.reason ??
      '',
  )
  // As the server keeps it: a phone's keyboard leaves a space behind the last word.
  const why = reason.trim()
  const isSent = given !== undefined && why === given.reason
  const isWaiting = given !== undefined && !isSent
  /** The words that were given last, until they are written on. */
  const gave = useRef<string>(undefined)
  const give = (one: Omit<Given, 'reason'>) => {
    gave.current = why
    onGive({ ...one, reason: why })
  }
  const send = () => {
    if (isWaiting && gave.current !== why) give(given)
  }
  const latest = useRef(send)
  useEffect(() => {
    latest.current = send
  })
  // Until the page has gone, nobody knows whether the browser still wrote down what was given on the way out.
  const isLeaving = useRef(false)
  useEffect(() => {
    if (isSent && !isLeaving.current) forgetTyped(at)
  }, [isSent, at])
  // Anew with every letter.
  useEffect(() => {
    if (!isWaiting || why === gave.current) return
    const timer = setTimeout(() => latest.current(), PAUSE_MS)
    return () => clearTimeout(timer)
  }, [isWaiting, why])
  useEffect(() => {
    const hide = () => {
      isLeaving.current = true
      latest.current()
    }
    const show = () => {
      isLeaving.current = false
    }
    window.addEventListener('pagehide', hide)
    window.addEventListener('pageshow', show)
    return () => {
      window.removeEventListener('pagehide', hide)
      window.removeEventListener('pageshow', show)
    }
  }, [])
  useEffect(
    () => () => {
      latest.current()
      // It is with the answer from here on.
      if (gave.current !== undefined && !isLeaving.current) forgetTyped(at)
    },
    [at],
  )
  return {
    reason,
    write(words: string) {
      gave.current = undefined
      setReason(words)
      keepWords(at, words)
    },
    leave: send,
    /** Gives an answer, with the reason as it stands. */
    give,
  }
}
