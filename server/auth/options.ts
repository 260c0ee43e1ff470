import { DrizzleAdapter } from '@auth/drizzle-adapter'
import type { NextAuthOptions } from 'next-auth'
import type { Adapter } from 'next-auth/adapters'
import EmailProvider from 'next-auth/providers/email'
import { accounts, signInLinks, signIns, users } from '#db/schema/people.ts'
import { languageNow } from '#server/speaking.ts'
import { words } from '#server/words.ts'
import { theProcess } from '#server/work.ts'
import { readEmail } from './e-mail.ts'
import { keepLanguage } from './keep-language.ts'
import { confirmAddress, LINK_MINUTES, mayStillSend } from './sign-in-link.ts'

const DAY = 86_400

/** How next-auth signs members in: by a link in an e-mail, kept in our tables. The one file that knows its options. */
export function signInOptions(): NextAuthOptions {
  const { work, secret, origin, sendMail } = theProcess()
  const tables = {
    usersTable: users,
    accountsTable: accounts,
    sessionsTable: signIns,
    verificationTokensTable: signInLinks,
  }
  return {
    // The adapter is typed for next-auth 5; the functions that version 4 calls are the same.
    adapter: DrizzleAdapter(work.db, tables) as Adapter,
    secret,
    session: { strategy: 'database', maxAge: 30 * DAY, updateAge: DAY },
    pages: { signIn: '/sign-in', verifyRequest: '/sign-in/sent', error: '/sign-in' },
    providers: [
      EmailProvider({
        server: '',
        from: '',
        maxAge: LINK_MINUTES * 60,
        normalizeIdentifier: readEmail,
        async sendVerificationRequest({ identifier, token }) {
          // Asked too often, or by somebody unknown: the page says the same, and no mail goes.
          if (!(await mayStillSend(work.db, identifier))) return
          const address = confirmAddress(origin, identifier, token)
          await sendMail({ to: identifier, ...signInMail(address) })
        },
      }),
    ],
    events: { signIn: ({ user }) => keepLanguage(work.db, user.id, languageNow()) },
    callbacks: {
      redirect: ({ url, baseUrl }) => staysHere(url, baseUrl),
    },
  }
}

/** An address on our own origin, or the front page. */
export function staysHere(url: string, baseUrl: string): string {
  const inside = URL.canParse(url, baseUrl) ? new URL(url, baseUrl) : undefined
  return inside && inside.origin === new URL(baseUrl).origin && !url.includes('\\') ? inside.href : baseUrl
}

function signInMail(address: string) {
  const t = words('mail')
  const text = [t('signIn'), address, `${t('signInLasts', { minutes: LINK_MINUTES })} ${t('notAsked')}`].join('\n\n')
  return { subject: t('signInSubject'), text: `${text}\n` }
}
