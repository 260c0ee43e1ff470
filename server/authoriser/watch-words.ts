import { languageNow } from '#server/speaking.ts'
import { words } from '#server/words.ts'
import type { Watched } from './foresee.ts'

const sayDay = (day: string): string =>
  new Date(`${day}T00:00:00Z`).toLocaleDateString(languageNow(), {
    ...{ day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' },
  })

/** The mail on backing that may end, in the language being spoken: each with what hangs on it and what is to be done. */
export function watchMail(
  network: string,
  watch: readonly Watched[],
  address: string,
): { subject: string; text: string } {
  const say = words('attention')
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
  const say = words('attention')
  const open = formalisations.filter(({ state }) => state === 'open')
  if (open.length === 0) return basis === 'formal' ? [] : [say('mailNoPlan')]
  return open.map(({ what, owner, dueOn }) => say('mailPlan', { what, owner, day: sayDay(dueOn) }))
}
