import { type Id, newId } from '#server/vocabulary/ids.ts'

/** Names what is sent, so that the server does it once however often it arrives. */
export interface Once {
  /** What is sent, with the id of what it makes: the same words keep theirs until they are stored, others are something else. */
  of<What extends object, Noun extends string>(what: What): What & { id: Id<Noun> }
  /** It is stored: the same words said again are meant again. */
  stored(): void
}

/** @example once.of({ text: 'a' }).id === once.of({ text: 'a' }).id // true */
export function makeOnce(): Once {
  let sent: { said: string; id: string } | undefined
  return {
    of<What extends object, Noun extends string>(what: What) {
      const said = JSON.stringify(what)
      if (sent?.said !== said) sent = { said, id: newId() }
      return { ...what, id: sent.id as Id<Noun> }
    },
    stored() {
      sent = undefined
    },
  }
}
