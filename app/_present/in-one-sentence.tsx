'use client'
import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl/react'
import { Sentence } from '#app/_proposition/sentence.tsx'
import { useTRPC } from '#app/_trpc/trpc.ts'
import { Mark } from '#app/_ui/mark.tsx'
import type { StepNow } from '#server/plan/find.ts'
import type { OnScreen } from '#server/proposition/on-screen.ts'
import type { SessionNow } from '#server/session/now.ts'
import type { SessionId } from '#server/vocabulary/ids.ts'
import { SLOTS } from '#server/vocabulary/proposition.ts'
import { WhatToDo } from './at-step.tsx'
import { sizeOf } from './size-of.ts'

// The signs of a sentence that stand between its five parts, about.
const BETWEEN = 60

/** The room's one sentence: what to do until there is one; then its words, how many have answered, and what they said. */
export function InOneSentence({ now, at }: { now: SessionNow; at: StepNow }) {
  const t = useTranslations('proposition')
  const trpc = useTRPC()
  const { data } = useQuery({
    ...trpc.proposition.onScreen.queryOptions({ sessionId: now.sessionId as SessionId }),
    refetchInterval: 2_000,
  })
  const length = data ? SLOTS.reduce((sum, slot) => sum + data.slots[slot].text.length, BETWEEN) : 0
  if (!data) return <WhatToDo at={at} />
  return (
    <section
      className="few the-sentence"
      aria-live="polite"
      aria-label={t('newest', { no: data.no })}
      data-size={sizeOf(length)}
    >
      <Sentence slots={data.slots} />
      {data.asking === 'open' && <p>{t('answered', { answered: data.answered, asked: data.asked })}</p>}
      {data.counts && <WhatTheySay {...data} counts={data.counts} />}
    </section>
  )
}

/** What organisations said, as bars with their numbers: every one that was asked counts one. */
function WhatTheySay({ counts, answered, asked }: OnScreen & { counts: NonNullable<OnScreen['counts']> }) {
  const t = useTranslations('proposition')
  const present = useTranslations('present')
  return (
    <>
      <dl className="said">
        {counts
          .filter(({ answer, count }) => count > 0 || answer !== 'cannot_speak')
          .map(({ answer, count, partners }) => (
            <div key={answer}>
              <dt>{t(`answers.${answer}`)}</dt>
              <dd>
                {count > 0 && <span className="said-bar" aria-hidden="true" style={{ flexGrow: count / asked }} />}
                <strong>{count}</strong>
                {partners.map(
                  (partner) =>
                    partner && (
                      <Mark key={partner.id} initials={partner.initials} no={partner.markNo} label={partner.name} />
                    ),
                )}
              </dd>
            </div>
          ))}
      </dl>
      <p>{present('answered', { answered, asked })}</p>
    </>
  )
}
