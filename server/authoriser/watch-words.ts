import { createTranslator } from 'use-intl/core'
import messages from '#messages/en-GB.json' with { type: 'json' }
import type { Watched } from './foresee.ts'

const LOCALE = 'en-GB'
const say = createTranslator({ locale: LOCALE, messages, namespace: 'attention' }) as (
  key: string,
  facts?: Record<string, string | number>,
) => string

const sayDay = (day: string): string =>
  new Date(`${day}T00:00:00Z`).toLocaleDateString(LOCALE, {
    ...{ day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' },
  })

/** The mail on backing that may end: each with what hangs on it and what is to be done, as the page says it. */
export function watchMail(
  network: string,
  watch: readonly Watched[],
  address: string,
): { subject: string; text: string } {
  const parts = watch.map(({ authoriser, inDays, left }) =>
    [
      say('mailLine', { backer: authoriser.label, days: inDays, day: sayDay(authoriser.endsOn as string) }),
      authoriser.singleThread ? say('mailAlone') : '',
      left.length === 0 ? say('mailLeftNone') : [say('mailLeft'), ...left.map(({ label }) => `- ${label}`)].join('\n'),
      ...plansOf(authoriser),
    ]
      .filter(Boolean)
      .join('\n'),
  )
  return {
    // A subject is one line, whatever a network is called.
    subject: say('mailSubject', { network, count: watch.length }).replace(/\s+/g, ' '),
    text: `${[say('mailLead', { network }), ...parts, say('mailEnd', { address })].join('\n\n')}\n`,
  }
}

function plansOf({ basis, formalisations }: Watched['authoriser']): string[] {
  const open = formalisations.filter(({ state }) => state === 'open')
  if (open.length === 0) return basis === 'formal' ? [] : [say('mailNoPlan')]
  return open.map(({ what, owner, dueOn }) => say('mailPlan', { what, owner, day: sayDay(dueOn) }))
}
