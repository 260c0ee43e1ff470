import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { polisFigures } from './polis-figures.ts'
import { readPolis } from './read-polis.ts'
import { readRatingsCsv } from './read-ratings-csv.ts'
import { decodeText } from './read-text.ts'
import { runAnalyse } from './run-analyse.ts'

const FOLDERS = [
  '15-per-hour-seattle',
  'brexit-consensus',
  'london.youth.policing',
  'scoop-hivemind.freshwater',
  'scoop-hivemind.ubi',
]
const folder = (name: string) => join(import.meta.dirname, 'polis', name)
const aFile = (text: string | Uint8Array) => {
  const file = join(mkdtempSync(join(tmpdir(), 'ratings-')), 'ratings.csv')
  writeFileSync(file, text)
  return file
}
const FILE =
  'statement,partner,person,answer\n"Act, ""now""\nplease",Council,1,5\ns2,Council,1,unsure\ns2,Union,1,remit\ns2,Union,2,\n'

describe.each(FOLDERS)('the conversation %s', (name) => {
  test('has exactly the votes by group that an independent program counted', () => {
    const at = (file: string) => readFileSync(join(folder(name), file), 'utf8')
    const read = readPolis({
      votes: at('participants-votes.csv'),
      comments: at('comments.csv'),
      summary: at('summary.csv'),
    })
    if (read.is === 'bad') throw new Error(read.problems.join())
    const counted = polisFigures(read.value.matrix, 1).flatMap(({ statement, groups }) =>
      groups.map(({ group, agree, disagree, pass }) => [statement, group, agree, disagree, pass].join()),
    )
    const expected = at('expected-group-tally.csv').trim().split(/\r?\n/).slice(1)
    expect(counted.sort()).toEqual(expected.sort())
    expect(read.value.topic).not.toBe('')
  })

  test('prints a report to read, and the same as JSON', async () => {
    const text = await runAnalyse(['--polis', folder(name)])
    expect(text).toMatchObject({ status: 0, err: '' })
    expect(text.out).toMatch(/people from \d+ partners/)
    const { out, status } = await runAnalyse(['--polis', folder(name), '--json', '--polis-groups'])
    expect(status).toBe(0)
    expect(JSON.parse(out)).toMatchObject({
      scale: 2,
      statements: expect.any(Array),
      partners: expect.any(Array),
      network: expect.any(Object),
      polis: expect.any(Array),
    })
    expect(out).not.toMatch(/NaN|Infinity/)
  })
})

describe('Polis’ own counts of groups', () => {
  const rows = ['A', 'A', 'A', 'A', 'B', 'B', 'C'].map((town, i) => `${i},${town},${i % 2 ? 1 : -1},${i % 3 ? 1 : -1}`)
  const folderOf = () => {
    const at = mkdtempSync(join(tmpdir(), 'polis-'))
    writeFileSync(join(at, 'participants-votes.csv'), `participant,town,0,1\n${rows.join('\n')}\n`)
    writeFileSync(join(at, 'comments.csv'), 'comment-id,comment-body\n0,Zero\n1,One\n')
    return ['--polis', at, '--partner-column', 'town', '--polis-groups']
  }
  test('are silent about the groups that the report is silent about, in figures and in words', async () => {
    const report = JSON.parse((await runAnalyse([...folderOf(), '--json'])).out)
    for (const [s, { cells }] of report.statements.entries())
      for (const [j, { suppressed }] of cells.entries()) {
        const { group: _, ...figures } = report.polis[s].groups[j]
        expect(Object.values(figures).every((value) => (value === null) === (suppressed !== null))).toBe(true)
      }
    expect(report.polis[0].groups.map(({ agree }: { agree: unknown }) => agree)).toEqual([2, null, null])
    // Of everybody's product less the shown groups' the hidden ones' would be left.
    expect(report.polis[0]).toMatchObject({ groupInformedConsensus: null, groupInformedConsensusGeometric: null })
    const { out } = await runAnalyse(folderOf())
    expect(out).toContain('0  A: 2/2/0  B: too few  C: too few  consensus –')
  })
  test('are whole where single people may be shown', async () => {
    const { polis } = JSON.parse((await runAnalyse([...folderOf(), '--json', '--k', '1'])).out)
    expect(polis[0].groups[2]).toMatchObject({ group: 'C', agree: 0, disagree: 1 })
    expect(polis[0].groupInformedConsensus).toBeCloseTo((3 / 6) * (2 / 4) * (1 / 3), 12)
  })
})

describe('ratings in long form', () => {
  const readIt = (text: string) => readRatingsCsv(text, { scale: 5, voice: 'own' })

  test('quotes and new lines inside quotes are part of a statement', () => {
    const read = readIt(FILE)
    expect(read.is === 'read' && read.value.statements.map(({ id }) => id)).toEqual(['Act, "now"\nplease', 's2'])
  })

  test('unsure, remit and empty are three different things', () => {
    const read = readIt(FILE)
    if (read.is === 'bad') throw new Error()
    expect([...(read.value.answers[1] as Int8Array)]).toEqual([-1, -2])
  })

  test('every problem is named by its row', () => {
    const read = readIt('statement,partner,person,answer\ns,A,1,9\ns,,1,3\ns,A,2,2.5\n')
    expect(read).toEqual({
      is: 'bad',
      problems: ['row 2: answer 9 is outside 1..5', 'row 3: partner is empty', 'row 4: answer 2.5 is outside 1..5'],
    })
  })

  test.each([
    ['an empty file', ''],
    ['a header alone', 'statement,partner,person,answer\n'],
    ['a file without the columns', 'a,b\n1,2\n'],
  ])('%s is an error', (_what, text) => expect(readIt(text).is).toBe('bad'))

  test('a column that is there twice is refused, for nobody knows which is meant', () => {
    const read = readIt('statement,partner,person,answer,Answer\ns,A,1,5,2\n')
    expect(read).toEqual({ is: 'bad', problems: ['row 1: the header has answer twice'] })
  })

  test('an answer is written in plain digits', () => {
    const read = readIt('statement,partner,person,answer\ns,A,1,0x5\ns,A,2,1e0\n')
    expect(read).toMatchObject({ problems: [expect.stringContaining('0x5'), expect.stringContaining('1e0')] })
  })

  test('a question that can’t be asked and two inputs at once are refused', async () => {
    expect(await runAnalyse([aFile(FILE), '--question', 'why'])).toMatchObject({ status: 2, out: '' })
    expect(await runAnalyse([aFile(FILE), '--polis', folder('brexit-consensus')])).toMatchObject({ status: 2, out: '' })
  })

  test('a file with one partner is not an error', async () => {
    const { status, out } = await runAnalyse([aFile('statement,partner,person,answer\ns,A,1,3\ns,A,2,4\n'), '--json'])
    expect(status).toBe(0)
    expect(JSON.parse(out).statements[0]).toMatchObject({ kind: 'too-few', between: null })
  })

  test('the two sittings of a file are kept apart: the last is shown unless another is asked for', async () => {
    const file = aFile('statement,partner,person,answer,session\ns,A,1,1,spring\ns,A,1,5,autumn\n')
    const position = async (...more: string[]) =>
      JSON.parse((await runAnalyse([file, '--json', '--k', '1', ...more])).out).statements[0].position
    expect(await position()).toBe(1)
    expect(await position('--session', 'spring')).toBe(-1)
  })
})

describe('the command', () => {
  test.each([
    [['--k', '0', 'x.csv'], '--k 0 is not a number from 1 to 10'],
    [['--mode', 'loud', 'x.csv'], '--mode loud is neither own nor voice'],
    [[], 'name one CSV file, or a folder with --polis'],
    [['x.csv', '--polis-groups'], '--polis-groups needs --polis'],
    [['x.csv', '--partner-column', 'town'], '--partner-column needs --polis'],
    [['--polis', 'x', '--scale', '7'], '--scale is for a CSV file, not for --polis'],
    [['--polis', 'x', '--mode', 'voice'], '--mode is for a CSV file, not for --polis'],
    [['/nowhere.csv'], '/nowhere.csv can’t be read (ENOENT)'],
  ])('%j is answered with one line and status 2', async (argv, err) =>
    expect(await runAnalyse(argv)).toEqual({ status: 2, out: '', err }),
  )

  test('bad rows are answered with a line each, and nothing is printed', async () => {
    const ended = await runAnalyse([aFile('statement,partner,person,answer\ns,A,1,9\ns,A,2,0\n')])
    expect(ended).toEqual({
      status: 2,
      out: '',
      err: 'row 2: answer 9 is outside 1..5\nrow 3: answer 0 is outside 1..5',
    })
  })

  test('rows are counted as a spreadsheet counts them, blank ones too', async () => {
    const ended = await runAnalyse([aFile('statement,partner,person,answer\n\n"s\nt",A,1,3\n,,,\ns,A,2,0\n')])
    expect(ended).toEqual({ status: 2, out: '', err: 'row 5: answer 0 is outside 1..5' })
  })

  test('showing single people is warned of', async () => {
    const { err } = await runAnalyse([aFile('statement,partner,person,answer\ns,A,1,3\n'), '--k', '1'])
    expect(err).toMatch(/^Warning/)
  })
})

describe('a broken Polis export', () => {
  const votes = 'participant,group-id,1\n0,0,1\n1,1,-1\n'
  const comments = 'comment-id,comment-body\n1,One\n'
  test.each([
    ['a quote that is never closed', votes.replace('1,1,-1', '"1,1,-1'), comments],
    ['the same in the words', votes, comments.replace('One', '"One')],
    ['a sign that no table can keep', votes, comments.replace('One', 'O\0ne')],
    ['a vote that is a word every object knows', votes.replace('0,0,1', '0,0,toString'), comments],
    ['a row with a value too few', votes.replace('1,1,-1', '1,1'), comments],
    ['a row with a value too many', votes.replace('1,1,-1', '1,1,-1,1'), comments],
    ['the same in the words', votes, comments.replace('1,One', '1,One,two')],
    ['a statement that is there twice', votes.replace('id,1', 'id,1,1').replace('0,0,1', '0,0,1,1'), comments],
  ])('%s: refused, not read in part', (_what, broken, words) => {
    expect(readPolis({ votes, comments }).is).toBe('read')
    expect(readPolis({ votes: broken, comments: words }).is).toBe('bad')
  })

  test('every broken row is named with its reason, as a spreadsheet counts rows', () => {
    expect(readPolis({ votes: 'participant,group-id,1\n\n0,0\n1,1,-1\n2,1,-1,1\n', comments })).toEqual({
      is: 'bad',
      problems: [
        'participants-votes.csv row 3: Too few fields: expected 3 fields but parsed 2',
        'participants-votes.csv row 5: Too many fields: expected 3 fields but parsed 4',
      ],
    })
  })

  test('of a quote that is never closed its own row is named, and nothing of those it swallows', () =>
    expect(readPolis({ votes: 'participant,group-id,1\n0,0,1\n\n1,1,"-1\n2,0,1\n', comments })).toEqual({
      is: 'bad',
      problems: ['participants-votes.csv row 4: Quoted field unterminated'],
    }))
})

describe('a file that is not UTF-8', () => {
  const latin = (text: string) => Buffer.from(text, 'latin1')
  const rows = 'statement,partner,person,answer\n"s\nt",Cafe,1,5\n\ns,Café,1,5\ns,Cafè,1,1\n'

  test('is refused at its first bad row, for two names would else become one', async () => {
    const file = aFile(latin(rows))
    expect(await runAnalyse([file])).toEqual({ status: 2, out: '', err: 'row 4: holds a sign that is not UTF-8' })
  })

  test('is read as it should be once it is UTF-8, with a byte order mark or without', async () => {
    for (const mark of ['', '\uFEFF']) {
      const { out, status } = await runAnalyse([aFile(mark + rows), '--json'])
      expect(status).toBe(0)
      expect(JSON.parse(out).partners.map(({ id }: { id: string }) => id)).toEqual(['Cafe', 'Café', 'Cafè'])
    }
  })

  test('is named in a Polis export, each with its row', async () => {
    const into = mkdtempSync(join(tmpdir(), 'polis-'))
    writeFileSync(join(into, 'participants-votes.csv'), latin('participant,group-id,1\n0,É,1\n'))
    writeFileSync(join(into, 'comments.csv'), latin('comment-id,comment-body\n1,One\n2,Où\n'))
    const err =
      'participants-votes.csv row 2: holds a sign that is not UTF-8\ncomments.csv row 3: holds a sign that is not UTF-8'
    expect(await runAnalyse(['--polis', into])).toEqual({ status: 2, out: '', err })
  })

  test('is named whatever stands before it', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('a', 'é', '€', '😀', '\n'), { maxLength: 40 }), (signs) => {
        const before = signs.join('')
        const bytes = Buffer.concat([Buffer.from(`x${before}`), Buffer.of(0xe9), Buffer.from('\nb')])
        const row = before.split('\n').length
        expect(decodeText(bytes)).toEqual({ is: 'bad', problems: [`row ${row}: holds a sign that is not UTF-8`] })
        expect(decodeText(Buffer.from(before))).toEqual({ is: 'read', value: before })
      }),
      { seed: 1, numRuns: 200 },
    )
  })
})
