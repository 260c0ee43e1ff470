import ar from '#messages/ar.json' with { type: 'json' }
import cy from '#messages/cy.json' with { type: 'json' }
import { type Actor, admin, aWorkshop, expect, ORIGIN, test } from '../cast.ts'
import { check } from '../fit-for-everybody.ts'
import { mailsTo } from '../mailbox.ts'

/** What a page says of itself: its language, its direction and its heading. */
async function read(path: string, headers: Record<string, string>) {
  const html = await (await fetch(`${ORIGIN()}${path}`, { headers })).text()
  return {
    lang: html.match(/<html lang="([^"]+)"/)?.[1],
    dir: html.match(/<html [^>]*dir="([^"]+)"/)?.[1],
    title: html.match(/<title>([^<]+)/)?.[1],
    heading: html.match(/<h1[^>]*>([^<]+)/)?.[1],
  }
}

const HELP = {
  'en-GB': { heading: 'Help', title: 'Help – Tricorner', dir: 'ltr' },
  cy: { heading: 'Help', title: 'Help – Tricorner', dir: 'ltr' },
  fr: { heading: 'Aide', title: 'Aide – Tricorner', dir: 'ltr' },
  es: { heading: 'Ayuda', title: 'Ayuda – Tricorner', dir: 'ltr' },
  nl: { heading: 'Hulp', title: 'Hulp – Tricorner', dir: 'ltr' },
  de: { heading: 'Hilfe', title: 'Hilfe – Tricorner', dir: 'ltr' },
  ar: { heading: 'مساعدة', title: 'مساعدة – Tricorner', dir: 'rtl' },
}
const LANGUAGES = Object.keys(HELP) as (keyof typeof HELP)[]

test('people who ask at the same moment each get their own language, and no word of another’s', async () => {
  const asked = Array.from({ length: 60 }, (_, i) => LANGUAGES[i % LANGUAGES.length] as keyof typeof HELP)
  const got = await Promise.all(
    asked.map((language, i) =>
      // Half of them chose it here, half have a browser that asks for it.
      read('/help', i % 2 ? { cookie: `language=${language}` } : { 'accept-language': `${language};q=0.9, tlh` }),
    ),
  )
  expect(got).toEqual(asked.map((language) => ({ lang: language, ...HELP[language] })))
})

test('a mail speaks the language of who asked for it', async ({ cast }) => {
  const { convenor } = aWorkshop()
  const { page, context } = await cast.actor('phone')
  await context.addCookies([{ name: 'language', value: 'de', url: ORIGIN() }])
  await page.goto('/sign-in')
  await page.getByLabel('E-Mail').fill(convenor)
  await page.getByRole('button', { name: 'Link' }).click()
  await expect.poll(() => mailsTo(convenor).join()).toContain('Er gilt einmal, 10 Minuten lang.')
})

const chooseWelsh = async ({ page }: Actor, label: string) => {
  await page
    .locator('summary')
    .filter({ hasText: `${label}: ` })
    .click()
  await page.getByRole('button', { name: 'Cymraeg' }).click()
}

test('somebody without any script chooses Welsh at the door, and stays at the door', async ({ cast }) => {
  const { code, sessionId } = aWorkshop()
  const guest = await cast.actor('phone', { javaScriptEnabled: false })
  const { page } = guest
  await page.goto(`/join/${code}`)
  await chooseWelsh(guest, 'Language')
  await expect(page).toHaveURL(`${ORIGIN()}/join/${code}`)
  await expect(page.locator('html')).toHaveAttribute('lang', 'cy')
  await expect(page.getByText(cy.common.draftLanguage)).toBeVisible()
  await page.getByRole('radio', { name: 'Quay Traders' }).check()
  await page.getByRole('button', { name: cy.join.join }).click()
  await expect(page).toHaveURL(`${ORIGIN()}/session/${sessionId}`)
  await expect(page.getByRole('heading', { name: cy.session.youAreIn })).toBeVisible()
})

test('a phone rates in Welsh, and finds its answer where it was when it turns to English', async ({ cast }) => {
  const { code, sessionId } = aWorkshop(['--statements', 'Young people come first|We act alone'])
  const phone = await cast.actor('phone')
  await cast.join(phone, code, 'City Council')
  admin('session', 'step', sessionId, 'rate')
  const { page } = phone
  await expect(page.getByRole('radio', { name: 'Agree', exact: true })).toBeVisible()
  await chooseWelsh(phone, 'Language')
  await page.getByRole('radio', { name: cy.scale.p1, exact: true }).check()
  await expect(page.getByText(cy.outbox.saved, { exact: true })).toBeVisible()
  await page.locator('summary').filter({ hasText: cy.common.language }).click()
  await page.getByRole('button', { name: 'English' }).click()
  await expect(page).toHaveURL(`${ORIGIN()}/session/${sessionId}`)
  await expect(page.getByText('Young people come first')).toBeVisible()
  await expect(page.getByRole('radio', { name: 'Agree', exact: true })).toBeChecked()
})

test('a choice that another site sends, or of no language, changes nothing', async ({ request }) => {
  const choose = (language: string, headers: Record<string, string>) =>
    request.post(`${ORIGIN()}/language`, { form: { language }, headers, maxRedirects: 0 })
  const foreign = await choose('cy', { origin: 'https://elsewhere.example' })
  expect([foreign.status(), foreign.headers()['set-cookie']]).toEqual([403, undefined])
  const odd = await choose('../cy', { referer: `${ORIGIN()}/help` })
  expect([odd.status(), odd.headers()['set-cookie'], odd.headers().location]).toEqual([303, undefined, '/help'])
  // Wherever it says it comes from, it leads to a page of ours.
  for (const referer of ['https://elsewhere.example/', `${ORIGIN()}//elsewhere.example`, 'nothing'])
    expect((await choose('cy', { referer })).headers().location).toMatch(/^\/(?![/\\])/)
})

test('Arabic is read from the right, and no page of it scrolls sideways at 320 pixels', async ({ cast }) => {
  const { code, convenor, addresses, sessionId } = aWorkshop(['--statements', 'Young people come first|We act alone'])
  const [phone, desk] = [await cast.actor('phone'), await cast.actor('laptop')]
  await cast.signIn(desk, convenor)
  await desk.context.addCookies([{ name: 'language', value: 'ar', url: ORIGIN() }])
  await phone.page.setViewportSize({ width: 320, height: 640 })
  await cast.join(phone, code, 'City Council', 'Anna')
  await phone.context.addCookies([{ name: 'language', value: 'ar', url: ORIGIN() }])
  const look = async ({ page }: Actor, path: string, name: string) => {
    await page.goto(path)
    await expect(page.locator('html')).toHaveAttribute('dir', 'rtl')
    await expect(page.locator('h1, main').first()).toBeVisible()
    const wider = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
    expect(wider, `${path} scrolls sideways`).toBeLessThanOrEqual(0)
    if (process.env.E2E_PICTURES)
      await page.screenshot({ path: `${process.env.E2E_PICTURES}/ar-${name}.png`, fullPage: true })
  }
  for (const path of ['/', '/join', '/help', '/sign-in', '/venue-check', `/join/${code}/again`])
    await look(phone, path, `phone-${path.replace(/\W/g, '') || 'home'}`)
  for (const step of ['join', 'views', 'rate'] as const) {
    if (step !== 'join') admin('session', 'step', sessionId, step)
    await look(phone, `/session/${sessionId}`, `phone-${step}`)
  }
  await expect(phone.page.getByRole('radio', { name: ar.scale.p2, exact: true })).toBeVisible()
  await check(phone, 'ar-rate')
  await look(desk, addresses.desk, 'laptop-desk')
  await look(desk, `${addresses.board}?as=convenor`, 'laptop-board')
  await look(phone, addresses.board, 'phone-board')
})

test('a statement is read in each reader’s own language, and read aloud as that', async ({ cast }) => {
  const { code, convenor, addresses, sessionId } = aWorkshop(['--statements', 'Young people come first'])
  const [desk, phone] = [await cast.actor('laptop'), await cast.actor('phone')]
  await cast.signIn(desk, convenor)
  await desk.page.goto(addresses.desk)
  await desk.page.getByText('Other language').click()
  await expect(desk.page.getByLabel('The statement is in')).toHaveValue('en-GB')
  await desk.page.getByLabel('The same in').selectOption('cy')
  await desk.page.getByLabel(/In these words/).fill('Pobl ifanc sy’n dod gyntaf')
  await desk.page.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(desk.page.getByText('Cymraeg: Pobl ifanc sy’n dod gyntaf')).toBeVisible()
  if (process.env.E2E_PICTURES)
    await desk.page.screenshot({ path: `${process.env.E2E_PICTURES}/two-languages-desk.png` })

  await cast.join(phone, code, 'City Council')
  admin('session', 'step', sessionId, 'rate')
  await expect(phone.page.getByText('Young people come first')).toHaveAttribute('lang', 'en-GB')
  await chooseWelsh(phone, 'Language')
  await expect(phone.page.getByText('Pobl ifanc sy’n dod gyntaf')).toHaveAttribute('lang', 'cy')
  await expect(phone.page.getByText('Young people come first')).toHaveCount(0)
})
