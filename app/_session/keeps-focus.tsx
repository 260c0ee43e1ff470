'use client'
import { Component, type ReactNode } from 'react'

// Not in the way of the first look, and there before the network may be gone.
const fetchWay = () => import('./to-heading.ts').catch(() => undefined)

/**
 * Whoever had the focus in a step that goes is taken to the heading of the one that comes, instead of to the top of the page. Whoever is
 * elsewhere, or nowhere, stays there. A class, for nothing else is asked before the old step is gone.
 */
export class KeepsFocus extends Component<{ at: string; children: ReactNode }> {
  #leaveOff: (() => void) | undefined
  #isGone = false

  override componentDidMount(): void {
    void fetchWay()
  }

  override getSnapshotBeforeUpdate({ at }: { at: string }): Element | null {
    return at === this.props.at ? null : document.activeElement
  }

  override componentDidUpdate(_: unknown, __: unknown, had: Element | null): void {
    if (!had || had.isConnected) return
    this.#leaveOff?.()
    void fetchWay().then((way) => {
      if (!this.#isGone) this.#leaveOff = way?.toHeading()
    })
  }

  override componentWillUnmount(): void {
    this.#isGone = true
    this.#leaveOff?.()
  }

  override render(): ReactNode {
    return this.props.children
  }
}
