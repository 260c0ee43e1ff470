import { connect, type Socket } from 'node:net'
import { READ_ONLY } from './read-only-session.ts'

// A commit takes milliseconds, and seconds on a disk in trouble.
const PATIENCE_MS = 4_000
// Of others nobody knows what they were asked, and how long that may take.
const LONG_MS = 6_000

/** Where postgres.js wants to connect: a list of hosts with their ports, or a socket's path. */
interface Where {
  readonly host: readonly string[]
  readonly port: readonly number[]
  readonly path?: string | false | undefined
}

/**
 * Connections to a database, so that they can be given up. A network that swallows everything ends none of them: the system
 * goes on sending for a quarter of an hour, and whoever asked something waits as long.
 */
export class Ways {
  readonly #openedAt = new Map<Socket, number>()
  #tries = 0

  /** Makes a connection in place of postgres.js, to one of the hosts after the other. */
  open = ({ host, port, path }: Where): Socket => {
    for (const socket of this.#openedAt.keys()) if (socket.destroyed) this.#openedAt.delete(socket)
    const no = this.#tries++ % host.length
    const there = { host: host[no] as string, port: port[no] as number }
    // It reads the host's name off the socket when it looks at a certificate.
    const socket = Object.assign(path ? connect(path) : connect(there), there)
    this.#openedAt.set(socket, performance.now())
    return socket
  }

  /** Ends whatever was open at that time: what was asked over it fails. */
  #giveUp(openAtMs: number): void {
    for (const [socket, ms] of this.#openedAt) if (ms <= openAtMs) socket.destroy()
  }

  /** Ends, after a while, those over which nothing has come by then. */
  #doubt(): void {
    const before = [...this.#openedAt.keys()].map((socket) => [socket, socket.bytesRead] as const)
    const judge = () => {
      for (const [socket, bytes] of before) if (socket.bytesRead === bytes) socket.destroy()
    }
    setTimeout(() => setImmediate(judge), LONG_MS).unref()
  }

  /**
   * Answers what was asked over these; fails after a few seconds without an answer, and then they are given up, and `others` not
   * believed in any more. What was asked may have been done all the same. Over which nothing may be written now, nothing may be
   * when the database takes it again: then, too, they are given up, for others to be opened.
   */
  within<T>(answer: Promise<T>, others: Ways): Promise<T> {
    return new Promise((resolve, reject) => {
      const since = performance.now()
      let isAnswered = false
      const giveUp = () => {
        if (isAnswered) return
        this.#giveUp(since)
        others.#doubt()
        reject(new Error('the database doesn’t answer'))
      }
      // After a busy moment the answer may lie there unread.
      const late = setTimeout(() => setImmediate(giveUp), PATIENCE_MS)
      const answered = () => {
        isAnswered = true
        clearTimeout(late)
      }
      answer.finally(answered).then(resolve, (error) => {
        if (error?.cause?.code === READ_ONLY) this.#giveUp(performance.now())
        reject(error)
      })
    })
  }
}
