'use client'
import { useEffect, useRef, useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { useRefusedWords } from '#app/_words/use-refusal-words.ts'
import type { Facts } from '#server/refusal.ts'
import type { DeedKey } from '#server/vocabulary/ids.ts'
import type { Deed } from './deed.ts'
import { forgetTyped, keepTyped } from './kept-form.ts'
import { useKeptForm } from './use-kept-form.ts'
import { useOutbox } from './use-outbox.tsx'

/**
 * What became of a form whose deed goes through the outbox: on its way, stored, kept on this phone until the way is free, or
 * refused with words. As long as the form holds what was typed, a refusal comes back to it; afterwards the outbox holds it.
 * With `keptAs`, what is half typed outlives the page.
 */
export function useSending(doneWords: string, keptAs?: string) {
  const t = useTranslations('outbox')
  const say = useRefusedWords()
  const { is, kept, waiting, held, returned, put, place, earlier } = useOutbox()
  const { at, shown, keep } = useKeptForm({ place, earlier }, keptAs)
  const [key, setKey] = useState<DeedKey>()
  const [left, setLeft] = useState<DeedKey>()
  const [missing, setMissing] = useState<string>()
  // Which sending's words still stand in the form.
  const standing = useRef<DeedKey>(undefined)
  const of = (entries: typeof waiting) => entries.find((one) => one.key === key)
  const back = of(returned)?.held
  const onItsWay = of(waiting) !== undefined
  const keptHere = onItsWay && is === 'waiting'
  // Stored, or safe on this phone: the form starts afresh.
  const over = key !== undefined && !back && (keptHere || !onItsWay)
  if (over && left !== key) setLeft(key)
  // Refused, it stands in the outbox's own list: put away from there, it is not done.
  const [refused, setRefused] = useState<DeedKey>()
  if (of(held) && refused !== key) setRefused(key)
  if (onItsWay && refused === key && key !== undefined) setRefused(undefined)
  // Given back, its words stand in the form alone: as if they had been typed anew.
  useEffect(() => {
    if (back && at && shown.current) keepTyped(at, shown.current)
  }, [back, at, shown])
  useEffect(() => {
    if (left === standing.current) standing.current = undefined
  }, [left])
  useEffect(
    () => () => {
      standing.current = undefined
    },
    [],
  )
  const words = keptHere ? t(kept ? 'willBeSent' : 'notKept') : onItsWay || of(held) || refused === key ? '' : doneWords
  return {
    /** Whether anything was sent from this form, and neither given back to it nor refused. */
    over: over && of(held) === undefined && refused !== key,
    /** For the form: whether it waits, what was wrong, what is done, and a name that changes when it begins afresh. */
    form: {
      busy: onItsWay && !keptHere,
      wrong: missing ? say(neededWords(missing)) : back ? say(back) : '',
      done: over && !missing ? words : '',
      times: left ?? '',
      keep,
    },
    /** Puts a deed into the outbox, or says what of what it `needs` is missing: that is known without asking the server. */
    send(deed: Deed, needs: Partial<Record<string, unknown>> = {}): DeedKey | undefined {
      const lacking = Object.entries(needs).find(([, value]) => isEmpty(value))?.[0]
      setMissing(lacking)
      if (lacking) return undefined
      const sent: DeedKey = put(deed, { keeps: () => standing.current === sent })
      standing.current = sent
      // It is in the outbox now.
      if (at) forgetTyped(at)
      setKey(sent)
      return sent
    },
  }
}

const isEmpty = (value: unknown) =>
  typeof value === 'string' ? value.trim() === '' : !value || [value].flat().length === 0

const neededWords = (field: string): { code: string; facts: Facts } =>
  field === 'text' ? { code: 'text.needed', facts: {} } : { code: 'field.needed', facts: { field } }
