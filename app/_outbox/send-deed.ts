import type { useTRPCClient } from '#app/_trpc/trpc.ts'
import type { DeedKey, SessionId } from '#server/vocabulary/ids.ts'
import type { Deed, DeedOf, Does, Entry } from './deed.ts'

type Client = ReturnType<typeof useTRPCClient>
type Sent<One extends Does> = Omit<DeedOf<One>, 'does'> & { sessionId: SessionId; key: DeedKey; late: boolean }

/** Where each kind of deed is done. */
const WAYS: { [One in Does]: (ask: Client, sent: Sent<One>) => Promise<unknown> } = {
  rate: (ask, sent) => ask.rating.give.mutate(sent),
  'add-view': (ask, sent) => ask.view.add.mutate(sent),
  'edit-view': (ask, sent) => ask.view.edit.mutate(sent),
  'delete-view': (ask, sent) => ask.view.delete.mutate(sent),
  'tell-story': (ask, sent) => ask.story.tell.mutate(sent),
  'place-dots': (ask, sent) => ask.dots.place.mutate(sent),
  'answer-proposition': (ask, sent) => ask.proposition.answerHere.mutate(sent),
  'suggest-backer': (ask, sent) => ask.authoriser.suggest.mutate(sent),
  'propose-activity': (ask, sent) => ask.activity.propose.mutate(sent),
  reflect: (ask, sent) => ask.reflection.writeHere.mutate(sent),
  'answer-agency': (ask, sent) => ask.reflection.pulseHere.mutate(sent),
  'answer-pulse': (ask, sent) => ask.pulse.answerHere.mutate(sent),
  'note-heard': (ask, sent) => ask.intelligence.noteHere.mutate(sent),
  signal: (ask, { up, ...sent }) => (up ? ask.participant.raise : ask.participant.lower).mutate(sent),
}

/** Sends a deed to the server, with its key. Ends when the server has done it; fails with its refusal, or when it is not reached. */
export async function sendDeed(ask: Client, sessionId: SessionId, { deed, key, late }: Entry): Promise<void> {
  const { does, ...what } = deed
  const way = WAYS[does] as (ask: Client, sent: Omit<Deed, 'does'>) => Promise<unknown>
  await way(ask, { ...what, sessionId, key, late } as Omit<Deed, 'does'>)
}
