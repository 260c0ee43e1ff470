import { sayDay, sayList, sayMoment } from '#app/_words/say-day.ts'
import { pick, words } from '#app/_words/words.ts'
import type { ChangeLine } from '#server/change/find.ts'
import type { Fields } from '#server/change/note-change.ts'
import { readDay } from '#server/vocabulary/day.ts'

/** The rooms of the catalogue where the words of a field's values stand. */
const VALUES: Record<string, string> = {
  kind: 'backing.kinds',
  gives: 'backing.gifts',
  basis: 'backing.bases',
  instrument: 'backing.papers',
  trigger: 'backing.triggers',
  successor: 'backing.successors',
  level: 'backing.levels',
  state: 'backing.planStates',
  deed: 'changes.deeds',
  activityKind: 'activity.kinds',
  direction: 'value.directions',
  valueDimension: 'value.dimensions',
  intent: 'value.intents',
  weight: 'value.weights',
  evidence: 'value.evidences',
  judgement: 'value.points',
  mitigationState: 'value.states',
  activityState: 'activity.states',
  family: 'activity.families',
  way: 'activity.ways',
  corners: 'corners',
  noteState: 'hearing.states',
  talkOutcome: 'talk.outcomes',
  meaning: 'talk.meaningWords',
  slot: 'proposition.slots',
  asking: 'proposition.askings',
  stand: 'agreements.stands',
  governanceForm: 'governance.forms',
  absentState: 'governance.absentStates',
  meansKind: 'means.kinds',
  exchangeSide: 'changes.exchangeSides',
  exchangeState: 'changes.exchangeStates',
  matchState: 'means.matchStates',
  matchAnswer: 'changes.matchAnswers',
  role: 'roles',
}

// The database keeps fields in an order of its own; people read them in the catalogue's.
const ORDER = Object.keys(pick('changes').changes.fields)

/** What a field held, in words. */
function Value({ field, value }: { field: string; value: Fields[string] | undefined }) {
  if (value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0))
    return <span className="muted">{words('changes')('nothing')}</span>
  const place = VALUES[field]
  const say = (one: string) => {
    if (place) {
      const [room, key] = place.split('.') as ['backing', string?]
      return (words(room) as unknown as (key: string) => string)(key ? `${key}.${one}` : one)
    }
    return readDay(one) ? sayDay(one) : one
  }
  return <>{Array.isArray(value) ? sayList(value.map(say)) : say(String(value))}</>
}

/** Every change, the newest first: who, when, and each field before and after. */
export function ChangeList({ changes, zone }: { changes: readonly ChangeLine[]; zone: string }) {
  const t = words('changes')
  const named = t as unknown as (key: string) => string
  return (
    <ol className="plain-list stack">
      {changes.map(({ id, at, by, noun, label, before, after }) => {
        const fields = ORDER.filter((field) => field in before || field in after)
        const deed =
          Object.keys(before).length === 0 ? 'added' : Object.keys(after).length === 0 ? 'removed' : 'changed'
        return (
          <li key={id} className="panel">
            <h2 className="record-title">
              {t(`nouns.${noun}`)}: {label} <span className="kind">{t(deed)}</span>
            </h2>
            <p className="muted">
              {by ?? t('operator')}, <time dateTime={at}>{sayMoment(at, zone)}</time>
            </p>
            <dl className="facts">
              {fields.map((field) => (
                <div key={field}>
                  <dt>{named(`fields.${field}`)}</dt>
                  <dd>
                    <Value field={field} value={deed === 'removed' ? before[field] : after[field]} />
                    {deed === 'changed' && (
                      <span className="muted small">
                        {' '}
                        ({t('wasWord')} <Value field={field} value={before[field]} />)
                      </span>
                    )}
                  </dd>
                </div>
              ))}
            </dl>
          </li>
        )
      })}
    </ol>
  )
}
