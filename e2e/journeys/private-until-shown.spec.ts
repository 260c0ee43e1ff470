import { type Actor, aWorkshop, expect, test } from '../cast.ts'

/** What the pages and the file of a workshop say when they are asked for anew, at every address that leads into it. */
async function addressesSay({ page }: Actor, sessionId: string): Promise<string> {
  const paths = ['', '/board', '/board?as=convenor', '/proposition', '/report'].map(
    (path) => `/session/${sessionId}${path}`,
  )
  const desk = [`/present/${sessionId}`, `/convene/${sessionId}`, `/convene/${sessionId}/paper/print`]
  const answers = [...paths, ...desk].map(async (path) => (await page.request.get(path)).text())
  return (await Promise.all(answers)).join('\n')
}

// Every form, step and way of showing people is walked in e2e/private-until-shown.test.ts: here go the bytes of real browsers.
test('nobody receives a byte of another’s view, reason or answer before it is shown', async ({ cast }) => {
  const { code, convenor, sessionId, addresses } = aWorkshop(['--statements', 'Young people come first'])
  const [desk, anna, bela, board] = [
    await cast.actor('laptop'),
    await cast.actor('phone'),
    await cast.actor('phone'),
    await cast.actor('laptop'),
  ]
  await cast.signIn(desk, convenor)
  await desk.page.goto(addresses.desk)
  await cast.join(anna, code, 'City Council', 'Anna')
  await cast.join(bela, code, 'Harbour University', 'Bela')
  await cast.join(board, code, 'Quay Traders', 'Cleo')
  await desk.page.getByRole('button', { name: 'Next: Add views' }).click()
  await board.page.goto(addresses.board)
  await expect(board.page.getByText('Views are private until the convenor shows them.')).toBeVisible()

  await anna.page.getByLabel('Write one idea').fill('Xylophone secret view')
  await anna.page.getByRole('button', { name: 'Add', exact: true }).click()
  await expect(anna.page.getByRole('heading', { name: 'Yours (1)' })).toBeVisible()
  // The count reaches the others, so whatever would leak had its time to arrive.
  await expect(bela.page.getByText('1 view from 1 organisation so far')).toBeVisible()
  await expect(board.page.getByText('1 is waiting.')).toBeVisible()
  for (const actor of [bela, board, desk]) {
    expect(actor.received.join('\n')).not.toMatch(/Xylophone|Anna.{0,40}view/)
    expect(await addressesSay(actor, sessionId)).not.toContain('Xylophone')
  }

  await desk.page.getByRole('button', { name: 'Next: See views' }).click()
  await desk.page.getByRole('alertdialog').getByRole('button', { name: 'See views' }).click()
  await expect(bela.page.getByText('Xylophone secret view')).toBeVisible()
  await expect(board.page.getByText('Xylophone secret view')).toBeVisible()

  await desk.page.getByRole('button', { name: 'Next: Rate privately' }).click()
  const marks = [bela, board, desk].map((actor) => actor.received.length)
  await anna.page.getByRole('radio', { name: 'Strongly disagree' }).check()
  await anna.page.getByLabel(/Why/).fill('Zeppelin private reason')
  await anna.page.getByLabel(/Why/).blur()
  await expect(anna.page.getByText('Saved', { exact: true })).toBeVisible()
  await expect(bela.page.getByText('1 of 3 have finished').first()).toBeVisible()
  await expect(desk.page.getByText('1 of 3 have finished').first()).toBeVisible()
  for (const [i, actor] of [bela, board, desk].entries()) {
    const since = actor.received.slice(marks[i]).join('\n')
    expect(since).not.toMatch(/Zeppelin|"answer"|"point"|"givenAt"|"reason"/)
    expect(await addressesSay(actor, sessionId)).not.toContain('Zeppelin')
    expect((await actor.page.request.get(`/session/${sessionId}/report`)).status()).toBe(404)
  }
  // Asking for it is refused just the same: there is nothing to be had before the showing.
  const asked = await bela.page.request.get(
    `/api/trpc/disagreement.shown?input=${encodeURIComponent(JSON.stringify({ sessionId }))}`,
  )
  expect(await asked.json()).toEqual({ result: { data: null } })
})

test('a stranger, a guest of another workshop and a signed-in outsider are told the same nothing', async ({ cast }) => {
  const [mine, theirs] = [aWorkshop(), aWorkshop()]
  const [stranger, guest, outsider] = [await cast.actor(), await cast.actor(), await cast.actor()]
  await cast.join(guest, theirs.code, 'City Council')
  await cast.signIn(outsider, theirs.convenor)
  const sessionId = mine.sessionId
  const input = encodeURIComponent(JSON.stringify({ sessionId }))
  const network = encodeURIComponent(JSON.stringify({ networkId: mine.networkId }))
  const paths = [
    `session.now?input=${input}`,
    `session.board?input=${input}`,
    `statement.list?input=${input}`,
    `disagreement.shown?input=${input}`,
    `rating.mine?input=${input}`,
    `participant.list?input=${input}`,
    `sheet.list?input=${input}`,
    `participant.returning?input=${input}`,
    `record.open?input=${input}`,
    `network.partners?input=${network}`,
    `record.list?input=${network}`,
  ]
  for (const { page } of [stranger, guest, outsider]) {
    for (const path of paths) {
      const real = await page.request.get(`/api/trpc/${path}`)
      const unreal = await page.request.get(
        `/api/trpc/${path.replace(encodeURIComponent(sessionId), '0'.repeat(20)).replace(encodeURIComponent(mine.networkId), '0'.repeat(20))}`,
      )
      expect([401, 404]).toContain(real.status())
      expect(unreal.status()).toBe(real.status())
      expect((await real.json()).error.data.refusal).toBe((await unreal.json()).error.data.refusal)
    }
    for (const path of [
      `/convene/${sessionId}`,
      `/convene/${sessionId}/paper`,
      `/convene/${sessionId}/paper/print`,
      `/present/${sessionId}`,
      `/session/${sessionId}`,
      `/session/${sessionId}/board`,
      `/network/${mine.networkId}`,
      `/network/${mine.networkId}/workshops/${sessionId}`,
    ]) {
      const response = await page.request.get(path)
      expect([401, 404]).toContain(response.status())
      expect(await response.text()).not.toContain(mine.network)
    }
  }
})
