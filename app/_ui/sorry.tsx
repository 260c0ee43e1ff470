import type { ReactNode } from 'react'
import { TopBar } from './top-bar.tsx'

/** A page that says what can't be shown and where to go instead. The status is set by whoever renders it. */
export function Sorry({
  title,
  children,
  href,
  action,
  person,
}: {
  title: string
  children: ReactNode
  href: string
  action: string
  person?: string | null
}) {
  return (
    <>
      <TopBar person={person} />
      <main id="main" className="page narrow">
        <h1>{title}</h1>
        <p>{children}</p>
        <p>
          <a className="button first" href={href}>
            {action}
          </a>
        </p>
      </main>
    </>
  )
}
