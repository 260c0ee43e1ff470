import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Database } from '#db/client.ts'
import { scratchDatabase } from '#db/scratch.ts'
import { inOwnWords } from '#server/disagreement/in-own-words.ts'
import { readDisagreement } from '#server/disagreement/read-disagreement.ts'
import { readThings } from '#server/dots/things.ts'
import { giveRating } from '#server/rating/give-rating.ts'
import { compareRecords } from '#server/record/compare-records.ts'
import { comparedInWords } from '#server/record/compared-in-words.ts'
import { openRecord } from '#server/record/find.ts'
import { findRecordStatements } from '#server/record/find-statements.ts'
import { isRefusal } from '#server/refusal.ts'
import { aStage, type Stage } from '#server/session/a-stage.ts'
import { findSession } from '#server/session/find.ts'
import { OpenSessionInput } from '#server/session/input.ts'
import { openSession } from '#server/session/open-session.ts'
import { speaking } from '#server/speaking.ts'
import { aCaller } from '#server/trpc/a-caller.ts'
import { appRouter } from '#server/trpc/root.ts'
import type { StatementId } from '#server/vocabulary/ids.ts'
import type { Language } from '#server/vocabulary/language.ts'
import { rewordStatement } from './change-statement.ts'
import { findDeskStatements, readStatements } from './find.ts'
import { wordStatement } from './word-statement.ts'

let database: Database
beforeAll(async () => {
  database = await scratchDatabase()
}, 120_000)
afterAll(() => database.close())

const refused = async (deed: Promise<unknown>) =>
  deed.then(
    () => 'done',
    (error: unknown) => (isRefusal(error) ? error.code : Promise.reject(error)),
  )
const reading = <T>(language: Language, read: () => T) =>
  speaking({ headers: { cookie: `language=${language}` } }, read)
const read = async ({ networkId, sessionId }: Stage, language: Language, from = sessionId) =>
  (await reading(language, () => readStatements(database.db, networkId, from))).map(({ text, language }) => [
    text,
    language,
  ])
const first = ({ statements }: Stage) => statements[0] as StatementId
const inWelsh = (stage: Stage, text: string) =>
  wordStatement(stage.work, stage.convening, {
    ...{ statementId: first(stage), written: 'en-GB', language: 'cy', text },
  })

describe('a statement in two languages', () => {
  test('is read in one’s own where it has that, and else as it was written', async () => {
    const stage = await aStage(database)
    await inWelsh(stage, ' Un ')
    expect(await read(stage, 'cy')).toEqual([
      ['Un', 'cy'],
      ['Two', 'en-GB'],
    ])
    expect(await read(stage, 'de')).toEqual([
      ['One', 'en-GB'],
      ['Two', 'en-GB'],
    ])
  })
  test('shows the desk all its words, whatever language the desk speaks', async () => {
    const stage = await aStage(database)
    await inWelsh(stage, 'Un')
    const [one] = await reading('cy', () => findDeskStatements(database.db, stage.networkId, stage.sessionId))
    expect(one).toMatchObject({ text: 'One', language: 'en-GB', wordings: [{ language: 'cy', text: 'Un' }] })
  })
  test('can be said anew, and no words take a wording away', async () => {
    const stage = await aStage(database)
    await inWelsh(stage, 'Un')
    await inWelsh(stage, 'Uno')
    expect((await read(stage, 'cy'))[0]).toEqual(['Uno', 'cy'])
    await inWelsh(stage, '  ')
    expect((await read(stage, 'cy'))[0]).toEqual(['One', 'en-GB'])
  })
  test('was perhaps written in another language than the desk speaks: that can be put right', async () => {
    const stage = await aStage(database)
    await inWelsh(stage, 'Un')
    await wordStatement(stage.work, stage.convening, {
      ...{ statementId: first(stage), written: 'cy', language: 'en-GB', text: 'First' },
    })
    expect((await read(stage, 'cy'))[0]).toEqual(['One', 'cy'])
    expect((await read(stage, 'en-GB'))[0]).toEqual(['First', 'en-GB'])
  })
  test('keeps all its words once somebody has answered it', async () => {
    const stage = await aStage(database)
    const seat = await stage.join(0)
    await inWelsh(stage, 'Un')
    await stage.to('rate')
    await giveRating(stage.work, seat, { statementId: first(stage), answer: 1 })
    expect(await refused(inWelsh(stage, 'Arall'))).toBe('statement.already_rated')
    expect(
      await refused(rewordStatement(stage.work, stage.convening, { statementId: first(stage), text: 'Other' })),
    ).toBe('statement.already_rated')
    expect((await read(stage, 'cy'))[0]).toEqual(['Un', 'cy'])
  })
  test('is refused in one language twice, and too long or unstorable words change nothing', async () => {
    const stage = await aStage(database)
    const odd = { statementId: first(stage), written: 'cy', language: 'cy', text: 'Un' } as const
    expect(await refused(wordStatement(stage.work, stage.convening, odd))).toBe('statement.same_language')
    expect(await refused(inWelsh(stage, 'x'.repeat(10_000)))).toBe('text.too_long')
    expect(await refused(inWelsh(stage, 'a\0b'))).toBe('text.not_storable')
    expect(await read(stage, 'cy')).toEqual(await read(stage, 'en-GB'))
  })
  test('goes with both to the next workshop that asks it again', async () => {
    const stage = await aStage(database)
    await inWelsh(stage, 'Un')
    const input = OpenSessionInput.parse({ name: 'Again', statements: ['Three'], statementsFrom: stage.sessionId })
    const { sessionId } = await openSession(stage.work, stage.networkId, input, stage.convenor)
    expect((await read(stage, 'cy', sessionId)).map(([text]) => text)).toEqual(['Un', 'Two', 'Three'])
  })
  test('changes the words of what is shown and none of its figures; a closed record keeps those that were written', async () => {
    const stage = await aStage(database, { voice: 'named' })
    await inWelsh(stage, 'Un')
    const seats = [await stage.join(0), await stage.join(1), await stage.join(2)]
    await stage.to('rate')
    for (const seat of seats) await giveRating(stage.work, seat, { statementId: first(stage), answer: 2 })
    await stage.to('show-answers')
    const session = await findSession(database.db, stage.sessionId)
    const shown = await readDisagreement(database.db, session)
    const welsh = await reading('cy', () => inOwnWords(database.db, session, shown))
    expect(welsh?.report.statements[0]).toMatchObject({ text: 'Un', language: 'cy' })
    expect({ ...welsh?.report.statements[0], text: 'One', language: undefined }).toEqual({
      ...shown?.report.statements[0],
      language: undefined,
    })
    const desk = await aCaller(stage.work, stage.convenor)
    const ended = { outcome: 'settled', statementId: first(stage) } as const
    await desk.talk.write({ sessionId: stage.sessionId, ended })
    const talk = await reading('cy', () => desk.talk.list(stage))
    expect(talk.lines.find(({ statementId }) => statementId === first(stage))?.text).toBe('Un')
    const things = await reading('cy', () => readThings(database.db, session, 'statements'))
    expect(things.map(({ text }) => text)).toEqual(['Un', 'Two'])
    await reading('cy', () => stage.close())
    const record = await openRecord(database.db, stage, stage.sessionId)
    expect([record.intact, record.shown?.report.statements[0]?.text]).toEqual([true, 'One'])
    // Who reads it later reads it in their own words, each with its language: the history, what changed, and the home page.
    const history = await reading('cy', () => inOwnWords(database.db, session, record.shown))
    expect(history?.report.statements.slice(0, 2).map(({ text, language }) => [text, language])).toEqual([
      ...[
        ['Un', 'cy'],
        ['Two', 'en-GB'],
      ],
    ])
    const kept = await findRecordStatements(database.db, stage, stage.sessionId)
    const changed = compareRecords(kept, kept)
    const compared = () => comparedInWords(database.db, stage.networkId, record, record, changed)
    expect((await reading('cy', compared)).map(({ text, language, reworded }) => [text, language, reworded])).toEqual([
      ...[
        ['Un', 'cy', false],
        ['Two', 'en-GB', false],
      ],
    ])
  })
  test('is given another wording by convenors of its own network alone', async () => {
    const [stage, other] = [await aStage(database), await aStage(database)]
    expect(
      await refused(
        wordStatement(stage.work, other.convening, {
          ...{ statementId: first(stage), written: 'en-GB', language: 'cy', text: 'Un' },
        }),
      ),
    ).toBe('statement.not_found')
    const call = appRouter.createCaller({ work: stage.work, cookies: null, secret: 'a secret' })
    const input = { statementId: first(stage), written: 'en-GB', language: 'cy', text: 'Un' } as const
    await expect(call.statement.word({ ...input, sessionId: stage.sessionId })).rejects.toThrow()
    expect((await read(stage, 'cy'))[0]).toEqual(['One', 'en-GB'])
  })
})
