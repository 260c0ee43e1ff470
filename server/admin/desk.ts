import type { Mail, Work } from '#server/work.ts'

/** What every command is handed: the work, and where the site and its secret are. */
export interface Desk {
  work: Work
  origin: string
  secret: string
  sendMail(mail: Mail): Promise<void>
}

/** What a command answers: facts for --json, and the same in words. */
export interface Told {
  facts: Record<string, unknown>
  words: string[]
  failed?: boolean
}
