'use client'
import { type ComponentType, type ReactNode, useSyncExternalStore } from 'react'
import { untilItComes } from './until-it-comes.ts'

interface Ways<Props> {
  /** Begun with the page's program, beside the questions that the part waits for, and not once it is first drawn. */
  soon?: boolean
  /** What stands in its place until it is there. */
  meanwhile?: ComponentType<Props>
}

/**
 * A part of a page that is fetched behind what stands first, in a browser alone. Nothing is in its place until it is there,
 * unless one says what: a page is not lost, and does not wait, for a part of it.
 */
export function behind<Props extends object>(
  fetchPart: () => Promise<ComponentType<Props>>,
  { soon = false, meanwhile: Meanwhile }: Ways<Props> = {},
): (props: Props) => ReactNode {
  let fetched: ComponentType<Props> | undefined
  let coming: Promise<void> | undefined
  const fetchOnce = () => {
    coming ??= untilItComes(fetchPart).then((part) => {
      fetched = part
    })
    return coming
  }
  const whenItCame = (tell: () => void) => {
    let isGone = false
    void fetchOnce().then(() => !isGone && tell())
    return () => {
      isGone = true
    }
  }
  if (soon && typeof window !== 'undefined') void fetchOnce()
  return function Behind(props) {
    // A page that the server drew without the part takes it in after that, however early it came.
    const Part = useSyncExternalStore(
      whenItCame,
      () => fetched,
      () => undefined,
    )
    if (Part) return <Part {...props} />
    return Meanwhile ? <Meanwhile {...props} /> : null
  }
}
