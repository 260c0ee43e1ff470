import { type Actor, admin, aWorkshop, expect, test } from '../cast.ts'

const give = ({ page }: Actor, body: unknown, headers: Record<string, string> = {}) =>
  page.request.post('/api/trpc/rating.give', {
    data: JSON.stringify(body),
    headers: { 'content-type': 'application/json', ...headers },
  })

test('an answer that no form gives is refused by its field, and nothing is stored', async ({ cast }) => {
  const [mine, theirs] = [aWorkshop(['--statements', 'Ours']), aWorkshop(['--statements', 'Theirs'])]
  const [phone, other] = [await cast.actor('phone'), await cast.actor('phone')]
  await cast.join(phone, mine.code, 'City Council')
  await cast.join(other, theirs.code, 'City Council')
  const { sessionId } = mine
  const list = async (actor: Actor, of: string) =>
    (
      await (
        await actor.page.request.get(
          `/api/trpc/statement.list?input=${encodeURIComponent(JSON.stringify({ sessionId: of }))}`,
        )
      ).json()
    ).result.data
  const [statement] = await list(phone, sessionId)
  const [foreign] = await list(other, theirs.sessionId)

  const early = await give(phone, { sessionId, statementId: statement.id, answer: 1 })
  expect([early.status(), (await early.json()).error.data.refusal]).toEqual([409, 'rating.not_the_time'])
  admin('session', 'step', sessionId, 'rate')
  for (const answer of [6, 3.5, null, '5', 'yes', [1], {}, -3]) {
    const refused = await give(phone, { sessionId, statementId: statement.id, answer })
    expect(refused.status()).toBe(400)
    expect((await refused.json()).error.data).toMatchObject({ refusal: 'input.not_understood', fields: ['answer'] })
  }
  for (const statementId of ['', 'x'.repeat(36), "'; drop table ratings; --", '\u0000', 7, null])
    expect((await give(phone, { sessionId, statementId, answer: 1 })).status()).toBe(400)
  expect((await give(phone, { sessionId, statementId: foreign.id, answer: 1 })).status()).toBe(404)
  expect((await give(phone, { sessionId: theirs.sessionId, statementId: foreign.id, answer: 1 })).status()).toBe(404)
  expect((await give(other, { sessionId, statementId: statement.id, answer: 1 })).status()).toBe(404)
  expect(
    (
      await give(phone, { sessionId, statementId: statement.id, answer: 1 }, { origin: 'http://elsewhere.example' })
    ).status(),
  ).toBe(403)
  expect(
    (
      await phone.page.request.post('/api/trpc/rating.give', {
        data: 'answer=1',
        headers: { 'content-type': 'text/plain' },
      })
    ).status(),
  ).toBe(403)
  const stored = await phone.page.request.get(
    `/api/trpc/rating.mine?input=${encodeURIComponent(JSON.stringify({ sessionId }))}`,
  )
  expect((await stored.json()).result.data).toEqual([])
  expect((await give(phone, { sessionId, statementId: statement.id, answer: 1 })).status()).toBe(200)
})

test('too much at once is turned away before it is read', async ({ cast }) => {
  const { page } = await cast.actor()
  const answer = await page.request
    .post('/api/trpc/rating.give', { data: 'x'.repeat(2_000_000), headers: { 'content-type': 'application/json' } })
    .catch(() => undefined)
  expect(answer === undefined || answer.status() === 413).toBe(true)
})

for (const [venue, answer] of [
  ['holds server-sent events back', undefined],
  ['answers them with its own page', { status: 200, contentType: 'text/html', body: '<p>Welcome to the venue</p>' }],
] as const)
  test(`where the venue's network ${venue}, a phone still follows by asking`, async ({ cast }) => {
    const { code, sessionId } = aWorkshop()
    const phone = await cast.actor('phone')
    // The browser itself reports the page that came instead of events; that is the venue's fault.
    cast.allow(/EventSource's response has a MIME type/)
    await phone.page.route('**/session.follow**', (route) => (answer ? route.fulfill(answer) : undefined))
    await cast.join(phone, code, 'City Council')
    admin('session', 'step', sessionId, 'views')
    await expect(phone.page.getByLabel('Write one idea')).toBeVisible()
  })

test('a page that reads its address answers whatever an address says, and never with a fault', async ({ cast }) => {
  const { networkId, convenor, code, sessionId } = aWorkshop(['--statements', 'Ours'])
  const { page } = await cast.actor()
  await cast.signIn({ page } as never, convenor)
  const odd = [
    ...['0', '-1', '1e9', '9'.repeat(400), 'NaN', '%00', '%F0%9F%A6%8A', '%25', "'--", '%5B%5D', 'x&{}=y'],
    ...['%2B275760-01-01T00:00:00Z', '0000-01-01T00:00:00Z', '-000001-01-01', '2026-02-30', '99999-01-01'],
  ]
  const at = `/network/${networkId}`
  const asked: [string, readonly string[]][] = [
    [`${at}/changes`, ['before', 'than']],
    [`${at}/compare`, ['earlier', 'later']],
    [`${at}/backing`, ['register', 'view', 'gone', 'by', 'papers']],
    [`${at}/backing/informing`, ['log']],
    [`${at}/means`, ['have', 'offers', 'asks']],
    [`${at}/activities`, ['done', 'ahead']],
    [`${at}/activities/plan`, ['aim', 'corner']],
    [`${at}/hearing`, ['single', 'threads']],
    [`${at}/triangle`, ['view', 'all']],
    [`${at}/value`, ['entries']],
    [`${at}/agreements/calendar`, ['agreement']],
    [`/session/${sessionId}/board`, ['as']],
    [`/join/${code}`, ['partner', 'name', 'refused']],
    ['/join', ['code']],
    ['/keep', ['token', 'sent']],
    ['/sign-in', ['error']],
    ['/sign-in/confirm', ['email', 'token']],
  ]
  for (const [path, names] of asked)
    for (const value of odd) {
      const address = `${path}?${names.map((name) => `${name}=${value.replaceAll('{}', name)}`).join('&')}`
      expect((await page.request.get(address, { maxRedirects: 0 })).status(), address).toBeLessThan(500)
    }
})
