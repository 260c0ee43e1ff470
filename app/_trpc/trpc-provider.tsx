'use client'
import { MutationCache, QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { createTRPCClient, httpBatchLink } from '@trpc/client'
import { type ReactNode, useState } from 'react'
import type { AppRouter } from '#server/trpc/root.ts'
import { namedDeeds, namesOf } from './named-deeds.ts'
import { reach } from './reach.ts'
import { isRefused, mayBeDone } from './refusal-of.ts'
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
export const makeTrpcClient = (url = '/api/trpc', over: typeof fetch = reach) =>
  createTRPCClient<AppRouter>({
    links: [namedDeeds(), httpBatchLink({ url, maxURLLength: 2_000, maxItems: 10, headers: namesOf, fetch: over })],
  })

const worthAnotherTry = (failures: number, error: unknown) => failures < 3 && !isRefused(error)

const AGAIN_MS = 10_000

/** What could not be had is asked for again, for a screen that stays in sight is not looked at anew; a refusal is not. */
export const untilAnswered = ({ state }: { state: { status: string; error: unknown } }): number | false =>
  state.status === 'error' && !isRefused(state.error) ? AGAIN_MS : false

/**
 * A page's cache of answers: what fails on the way is tried three times more, then every ten seconds; a refusal stands. A deed
 * that is sent again is done once (`named-deeds.ts`); where nobody knows whether it was done, the page looks again.
 */
export const makeQueryClient = () => {
  const client: QueryClient = new QueryClient({
    mutationCache: new MutationCache({
      onError: (error) => void (mayBeDone(error) && client.invalidateQueries()),
    }),
    defaultOptions: {
      queries: { staleTime: 5_000, retry: worthAnotherTry, refetchOnWindowFocus: true, refetchInterval: untilAnswered },
      mutations: { retry: worthAnotherTry, networkMode: 'always' },
    },
  })
  return client
}
