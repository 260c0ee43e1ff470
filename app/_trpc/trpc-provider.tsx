'use client'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { createTRPCClient, httpBatchLink, TRPCClientError } from '@trpc/client'
import { type ReactNode, useState } from 'react'
import type { AppRouter } from '#server/trpc/root.ts'
import { reach } from './reach.ts'
import { TRPCProvider } from './trpc.ts'

/** Gives the components below it the procedures and the cache of what they answered. */
export function Procedures({ children }: { children: ReactNode }) {
  const [queryClient] = useState(makeQueryClient)
  const [trpcClient] = useState(makeTrpcClient)
  return (
    <QueryClientProvider client={queryClient}>
      <TRPCProvider trpcClient={trpcClient} queryClient={queryClient}>
        {children}
      </TRPCProvider>
    </QueryClientProvider>
  )
}

// What is told as it happens is heard beside these (app/_session/follow.ts).
const makeTrpcClient = () =>
  createTRPCClient<AppRouter>({
    links: [httpBatchLink({ url: '/api/trpc', maxURLLength: 2_000, maxItems: 10, fetch: reach })],
  })

/** Whether the server said no: asking again would not change it. A lost connection is worth another try. */
function isAnswer(error: unknown): boolean {
  const status =
    error instanceof TRPCClientError ? (error.data as { httpStatus?: number } | null)?.httpStatus : undefined
  return status !== undefined && status < 500
}
const worthAnotherTry = (failures: number, error: unknown) => failures < 3 && !isAnswer(error)

const AGAIN_MS = 10_000

/** What could not be had is asked for again, for a screen that stays in sight is not looked at anew; a refusal is not. */
export const untilAnswered = ({ state }: { state: { status: string; error: unknown } }): number | false =>
  state.status === 'error' && !isAnswer(state.error) ? AGAIN_MS : false

/** A page's cache of answers: what fails on the way is tried three times more, then every ten seconds; a refusal stands. */
export const makeQueryClient = () =>
  new QueryClient({
    defaultOptions: {
      queries: { staleTime: 5_000, retry: worthAnotherTry, refetchOnWindowFocus: true, refetchInterval: untilAnswered },
      mutations: { retry: worthAnotherTry, networkMode: 'always' },
    },
  })
