'use client'
import { useEffect, useRef, useState } from 'react'
import { forgetTyped, keepWords, keptWords } from '#app/_outbox/kept-form.ts'
import { useOutbox } from '#app/_outbox/use-outbox.tsx'
import type { Given } from './use-answers.ts'

const PAUSE_MS = 1_000

/**
 * The reason for an answer while it is written. From the first letter it is kept on this device, whether or not there is an
 * answer yet; with one, it is sent after a pause, when its field is left, and when its statement goes, whoever moved on.
 * `why` is what would be stored of it.
 */
export function useReason(statementId: string, given: Given | undefined, give: (given: Given) => void) {
  const { place, earlier } = useOutbox()
  const name = `reason ${statementId}`
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
  const send = (words = why) => {
    if (isWaiting) give({ ...given, reason: words })
  }
  const latest = useRef(send)
  useEffect(() => {
    latest.current = send
  })
  useEffect(() => {
    if (isSent) forgetTyped(at)
  }, [isSent, at])
  // Anew with every letter.
  useEffect(() => {
    if (!isWaiting) return
    const timer = setTimeout(() => latest.current(why), PAUSE_MS)
    return () => clearTimeout(timer)
  }, [isWaiting, why])
  useEffect(() => {
    const leave = () => latest.current()
    window.addEventListener('pagehide', leave)
    return () => {
      window.removeEventListener('pagehide', leave)
      leave()
    }
  }, [])
  return {
    reason,
    why,
    write(words: string) {
      setReason(words)
      keepWords(at, words)
    },
    leave: () => send(),
  }
}
