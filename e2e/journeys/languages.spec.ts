import { aWorkshop, expect, ORIGIN, test } from '../cast.ts'
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
