'use client'
import { useEffect, useRef, useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { reach } from '#app/_trpc/reach.ts'
import { isWriting } from './is-writing.ts'

const AGAIN_S = 3

/** Whether our server answers: a page that is left while it does not is lost to the browser's own page of errors. */
const serverAnswers = () =>
  reach('/api/health/live', { cache: 'no-store' }).then(
    ({ ok }) => ok,
    () => false,
  )

interface Props {
  /** What the room does, in a sentence. */
  says: string
  href: string
  /** How long until it goes there by itself, in seconds; without it, it waits to be asked. */
  seconds: number | undefined
  onStay(): void
}

/**
 * An offer to go where the room is: by itself after some seconds, unless somebody stays or is writing; and not while the server
 * is out of reach, for what is on the screen would be lost for nothing.
 */
export function Called({ says, href, seconds, onStay }: Props) {
  const t = useTranslations('told')
  const [left, setLeft] = useState(seconds)
  const [isCutOff, setCutOff] = useState(false)
  const isGoing = left !== undefined && left <= 0
  const isCounting = left !== undefined && !isGoing
  useEffect(() => {
    if (!isCounting) return
    const timer = setInterval(() => setLeft((had = 0) => (isWriting() ? Math.max(had, AGAIN_S) : had - 1)), 1_000)
    return () => clearInterval(timer)
  }, [isCounting])
  // Who asked for it goes, whatever is half written.
  const isAsked = useRef(false)
  const went = useRef(false)
  const whenGone = useRef(false)
  useEffect(() => {
    whenGone.current = false
    return () => {
      whenGone.current = true
    }
  }, [])
  useEffect(() => {
    if (!isGoing) return
    void serverAnswers().then((answers) => {
      // Who stayed meanwhile stays.
      if (whenGone.current) return
      // It may have been seconds.
      if (!isAsked.current && isWriting()) return setLeft(AGAIN_S)
      if (answers) {
        went.current = true
        return window.location.assign(href)
      }
      isAsked.current = false
      setCutOff(true)
      setLeft(AGAIN_S)
    })
  }, [isGoing, href])
  return (
    <div className="banner told called" role="alertdialog" aria-label={says}>
      <p>
        {/* Read out once; a countdown that is read out is a noise. */}
        <strong role="alert">{says}</strong>{' '}
        {isCutOff ? t('noWay') : left !== undefined && t('goingIn', { seconds: Math.max(0, left) })}
      </p>
      <div className="row">
        <a
          className="button small first"
          href={href}
          onClick={(event) => {
            // Who went and is here still said no to "Leave?": nothing would ask again, so the link itself is followed.
            if (event.metaKey || event.ctrlKey || went.current) return
            event.preventDefault()
            isAsked.current = true
            setLeft(0)
          }}
        >
          {t('go')}
        </a>
        <button type="button" className="button small" onClick={onStay}>
          {t('stay')}
        </button>
      </div>
    </div>
  )
}
