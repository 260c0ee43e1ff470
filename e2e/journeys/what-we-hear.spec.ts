import { readFileSync } from 'node:fs'
import { expect, test } from '../cast.ts'
import { checkAtBothWidths } from '../fit-for-everybody.ts'

const NETWORK = 'River City Local Currency Network'
const SLOW = 'Paper notes should stay even if digital payment is cheaper to run.'
interface Scenario {
  name: string
  intelligence: { text: string; about: string }[]
  expect_authority_activity: { joined_intelligence: Record<string, string[]>; single_source_topics: string[] }
}
const scenarios = JSON.parse(readFileSync('db/demo/scenarios.json', 'utf8')) as Scenario[]
const toHearing = async (page: import('@playwright/test').Page, network = NETWORK) => {
  await page.goto('/')
  await page.getByRole('link', { name: network, exact: true }).click()
  await page.getByRole('link', { name: 'What we’re hearing' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'What we’re hearing' })).toBeVisible()
}

test('two partners’ notes make one picture in their own words, and both read what happened with it', async ({
  cast,
}) => {
  const convenor = await cast.actor()
  await cast.signIn(convenor, 'convenor@demo.example')
  await toHearing(convenor.page)
  const threads = convenor.page.getByRole('list', { name: 'Heard by several' })
  const thread = threads.getByRole('listitem').filter({ has: convenor.page.getByRole('heading', { name: SLOW }) })
  await expect(thread).toContainText('2 independent partners')
  await expect(thread).toContainText('Two traders say staff forget how to take a text payment')
  await expect(thread).toContainText('Tellers at the credit union hear the same')
  const single = convenor.page.getByRole('list', { name: 'Heard by one' })
  for (const text of ['A council officer expects', 'The foundation is moving its priorities', 'A student survey found'])
    await expect(single).toContainText(text)

  await thread.getByText('Answer everybody who told you').click()
  await thread.getByLabel('In a sentence').fill('Staff are trained again in May.')
  await thread.getByRole('button', { name: 'Send the answer' }).click()
  await expect(thread.getByText('Staff are trained again in May.').first()).toBeVisible()
  for (const partner of ['traders', 'creditunion']) {
    const contributor = await cast.actor('phone')
    await cast.signIn(contributor, `${partner}@river-city-currency.demo.example`)
    await toHearing(contributor.page)
    const mine = contributor.page.getByRole('list', { name: 'Your notes' })
    await expect(mine).toContainText('acted on')
    await expect(mine).toContainText('Staff are trained again in May.')
    // What is for convenors never reached this browser, whoever wrote it.
    const received = contributor.received.join('\n')
    expect(received).not.toContain('A council officer expects')
    expect(received).not.toContain('moving its priorities to food poverty')
  }
})

// The first network's notes are added to by the other tests here.
for (const { name, intelligence, expect_authority_activity: wanted } of scenarios.slice(1))
  test(`${name}: what several partners say is one picture, and what one says stays in its own list`, async ({
    cast,
  }) => {
    const { page } = await cast.actor()
    await cast.signIn({ page } as never, 'convenor@demo.example')
    await toHearing(page, name)
    const heardIn = async (list: string) => {
      const texts = await page.getByRole('list', { name: list }).innerText()
      return intelligence.filter(({ text }) => texts.includes(text)).map(({ about }) => about)
    }
    const joined = Object.entries(wanted.joined_intelligence)
    expect(new Set(await heardIn('Heard by several'))).toEqual(new Set(joined.map(([about]) => about)))
    for (const [, partners] of joined)
      await expect(page.getByText(`${partners.length} independent partners`)).toBeVisible()
    expect((await heardIn('Heard by one')).sort()).toEqual(wanted.single_source_topics)
  })

test('a note is written in a few taps, and its pages are fit for everybody', async ({ cast }) => {
  const actor = await cast.actor('phone')
  await cast.signIn(actor, 'delegate@demo.example')
  const { page } = actor
  await toHearing(page)
  await page.getByRole('link', { name: 'Write a note' }).click()
  const words = 'The till is switched off by noon'
  const note = page.getByLabel('What did you hear or notice?')
  await note.fill(`${words}, says Maria Lopez`)
  await expect(page.getByText('This seems to name somebody.')).toBeVisible()
  await checkAtBothWidths(actor, 'hearing-note')
  await page.getByRole('button', { name: 'Send' }).click()
  await expect(page.getByRole('alert').filter({ hasText: 'What it is about is missing' })).toBeVisible()
  await expect(note).toHaveValue(`${words}, says Maria Lopez`)
  await page.getByLabel('What, in a few words').fill('Tills')
  await note.fill('x'.repeat(10_000))
  await page.getByRole('button', { name: 'Send' }).click()
  const tooLong = 'The note is too long: 10,000 letters, where 4,000 fit. Your text is still here.'
  await expect(page.getByRole('alert').filter({ hasText: tooLong })).toBeVisible()
  await expect(note).toHaveValue('x'.repeat(10_000))
  await expect(page.getByLabel('What, in a few words')).toHaveValue('Tills')
  // Whoever names somebody is warned in whatever language they write, and not held up.
  await note.fill(words)
  await expect(page.getByText('This seems to name somebody.')).toHaveCount(0)
  await note.fill(`${words}, meddai Mrs Lopez`)
  await expect(page.getByText('This seems to name somebody.')).toBeVisible()
  await page.getByRole('radio', { name: 'saw it' }).check()
  await page.getByRole('button', { name: 'Send' }).click()
  await expect(page.getByRole('list', { name: 'Your notes' })).toContainText(words)
  await checkAtBothWidths(actor, 'hearing-member')
  const convenor = await cast.actor()
  await cast.signIn(convenor, 'convenor@demo.example')
  await toHearing(convenor.page)
  await expect(convenor.page.getByRole('list', { name: 'Heard by one' })).toContainText(words)
})
