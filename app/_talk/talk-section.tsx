'use client'
import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl/react'
import { useTRPC } from '#app/_trpc/trpc.ts'
import { untilAnswered } from '#app/_trpc/trpc-provider.tsx'
import { useAgainWhen, useAskAnew } from '#app/_trpc/use-again-when.ts'
import { behind } from '#app/_ui/behind.tsx'
import type { SessionNow } from '#server/session/now.ts'
import type { NetworkId, SessionId } from '#server/vocabulary/ids.ts'
import { TalkLines } from './talk-lines.tsx'

// The desk's alone: no phone waits for it.
const NoteTakers = behind(() => import('./note-takers.tsx').then((file) => file.NoteTakers))
// Most only read: what those who write down need comes beside the list.
const OutcomeForm = behind(() => import('./outcome-form.tsx').then((file) => file.OutcomeForm), { soon: true })

// Whoever was named to write it down learns it soon after.
const LOOK_AGAIN_MS = 15_000

interface Props {
  now: SessionNow
  networkId?: string
  level?: 1 | 2
}

/** The talk list of a running workshop; whoever may, writes down how it ended. `networkId` for those who run it. */
export function TalkSection({ now, networkId, level = 2 }: Props) {
  const t = useTranslations('talk')
  const trpc = useTRPC()
  const sessionId = now.sessionId as SessionId
  const list = useQuery({
    ...trpc.talk.list.queryOptions({ sessionId }),
    enabled: now.shownRound > 0,
    refetchInterval: (query) => (now.step === 'talk' ? LOOK_AGAIN_MS : untilAnswered(query)),
  })
  const { data } = list
  const anew = useAskAnew()
  useAgainWhen(now.shownRound > 0 ? `${now.shownRound} ${now.written.outcomes}` : null, () =>
    anew(list, trpc.talk.list.queryKey({ sessionId })),
  )
  const register = useQuery({
    ...trpc.authoriser.register.queryOptions({ networkId: (networkId ?? '') as NetworkId }),
    enabled: networkId !== undefined && data?.mayWrite === 'all',
  })
  if (now.shownRound === 0 || !data) return null
  const Title = level === 1 ? 'h1' : 'h2'
  const backers = register.data?.authorisers.filter(({ endedOn }) => endedOn === null) ?? []
  return (
    <section aria-labelledby="talk" className="talk-section">
      <Title id="talk">{t('title')}</Title>
      {data.lines.length > 0 && <p>{t('lead')}</p>}
      <TalkLines
        lines={data.lines}
        level={level === 1 ? 2 : 3}
        partners={now.people.partners}
        below={(line) =>
          data.mayWrite && (
            <>
              {networkId && line.ended?.outcome === 'settled' && (
                <p>
                  <a
                    className="button small"
                    href={`/network/${networkId}/agreements/new?in=${sessionId}&from=${line.statementId}`}
                    aria-label={t('agreeNamed', { text: line.text })}
                  >
                    {t('agree')}
                  </a>
                </p>
              )}
              <OutcomeForm sessionId={sessionId} line={line} maySend={data.mayWrite === 'all'} backers={backers} />
            </>
          )
        }
      />
      {networkId && <NoteTakers now={now} />}
    </section>
  )
}
