import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { type Actor, admin, aWorkshop, expect, test } from '../cast.ts'
import { check } from '../fit-for-everybody.ts'
import { pictures } from '../pictures.ts'

/** A closed workshop of real votes: 24 people of three groups on 36 statements. */
function aConversation() {
  const { networkId, convenor } = aWorkshop()
  const folder = resolve('server/report/polis/london.youth.policing')
  const { sessionId } = admin('import', 'polis', folder, '--network', networkId)
  return { convenor, path: `/network/${networkId}/workshops/${sessionId}` }
}

/** A closed workshop of votes: by person their organisation, then what they voted on each statement. */
function aConversationOf(
  topic: string,
  statements: readonly string[],
  votes: readonly (readonly [string, ...number[]])[],
) {
  const { networkId, convenor } = aWorkshop()
  const folder = mkdtempSync(join(tmpdir(), 'votes-'))
  const head = `participant,group,${statements.map((_, s) => s + 1).join()}`
  const rows = votes.map((row, person) => [person, ...row].join())
  writeFileSync(join(folder, 'participants-votes.csv'), [head, ...rows].join('\n'))
  const comments = statements.map((text, s) => `${s + 1},"${text}"`)
  writeFileSync(join(folder, 'comments.csv'), ['comment-id,comment-body', ...comments].join('\n'))
  writeFileSync(join(folder, 'summary.csv'), `topic,${topic}\n`)
  const { sessionId } = admin('import', 'polis', folder, '--network', networkId, '--partner-column', 'group')
  return { convenor, path: `/network/${networkId}/workshops/${sessionId}` }
}

/** One of many organisations of three people, who vote in two camps on every third statement. */
function aLargeConversation(partners: number, statements: number) {
  const asked = Array.from({ length: statements }, (_, s) => s + 1)
  const vote = (j: number, i: number, s: number) => {
    const drawn = (j * 7 + i * 13 + s * 29 + ((j * s * (i + 1)) % 11)) % 10
    if (s % 3 === 0) return drawn < 8 ? (j % 2 ? 1 : -1) : 0
    return drawn < 6 ? 1 : drawn < 9 ? -1 : 0
  }
  const people = Array.from({ length: partners * 3 }, (_, at) => [Math.floor(at / 3), at % 3] as const)
  return aConversationOf(
    'What comes first?',
    asked.map((s) => `We put it to everybody before we settle what comes first, part ${s}`),
    people.map(([j, i]) => [`Organisation of the harbour ${j + 1}`, ...asked.map((s) => vote(j, i, s))]),
  )
}

const FOR_QUAYS = ['Harbour Council', 'Dock Workers’ Union', 'Pilots’ Guild', 'Ferry Company']
const FOR_GARDENS = ['River Trust', 'School Parents', 'Allotment Society', 'Cycling Club']
const CONTESTED = [
  ['Lorries may use the quay road at night', 1],
  ['The old dock is filled in for storage', 1],
  ['Half of the waterfront becomes a park', -1],
  ['Cruise ships may moor beside the old town', 1],
  ['Cars leave the harbour bridge for good', -1],
  ['The marsh stays as it is, whatever it costs', -1],
  ['New berths come before new footpaths', 1],
  ['Every plan is put to the schools first', -1],
] as const
const SHARED = [
  'The ferry runs until midnight',
  'The quay is lit at night',
  'The market keeps its place',
  'Signs are in both languages',
]

/** One of two true blocs: they vote against each other on two thirds of the statements, one vote in eight by chance. */
function aConversationOfBlocs(blocs: readonly (readonly string[])[] = [FOR_QUAYS, FOR_GARDENS]) {
  // Park and Miller's: the same votes in every run.
  let drawn = 20_261_127
  const chance = () => {
    drawn = (drawn * 48_271) % 2_147_483_647
    return drawn / 2_147_483_647
  }
  const vote = (sign: number) => (chance() < 0.875 ? sign : chance() < 0.5 ? -sign : 0)
  const votes = blocs.flatMap((names, bloc) =>
    names.flatMap((name) =>
      Array.from({ length: 4 }, (): [string, ...number[]] => [
        name,
        ...CONTESTED.map(([, sign]) => vote(bloc % 2 ? -sign : sign)),
        ...SHARED.map(() => vote(1)),
      ]),
    ),
  )
  return aConversationOf('Whom is the waterfront for?', [...CONTESTED.map(([text]) => text), ...SHARED], votes)
}

/** Organisations and statements of the workshops that only pictures are taken of. */
const SMALLER = [
  [3, 6],
  [6, 9],
  [20, 20],
] as const

const picture = async ({ page }: Actor, name: string) => {
  if (process.env.E2E_PICTURES)
    await page.screenshot({ path: `${process.env.E2E_PICTURES}/differ-${name}.png`, fullPage: true })
}

/** The chart whose finding it is: its name begins with what it is about. */
const chart = ({ page }: Actor, finding: RegExp) =>
  page.locator('section.chart').filter({ has: page.getByRole('heading', { name: finding }) })

test('a convenor takes a chart away as a table, as a file and as a picture, by keyboard alone', async ({ cast }) => {
  const { convenor, path } = aConversation()
  const desk = await cast.actor('laptop')
  await cast.signIn(desk, convenor)
  await desk.page.goto(path)
  const matrix = chart(desk, /^On .* statements organisations are seen on both sides$/)
  await expect(matrix).toBeVisible()
  await matrix.getByRole('button', { name: 'Show as a table' }).press('Enter')
  await expect(matrix.getByRole('rowheader')).toHaveCount(36)
  await expect(matrix.getByRole('cell', { name: /^(For|Against)/ }).first()).toBeVisible()
  await matrix.getByRole('button', { name: 'Show as a chart' }).press('Enter')

  const saved = desk.page.waitForEvent('download')
  await matrix.getByRole('button', { name: 'Save picture' }).press('Enter')
  const file = await saved
  expect(file.suggestedFilename()).toBe('matrix.png')
  expect(
    readFileSync(await file.path())
      .subarray(1, 4)
      .toString(),
  ).toBe('PNG')
  if (process.env.E2E_PICTURES) await file.saveAs(`${process.env.E2E_PICTURES}/saved-matrix.png`)

  const listed = desk.page.waitForEvent('download')
  await matrix.getByRole('button', { name: 'Save as CSV' }).press('Enter')
  const csv = readFileSync(await (await listed).path(), 'utf8')
  expect(csv.trim().split('\r\n')).toHaveLength(37)

  await desk.page.getByText('Where every organisation stands').first().click()
  const bars = desk.page
    .getByRole('region', { name: /./ })
    .filter({ hasText: 'All organisations, each counting once' })
    .last()
  await expect(bars.getByText('Against', { exact: true })).toBeVisible()
  const drawn = desk.page.waitForEvent('download')
  await bars.getByRole('button', { name: 'Save picture' }).press('Enter')
  if (process.env.E2E_PICTURES) await (await drawn).saveAs(`${process.env.E2E_PICTURES}/saved-bars.png`)
  expect((await drawn).suggestedFilename()).toMatch(/^statement-\d+\.png$/)
  await picture(desk, 'desk')
})

test('where organisations stand in two blocs a convenor sees who is in which, and takes the map away by keyboard', async ({
  cast,
}) => {
  const { convenor, path } = aConversationOfBlocs()
  const desk = await cast.actor('laptop')
  await cast.signIn(desk, convenor)
  await desk.page.goto(path)
  const blocs = chart(desk, /^Organisations stand in 2 blocs: /)
  const title = blocs.getByRole('heading', { level: 2 })
  for (const bloc of [
    'Dock Workers’ Union, Ferry Company, Harbour Council and Pilots’ Guild',
    'Allotment Society, Cycling Club, River Trust and School Parents',
  ])
    await expect(title).toContainText(bloc)
  await expect(blocs.getByText('32 people from 8 organisations answered')).toBeVisible()
  await expect(blocs.getByRole('listitem').filter({ hasText: 'River Trust, bloc' })).toHaveCount(1)
  await blocs.getByText('How is this worked out?').press('Enter')
  await expect(blocs.getByText(/^The map’s first direction holds \d+ in 100 of all difference/)).toBeVisible()

  await blocs.getByRole('button', { name: 'Show as a table' }).press('Enter')
  await expect(blocs.getByRole('rowheader')).toHaveCount(8)
  await blocs.getByRole('button', { name: 'Show as a chart' }).press('Enter')
  const saving = async (button: string) => {
    const saved = desk.page.waitForEvent('download')
    await blocs.getByRole('button', { name: button }).press('Enter')
    return saved
  }
  const rows = readFileSync(await (await saving('Save as CSV')).path(), 'utf8')
    .trim()
    .split('\r\n')
  const blocOf = new Map(rows.slice(1).map((row) => [row.split(',')[0], row.split(',')[1]]))
  for (const names of [FOR_QUAYS, FOR_GARDENS]) expect(new Set(names.map((name) => blocOf.get(name))).size).toBe(1)
  expect(blocOf.get('Cycling Club')).not.toBe(blocOf.get('Pilots’ Guild'))
  const drawn = await saving('Save picture')
  expect(drawn.suggestedFilename()).toBe('map.png')
  if (!process.env.E2E_PICTURES) return
  await drawn.saveAs(`${process.env.E2E_PICTURES}/saved-map.png`)
  await pictures(desk, 'differ-blocs')
  await desk.page.setViewportSize({ width: 718, height: 1040 })
  await desk.page.emulateMedia({ media: 'print', colorScheme: 'light' })
  await picture(desk, 'blocs-on-paper')
})

test('on a phone one statement stands on the screen, and the next is one press away', async ({ cast }) => {
  const { convenor, path } = aConversation()
  const phone = await cast.actor('phone')
  await cast.signIn(phone, convenor)
  await phone.page.goto(path)
  const inOrder = phone.page.getByRole('region', { name: 'Statements, in the order to talk about them' })
  const statements = inOrder.getByRole('article')
  await expect(statements).toHaveCount(1)
  const first = await statements.getByRole('heading').first().textContent()
  const turn = phone.page.getByRole('navigation', { name: 'Statements' })
  await expect(turn.getByText('1 of 36')).toBeVisible()
  await turn.getByRole('button', { name: 'Next' }).press('Enter')
  await expect(turn.getByText('2 of 36')).toBeVisible()
  await expect(statements).toHaveCount(1)
  expect(await statements.getByRole('heading').first().textContent()).not.toBe(first)
  await phone.page.getByText('Where every organisation stands').filter({ visible: true }).click()
  await phone.page.setViewportSize({ width: 320, height: 640 })
  await check(phone, 'phone-where-we-differ')
  await turn.getByRole('button', { name: 'Show all statements' }).click()
  await expect(statements).toHaveCount(36)
})

test('sixty organisations fit on paper: their columns go over several sheets, each with all its heads', async ({
  cast,
}) => {
  const { convenor, path } = aLargeConversation(60, 6)
  const desk = await cast.actor('laptop')
  const matrices = desk.page.locator('table.matrix')
  const smaller = process.env.E2E_PICTURES ? SMALLER : []
  for (const [partners, statements] of smaller) {
    const other = aLargeConversation(partners, statements)
    await cast.signIn(desk, other.convenor)
    await desk.page.goto(other.path)
    await expect(matrices).toHaveCount(1)
    await pictures(desk, `differ-of-${partners}`)
    await desk.page.getByRole('button', { name: 'Sign out' }).click()
  }
  await cast.signIn(desk, convenor)
  await desk.page.goto(path)
  await expect(matrices).toHaveCount(1)
  await pictures(desk, 'differ-of-60')
  await check(desk, 'laptop-sixty')
  await desk.page.setViewportSize({ width: 718, height: 1040 })
  await desk.page.emulateMedia({ media: 'print' })
  await expect(matrices).toHaveCount(3)
  await expect(matrices.last().getByRole('columnheader')).toHaveCount(21)
  const wider = await desk.page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
  expect(wider).toBeLessThanOrEqual(0)
  await picture(desk, 'sixty-on-paper')
  if (process.env.E2E_PICTURES) await desk.page.pdf({ path: `${process.env.E2E_PICTURES}/sixty.pdf`, format: 'A4' })
  await desk.page.emulateMedia({ media: 'screen' })
  await expect(matrices).toHaveCount(1)
})
