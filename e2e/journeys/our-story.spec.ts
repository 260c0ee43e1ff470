import { readFileSync } from 'node:fs'
import { admin, aWorkshop, expect, test } from '../cast.ts'
import { check } from '../fit-for-everybody.ts'

interface Invented {
  stories: Record<string, { text: string }>
  sentence: Record<string, { text: string; from: string }>
}
const RIVER = 'River City Local Currency Network'
const read = <T>(file: string) => JSON.parse(readFileSync(`db/demo/${file}`, 'utf8')) as T
const river = read<Record<string, Invented>>('invented.json')['river-city-currency'] as Invented
const partnersOf = read<{ name: string; partners: { label: string }[] }[]>('scenarios.json').find(
  ({ name }) => name === RIVER,
)?.partners

test('each tells what drew them in, the convenor makes a sentence of it, and who comes later reads both', async ({
  cast,
}) => {
  const { networkId, sessionId, convenor, code, addresses } = aWorkshop([
    ...['--template', 'yearly-review'],
    ...['--names', 'names'],
  ])
  const [desk, ann, ben] = [await cast.actor(), await cast.actor('phone'), await cast.actor('phone')]
  await cast.signIn(desk, convenor)
  await cast.join(ann, code, 'City Council', 'Ann')
  await cast.join(ben, code, 'Quay Traders', 'Ben')
  await desk.page.goto(addresses.desk)
  await desk.page.getByRole('button', { name: 'Next: Our story ›' }).click()
  const told = ['A flood in the old harbour', 'My mother’s stall'] as const
  for (const [i, { page }] of [ann, ben].entries()) {
    const card = page.getByLabel('What drew you in?')
    if (i === 0) {
      await card.fill('x'.repeat(281))
      await page.getByRole('button', { name: 'Tell it' }).click()
      await expect(page.getByRole('alert').filter({ hasText: '281' })).toContainText('280')
      await expect(card).toHaveValue('x'.repeat(281))
    } else await page.getByLabel(/Whose story is it/).fill('My mother')
    await card.fill(told[i] as string)
    await page.getByRole('button', { name: 'Tell it' }).click()
  }
  for (const { page } of [ann, ben, desk])
    for (const text of told) await expect(page.getByText(text).last()).toBeVisible()

  const { page } = desk
  await page.goto(`/network/${networkId}/proposition`)
  for (const [slot, card] of [
    ['What changes', told[0]],
    ['For whom', told[1]],
  ] as const) {
    const part = page.getByRole('group', { name: slot })
    await part.locator('summary').click()
    await part.getByLabel('Which card or statement?').selectOption({ label: card })
    await part.getByRole('button', { name: 'Put its words here' }).click()
    await expect(part.getByRole('textbox')).toHaveValue(card)
  }
  // The sentence builds itself while its parts are filled.
  await expect(page.getByText(`For ${told[1]}: ${told[0]}.`).first()).toBeVisible()
  await page.getByLabel('Save it in which workshop?').selectOption({ label: 'Where next?' })
  await page.getByRole('button', { name: 'Save as version 1' }).click()
  const version = page.getByRole('article').filter({ hasText: 'Version 1' })
  for (const partner of ['City Council', 'Quay Traders']) await expect(version).toContainText(`${partner}: 1 person`)
  admin('session', 'step', sessionId, 'finish')
  admin('session', 'close', sessionId)

  admin('partner', 'add', networkId, 'Harbour Museum')
  const later = `later-${networkId}@example.org`
  admin('member', 'add', networkId, later, '--name', 'Lea', '--partner', 'Harbour Museum')
  const lea = await cast.actor('phone')
  await cast.signIn(lea, later)
  await lea.page.goto(`/network/${networkId}/proposition`)
  const stories = lea.page.getByRole('region', { name: 'Our story' })
  await expect(stories.getByRole('listitem').filter({ hasText: told[0] })).toContainText('City Council')
  await expect(stories.getByRole('listitem').filter({ hasText: told[1] })).toContainText('told by My mother')
  await lea.page.getByText('Where the words come from').click()
  for (const text of told) await expect(lea.page.getByText(`Story: “${text}”`)).toBeVisible()
  await check(lea, 'phone-our-story')
})

test('a year later a newcomer to a demo network reads its story, and which words became which part', async ({
  cast,
}) => {
  const email = `newcomer-${process.pid}-${Date.now()}@example.org`
  admin(
    'member',
    'add',
    RIVER,
    email,
    '--name',
    'Noor',
    '--role',
    'member',
    '--partner',
    'Food and environment charity',
  )
  const newcomer = await cast.actor()
  await cast.signIn(newcomer, email)
  const { page } = newcomer
  await page.goto('/')
  await page.getByRole('link', { name: RIVER, exact: true }).click()
  await expect(page.getByRole('heading', { level: 1, name: RIVER })).toBeVisible()
  const networkId = new URL(page.url()).pathname.split('/').at(-1)
  await page.goto(`/network/${networkId}/proposition`)
  const told = await page.getByRole('list', { name: 'Stories of First sitting' }).locator('p').allInnerTexts()
  expect(told.sort()).toEqual(
    Object.values(river.stories)
      .map(({ text }) => text)
      .sort(),
  )
  for (const { text } of Object.values(river.sentence))
    await expect(page.getByText(text, { exact: false }).first()).toBeVisible()
  const version = page.getByRole('article').filter({ hasText: 'Version 1' })
  for (const { label } of partnersOf ?? []) await expect(version).toContainText(`${label}: 1 person`)
  await version.getByText('Where the words come from').click()
  const story = river.stories[river.sentence.what_changes?.from ?? '']?.text as string
  await expect(version.getByText(`Story: “${story}”`)).toBeVisible()
  await check(newcomer, 'laptop-our-story')
})
