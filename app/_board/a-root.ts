import { act, type ReactNode } from 'react'
import { createRoot, type Root } from 'react-dom/client'
import { afterEach, beforeEach, vi } from 'vitest'

Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true })

/** For each test of a file an empty page, gone after it, and a clock that only the test moves; answers what draws on the page. */
export function aRoot(): (drawn: ReactNode) => void {
  let root: Root
  beforeEach(() => {
    vi.useFakeTimers()
    root = createRoot(document.body.appendChild(document.createElement('main')))
  })
  afterEach(async () => {
    await act(async () => root.unmount())
    document.body.innerHTML = ''
    vi.useRealTimers()
  })
  return (drawn) => root.render(drawn)
}
