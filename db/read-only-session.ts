import type { Sql } from 'postgres'

/** A database's word for what it may only be read from. */
export const READ_ONLY = '25006'

type Asking = (...asked: unknown[]) => unknown
/** A question to postgres.js, which notes on it the session that it was asked of; its types don’t tell. */
type Asked = Promise<unknown> & { readonly state?: { readonly pid: number | null } }

/**
 * A session that began while nothing may be written stays so when the database takes writes again, for as long as it is kept:
 * up to an hour. One over which a write was refused for that is ended over another way, and whoever asks next has a new one.
 */
export function endingReadOnly(sql: Sql, otherWay: Sql): Sql {
  // What somebody else asks of it by then is answered: the next refusal ends it.
  const end = (pid: number) =>
    void otherWay`
      select pg_terminate_backend(pid) from pg_stat_activity
      where pid = ${pid} and usename = current_user and state = 'idle'
    `.catch(() => undefined)
  return hearing(sql, end)
}

/** Tells which session refused a write: of a transaction once it is over, for it is busy until then. */
function hearing<Handle extends object>(handle: Handle, refused: (pid: number) => void): Handle {
  return new Proxy(handle, {
    get(target, name, receiver) {
      const member = Reflect.get(target, name, receiver) as Asking
      if (name === 'unsafe')
        return (...asked: unknown[]) => {
          const query = member(...asked) as Asked
          query.catch(({ code }) => code === READ_ONLY && query.state?.pid && refused(query.state.pid))
          return query
        }
      if (name !== 'begin' && name !== 'savepoint') return member
      return async (...asked: unknown[]) => {
        const deed = asked.pop() as (tx: object) => unknown
        const pids: number[] = []
        try {
          return await member(...asked, (tx: object) => deed(hearing(tx, (pid) => void pids.push(pid))))
        } finally {
          if (pids[0]) refused(pids[0])
        }
      }
    },
  })
}
