'use client'
import { type ComponentType, type ReactNode, useEffect, useState } from 'react'
import { untilItComes } from './until-it-comes.ts'

/**
 * A part of a page that is fetched behind what stands first, in a browser alone. Nothing is in its place until it is there: a
 * page is not lost, and does not wait, for a part of it.
 */
export function behind<Props extends object>(
  fetchPart: () => Promise<ComponentType<Props>>,
): (props: Props) => ReactNode {
  let fetched: ComponentType<Props> | undefined
  return function Behind(props) {
    const [Part, setPart] = useState(() => fetched)
    useEffect(() => {
      let isGone = false
      void untilItComes(fetchPart).then((part) => {
        fetched = part
        if (!isGone) setPart(() => part)
      })
      return () => {
        isGone = true
      }
    }, [])
    return Part ? <Part {...props} /> : null
  }
}
