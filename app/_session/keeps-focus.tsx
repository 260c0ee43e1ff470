'use client'
import { Component, type ReactNode } from 'react'

/**
 * Whoever had the focus in a step that goes is taken to the heading of the one that comes, instead of to the top of the page. Whoever is
 * elsewhere, or nowhere, stays there. A class, for nothing else is asked before the old step is gone.
 */
export class KeepsFocus extends Component<{ at: string; children: ReactNode }> {
  #watch: MutationObserver | undefined

  override getSnapshotBeforeUpdate({ at }: { at: string }): Element | null {
    return at === this.props.at ? null : document.activeElement
  }

  override componentDidUpdate(_: unknown, __: unknown, had: Element | null): void {
    if (had && !had.isConnected && isNowhere()) this.#toHeading()
  }

  override componentWillUnmount(): void {
    this.#watch?.disconnect()
  }

  /** A step may be fetched first, and its heading be another once its answers are there: until somebody goes on from it. */
  #toHeading(): void {
    this.#watch?.disconnect()
    const main = document.getElementById('main')
    if (!main) return
    let given: HTMLElement | null = null
    const give = () => {
      if (!isNowhere() && document.activeElement !== given) return this.#watch?.disconnect()
      if (given?.isConnected) return isNowhere() ? this.#watch?.disconnect() : undefined
      given = main.querySelector('h1')
      if (given) given.tabIndex = -1
      given?.focus()
    }
    this.#watch = new MutationObserver(give)
    this.#watch.observe(main, { childList: true, subtree: true })
    give()
  }

  override render(): ReactNode {
    return this.props.children
  }
}

const isNowhere = () => document.activeElement === null || document.activeElement === document.body
