// @vitest-environment happy-dom
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { createTRPCClient } from '@trpc/client'
import { observable } from '@trpc/server/observable'
import { act } from 'react'
import { createRoot, type Root } from 'react-dom/client'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { TRPCProvider } from '#app/_trpc/trpc.ts'
import { pick, words } from '#app/_words/words.ts'
import { Words } from '#app/_words/words-provider.tsx'
import type { AppRouter } from '#server/trpc/root.ts'
import type { SessionId } from '#server/vocabulary/ids.ts'
import { ReportButton } from './report-button.tsx'

Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true })
let root: Root
let arrive = () => {}

beforeEach(async () => {
  const trpcClient = createTRPCClient<AppRouter>({
    links: [
      () => () =>
        observable((told) => {
          arrive = () => told.next({ result: { type: 'data', data: undefined } })
        }),
    ],
  })
  const queryClient = new QueryClient()
  const now = { sessionId: 'one' as SessionId, attribution: 'partner' } as const
  root = createRoot(document.body.appendChild(document.createElement('main')))
  await act(async () =>
    root.render(
      <QueryClientProvider client={queryClient}>
        <TRPCProvider {...{ trpcClient, queryClient }}>
          <Words messages={pick('moderation', 'refusal')}>
            <ReportButton now={now} kind="story" thingId="two" text="Bread" />
          </Words>
        </TRPCProvider>
      </QueryClientProvider>,
    ),
  )
})
afterEach(async () => {
  await act(async () => root.unmount())
  document.body.innerHTML = ''
})

const press = async () => {
  const button = document.querySelector('button') as HTMLButtonElement
  button.focus()
  await act(async () => button.click())
}
const told = () => document.querySelector('[role=status]')
const arrives = async () => {
  arrive()
  await vi.waitFor(async () => {
    await act(async () => {})
    expect(told()?.textContent).toBe(words('moderation')('reported'))
  })
}

test('whoever reports something goes on from what is said of it', async () => {
  await press()
  await arrives()
  expect(document.activeElement).toBe(told())
})

test('nobody’s focus is taken who writes elsewhere by the time a report has arrived', async () => {
  const elsewhere = document.body.appendChild(document.createElement('textarea'))
  await press()
  elsewhere.focus()
  await arrives()
  expect(document.activeElement).toBe(elsewhere)
})
