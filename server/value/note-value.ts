import { and, eq } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { valueEntries } from '#db/schema/values.ts'
import { findAim, keptWords } from '#server/activity/aims.ts'
import type { Membership } from '#server/auth/who-is.ts'
import { type Fields, noteChange } from '#server/change/note-change.ts'
import { fieldChosen, fieldText, fieldTextOrNone } from '#server/field.ts'
import { refuse } from '#server/refusal.ts'
import { newId, type ValueEntryId } from '#server/vocabulary/ids.ts'
import { LIMITS } from '#server/vocabulary/limits.ts'
import { isLoss } from '#server/vocabulary/value.ts'
import type { Work } from '#server/work.ts'
import { holdEntry } from './find.ts'
import type { ChangeValueInput, NoteValueInput } from './input.ts'
import { mayChange, mustNote } from './may.ts'

type By = Pick<Membership, 'networkId' | 'userId' | 'role'>
type Cause = Pick<typeof valueEntries.$inferSelect, 'causeKind' | 'causeId' | 'causeText'>

/** Notes one effect of the network on public value. What took something, or may, needs a bearer and a cause. */
export async function noteValue({ db, clock }: Work, by: By, input: NoteValueInput): Promise<ValueEntryId> {
  mustNote(by)
  const fields = readFields(input)
  const { networkId } = by
  const id = input.id ?? newId<'value'>()
  await db.transaction(async (tx) => {
    const entry = { ...fields, ...(await readCause(tx, by, input)) }
    const row = { ...entry, networkId, id, addedAt: clock.now(), addedBy: by.userId }
    const made = await tx.insert(valueEntries).values(row).onConflictDoNothing().returning({ id: valueEntries.id })
    if (made.length === 0) return
    await noteChange(tx, {
      ...{ networkId, at: clock.now(), by: by.userId, noun: 'value', thingId: id, label: fields.text },
      before: {},
      after: told(entry),
    })
  })
  return id
}

/** Puts an entry right, its evidence too. Partners' judgements and what is done about it stay as they are. */
export async function changeValue({ db, clock }: Work, by: By, input: ChangeValueInput): Promise<void> {
  mustNote(by)
  const fields = readFields(input)
  const { networkId } = by
  await db.transaction(async (tx) => {
    const row = await holdEntry(tx, networkId, input.entryId)
    if (!mayChange(by, row)) throw refuse('value.belongs_to_another')
    if (row.version !== input.version) throw refuse('value.changed_meanwhile')
    const entry = { ...fields, ...(await readCause(tx, by, input, row)) }
    await tx
      .update(valueEntries)
      .set({ ...entry, version: row.version + 1 })
      .where(and(eq(valueEntries.networkId, networkId), eq(valueEntries.id, row.id)))
    await noteChange(tx, {
      ...{ networkId, at: clock.now(), by: by.userId, noun: 'value', thingId: row.id, label: fields.text },
      before: told(row),
      after: told(entry),
    })
  })
}

function readFields(input: NoteValueInput) {
  const direction = fieldChosen('direction', input.direction)
  const loss = isLoss(direction)
  return {
    direction,
    dimension: fieldChosen('valueDimension', input.dimension),
    text: fieldText('valueText', input.text, LIMITS.viewText),
    ...{ intent: input.intent, weight: input.weight, evidence: input.evidence },
    // Whoever gains may not be known where something was lost; whoever bears a loss has to be.
    gains: (loss ? fieldTextOrNone : fieldText)('gains', input.gains, LIMITS.viewText),
    bears: (loss ? fieldText : fieldTextOrNone)('bears', input.bears, LIMITS.viewText),
    contribution: fieldTextOrNone('contribution', input.contribution, LIMITS.note),
    evidenceText: fieldTextOrNone('evidenceText', input.evidenceText, LIMITS.note),
  }
}

/** What a loss comes from, with the words of what it names; what `stood` stays. What was created needs none. */
async function readCause(
  db: Pick<Db, 'select'>,
  by: By,
  { direction, cause }: NoteValueInput,
  stood?: Cause,
): Promise<Cause> {
  if (!cause) {
    if (direction && isLoss(direction)) throw refuse('field.needed', { field: 'cause' })
    return { causeKind: null, causeId: null, causeText: '' }
  }
  if (cause.kind === 'other')
    return { causeKind: cause.kind, causeId: null, causeText: fieldText('cause', cause.text, LIMITS.viewText) }
  if (stood && stood.causeKind === cause.kind && stood.causeId === cause.id)
    return { causeKind: stood.causeKind, causeId: stood.causeId, causeText: stood.causeText }
  const found = await findAim(db, by, { kind: cause.kind, id: cause.id }, { withGone: true })
  if (!found) throw refuse('value.cause_unknown')
  return { causeKind: cause.kind, causeId: cause.id, causeText: keptWords(found) }
}

type Told = ReturnType<typeof readFields> & { causeText: string }
const told = ({ direction, dimension, text, intent, gains, bears, weight, ...more }: Told): Fields => ({
  ...{ direction, valueDimension: dimension, valueText: text, intent, gains, bears, weight },
  ...{
    contribution: more.contribution,
    evidence: more.evidence,
    evidenceText: more.evidenceText,
    cause: more.causeText,
  },
})
