import { renderUnicodeCompact } from 'uqr'
import { DEMO_CONVENOR, DEMO_DELEGATE } from '#db/seed.ts'
import { makeSignInLink } from './auth/sign-in-link.ts'
import type { Env } from './env.ts'
import type { Work } from './work.ts'

/** Says where to go and how to sign in. The links are one-time and stand in this log alone. */
export async function welcome(work: Work, env: Env, kind: 'postgres' | 'embedded'): Promise<void> {
  const lines = [
    '',
    `Tricorner is at ${env.origin}`,
    kind === 'postgres' ? 'Data: PostgreSQL' : `Data: embedded database in ${env.dataDir}`,
  ]
  if (env.demo) {
    for (const [who, email] of [
      ['a convenor', DEMO_CONVENOR],
      ['a partner’s delegate', DEMO_DELEGATE],
    ] as const) {
      const link = await makeSignInLink(work, env.origin, env.secret, email).catch(() => undefined)
      if (link) lines.push('', `Sign in as ${who} of the demo (${email}), once, within an hour:`, link)
    }
  }
  if (env.host === '0.0.0.0') {
    const join = `${env.origin}/join`
    lines.push('', `Phones in the room: ${join}`, renderUnicodeCompact(join.toUpperCase()))
  }
  process.stdout.write(`${lines.join('\n')}\n\n`)
}
