import type { Db } from '#db/client.ts'
import type { Clock } from './clock.ts'
import { systemClock } from './clock.ts'
import type { SeatId, SessionId } from './vocabulary/ids.ts'

/** What changed in a session, so that those who look at it look again. */
export type Topic = 'step' | 'people' | 'views' | 'statements' | 'ratings' | 'rights' | 'closed'

/** What every verb is handed: where things are stored, what time it is, and how to tell the others. */
export interface Work {
  readonly db: Db
  readonly clock: Clock
  announce(sessionId: SessionId, topic: Topic): void
}

/** The process's own things: made once in main, read by the pages and procedures that Next bundles a second time. */
export interface Process {
  readonly work: Work
  readonly listeners: Listeners
  readonly heard: Heard
  readonly secret: string
  readonly origin: string
  sendMail(mail: Mail): Promise<void>
  /** Where mails go: to the people, or, without a mail server, to the log alone. Whoever asks for one is told which. */
  readonly mailsGo: MailsGo
  ready(): Promise<Readiness>
  /** Notes something that should not have happened, where the operator reads it. */
  fault(error: unknown, where: string): void
}
export type MailsGo = 'out' | 'to-the-log'
export interface Mail {
  to: string
  subject: string
  text: string
}
export interface Readiness {
  ok: boolean
  version: string
  database: string
  migrations: string
  liveLine: string
}

/** When each seat's page said last that it is there. */
export interface Heard {
  lastFrom(seatId: SeatId): Date | undefined
}

/** Whether something happened over this server or over another on the same database. */
export type Where = 'here' | 'elsewhere'

/** Hears what is announced: in this process, and from other servers on the same database. */
export interface Listeners {
  /** Calls back for every announcement of a session until the returned function is called. */
  hear(sessionId: SessionId, heard: (topic: Topic) => void): () => void
  hearAll(heard: (sessionId: SessionId, topic: Topic, where: Where) => void): () => void
  tell(sessionId: SessionId, topic: Topic): void
}

const HANDLE = Symbol.for('tricorner.process')
const holder = globalThis as { [HANDLE]?: Process }

export const provideProcess = (made: Process): void => {
  holder[HANDLE] = made
}

/** The running process's things. Throws while building, when there is no process to ask. */
export function theProcess(): Process {
  const made = holder[HANDLE]
  if (!made) throw new Error('Nothing is running: pages and procedures need the server that server/main.ts starts.')
  return made
}

export const theWork = (): Work => theProcess().work

/** A Work over a database, with the real clock unless told otherwise. */
export const makeWork = (db: Db, listeners: Pick<Listeners, 'tell'>, clock: Clock = systemClock): Work => ({
  db,
  clock,
  announce: (sessionId, topic) => listeners.tell(sessionId, topic),
})

/**
 * Announcements within one process. `relay` carries them to other servers, where there are any; what they announce has
 * `arrived`. `missed`: some of theirs may not have, so everybody who looks at a session looks again.
 */
export function makeListeners(relay?: (sessionId: SessionId, topic: Topic) => void): Listeners & {
  arrived(sessionId: SessionId, topic: Topic): void
  missed(): void
} {
  const bySession = new Map<SessionId, Set<(topic: Topic) => void>>()
  const all = new Set<(sessionId: SessionId, topic: Topic, where: Where) => void>()

  const tellSession = (sessionId: SessionId, topic: Topic) => {
    for (const heard of bySession.get(sessionId) ?? []) heard(topic)
  }
  const tellAll = (sessionId: SessionId, topic: Topic, where: Where) => {
    tellSession(sessionId, topic)
    for (const heard of all) heard(sessionId, topic, where)
  }
  return {
    arrived: (sessionId, topic) => tellAll(sessionId, topic, 'elsewhere'),
    missed() {
      for (const sessionId of [...bySession.keys()]) tellSession(sessionId, 'step')
    },
    tell(sessionId, topic) {
      tellAll(sessionId, topic, 'here')
      relay?.(sessionId, topic)
    },
    hear(sessionId, heard) {
      const here = bySession.get(sessionId) ?? new Set()
      bySession.set(sessionId, here.add(heard))
      return () => {
        here.delete(heard)
        if (here.size === 0) bySession.delete(sessionId)
      }
    },
    hearAll(heard) {
      all.add(heard)
      return () => void all.delete(heard)
    },
  }
}
