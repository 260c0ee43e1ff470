import nodemailer from 'nodemailer'
import type { Mail } from './work.ts'

/** Sends mail by MAIL_URL; without one, mails go to the server's log alone, where the operator can read the link. */
export function makeMailer(
  url: string | undefined,
  from: string,
  log: (mail: Mail) => void,
): (mail: Mail) => Promise<void> {
  if (!url) return async (mail) => log(mail)
  const transport = nodemailer.createTransport(url)
  return async ({ to, subject, text }) => {
    await transport.sendMail({ from, to, subject, text })
  }
}
