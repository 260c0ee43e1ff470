import { Pages } from '#app/_pages/pages.tsx'
import { Forms } from '#app/_trpc/forms.tsx'
import type { Option } from '#app/_ui/fields.tsx'
import { Said } from '#app/_words/said.tsx'
import { type Messages, pick, words } from '#app/_words/words.ts'
import {
  type Heard,
  type HeardList,
  NOTES_PER_PAGE,
  type Note,
  THREADS_PER_PAGE,
  type Thread,
} from '#server/intelligence/find.ts'
import type { Suggestion } from '#server/intelligence/suggest.ts'
import type { NetworkId } from '#server/vocabulary/ids.ts'
import { HearingDeed } from './hearing-deeds.tsx'
import { NoteCard } from './note-card.tsx'

interface Props {
  networkId: NetworkId
  heard: Heard
  /** Which page of each list is shown. */
  page: Partial<Record<HeardList, number>>
  /** The notes that the suggestions name. */
  suggested: readonly Note[]
  /** For convenors; undefined for everybody else, who only reads. */
  suggestions: readonly Suggestion[] | undefined
}

/** What a network is hearing: joined-up pictures, single notes, what waits for an answer, and one's own. */
export function HearingPage({ networkId, heard, page, suggestions, suggested }: Props) {
  const t = words('hearing')
  const leads = suggestions !== undefined
  const { threads, single, ageing, mine } = heard
  const pages = (list: HeardList) => (
    <Pages
      path={`/network/${networkId}/hearing`}
      name={list}
      page={page[list] ?? 1}
      count={heard.counts[list]}
      size={list === 'threads' ? THREADS_PER_PAGE : NOTES_PER_PAGE}
      of={t(list)}
    />
  )
  // One and the same for all forms, so that it is sent once.
  const messages = pick('hearing', 'refusal')
  const others = threads.map(({ id, title }) => [id, title] as const)
  return (
    <Forms messages={messages}>
      {suggestions && suggestions.length > 0 && <Suggestions {...{ networkId, messages, suggested, suggestions }} />}
      <section aria-labelledby="threads">
        <h2 id="threads">{t('threads')}</h2>
        {threads.length === 0 && <p className="muted">{t('noThreads')}</p>}
        <ul className="plain-list stack" aria-labelledby="threads">
          {threads.map((thread) => (
            <ThreadCard key={thread.id} {...{ networkId, messages, thread, leads }} />
          ))}
        </ul>
        {pages('threads')}
      </section>
      <section aria-labelledby="single">
        <h2 id="single">{t('single')}</h2>
        <p className="muted">{t('singleLead')}</p>
        {single.length === 0 && <p className="muted">{t('noSingle')}</p>}
        <ul className="plain-list" aria-labelledby="single">
          {single.map((note) => (
            <li key={note.id} className="note">
              <NoteCard note={note} />
              {leads && <SingleDeeds {...{ networkId, messages, note, others }} />}
            </li>
          ))}
        </ul>
        {pages('single')}
      </section>
      {leads && (
        <section aria-labelledby="ageing">
          <h2 id="ageing">{t('ageing')}</h2>
          <p className="muted">{ageing.length === 0 ? t('noAgeing') : t('ageingLead')}</p>
          <ul className="plain-list" aria-labelledby="ageing">
            {ageing.map((note) => (
              <li key={note.id} className="note">
                <NoteCard note={note} withAge />
              </li>
            ))}
          </ul>
          {pages('ageing')}
        </section>
      )}
      {mine.length > 0 && (
        <section aria-labelledby="mine">
          <h2 id="mine">{t('mine')}</h2>
          <ul className="plain-list" aria-labelledby="mine">
            {mine.map((note) => (
              <li key={note.id} className="note">
                <NoteCard note={note} />
                {!note.answer && <p className="muted">{t('notYet')}</p>}
              </li>
            ))}
          </ul>
          {pages('mine')}
        </section>
      )}
    </Forms>
  )
}

const answersIn = (notes: readonly Note[]) => [...new Set(notes.map(({ answer }) => answer))].filter(Boolean)

interface Forming {
  networkId: NetworkId
  messages: Messages
}

function ThreadCard({ networkId, messages, thread, leads }: Forming & { thread: Thread; leads: boolean }) {
  const t = words('hearing')
  return (
    <li className="panel">
      <h3>
        <Said>{thread.title}</Said>
      </h3>
      <p>
        <strong>{t('independent', { count: thread.partners.length })}</strong>
      </p>
      <ul className="plain-list">
        {thread.notes.map((note) => (
          <li key={note.id} className="note">
            <NoteCard note={note} />
            {leads && <HearingDeed {...{ networkId, messages }} is="take-out" noteId={note.id} />}
          </li>
        ))}
      </ul>
      {leads && (
        <details>
          <summary>{t('answerThread')}</summary>
          <HearingDeed
            {...{ networkId, messages }}
            is="answer"
            of={{ threadId: thread.id }}
            seen={answersIn(thread.notes)}
          />
        </details>
      )}
    </li>
  )
}

function SingleDeeds({ networkId, messages, note, others }: Forming & { note: Note; others: readonly Option[] }) {
  const t = words('hearing')
  return (
    <>
      <details>
        <summary>{t('answerOne')}</summary>
        <HearingDeed {...{ networkId, messages }} is="answer" of={{ noteId: note.id }} seen={answersIn([note])} />
      </details>
      {note.threadId && <HearingDeed {...{ networkId, messages }} is="take-out" noteId={note.id} />}
      {others.length > 0 && (
        <details>
          <summary>{t('putInto')}</summary>
          <HearingDeed {...{ networkId, messages }} is="put" noteId={note.id} threads={others} />
        </details>
      )}
    </>
  )
}

function Suggestions({
  networkId,
  messages,
  suggested,
  suggestions,
}: Forming & Pick<Props, 'suggested'> & { suggestions: readonly Suggestion[] }) {
  const t = words('hearing')
  const notes = new Map(suggested.map((one) => [one.id, one]))
  return (
    <section aria-labelledby="suggestions">
      <h2 id="suggestions">{t('suggestions')}</h2>
      <p className="muted">{t('suggestionsLead')}</p>
      <ul className="plain-list stack" aria-labelledby="suggestions">
        {suggestions.map(({ noteId, other }) => {
          const pair = [notes.get(noteId), notes.get(other)].filter((one) => one !== undefined)
          const threadId = pair.find((one) => one.threadId)?.threadId ?? null
          const free = pair.filter((one) => one.threadId === null)
          if (pair.length < 2 || free.length === 0) return null
          return (
            <li key={`${noteId}-${other}`} className="panel">
              {pair.map((note) => (
                <div key={note.id} className="note">
                  <NoteCard note={note} />
                </div>
              ))}
              <HearingDeed
                {...{ networkId, messages, threadId }}
                is="join"
                noteIds={free.map(({ id }) => id)}
                title={pair[0]?.about.label.slice(0, 120) ?? ''}
              />
            </li>
          )
        })}
      </ul>
    </section>
  )
}
