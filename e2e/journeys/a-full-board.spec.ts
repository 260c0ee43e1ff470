import { WebSocket } from 'ws'
import { WebsocketProvider } from 'y-websocket'
import * as Y from 'yjs'
import { addCard, groupCards } from '#server/board/commands.ts'
import { PLACES } from '#server/vocabulary/corner.ts'
import { type Actor, admin, aWorkshop, expect, ORIGIN, test } from '../cast.ts'
import { check } from '../fit-for-everybody.ts'
import { notePaint, readPaint } from '../paint.ts'

const SENTENCES = [
  'Young people decide with us',
  'The council pays for the rooms until spring, and nobody has asked what comes after',
  'Two analysts for one day a week',
  'Who speaks for the small groups when the large ones are in the room? We have asked this at three meetings.',
  'Safer nights',
]

/** A hand on the board from outside the page, with the page's own seat: what it lays is refused if the seat may not. */
async function aHand({ context }: Actor, sessionId: string) {
  const cookies = await context.cookies()
  const headers = { origin: ORIGIN(), cookie: cookies.map(({ name, value }) => `${name}=${value}`).join('; ') }
  const seatId = new RegExp(`${sessionId}\\.([0-9a-z]+)`).exec(decodeURIComponent(headers.cookie))?.[1] as string
  class WithSeat extends WebSocket {
    constructor(address: string) {
      super(address, { headers })
    }
  }
  const doc = new Y.Doc()
  const provider = new WebsocketProvider(ORIGIN().replace('http', 'ws').concat('/sync'), sessionId, doc, {
    WebSocketPolyfill: WithSeat as never,
    disableBc: true,
  })
  await new Promise((resolve) => provider.once('sync', resolve))
  return { doc, me: { id: seatId, kind: 'participant' as const }, go: () => provider.destroy() }
}

/** Takes away what the device keeps of boards; an open page lets go of it for that. */
async function emptyDevice({ page }: Actor) {
  await page.evaluate(async () => {
    for (const { name } of await indexedDB.databases())
      await new Promise((resolve, reject) => {
        const asked = indexedDB.deleteDatabase(name as string)
        Object.assign(asked, { onsuccess: resolve, onerror: reject })
      })
  })
}

test('a board is fit for everybody, empty and with five, sixty and three hundred cards', async ({ cast }) => {
  const { code, convenor, addresses, sessionId, partners } = aWorkshop(['--views', 'open'])
  admin('session', 'step', sessionId, 'show-views')
  const [laptop, phone] = [await cast.actor('laptop'), await cast.actor('phone')]
  await cast.signIn(laptop, convenor)
  await laptop.page.goto(`${addresses.board}?as=convenor`)
  await phone.page.goto(`/join/${code}`)
  const partnerId = await phone.page.getByRole('radio', { name: partners[0] }).getAttribute('value')
  await cast.join(phone, code, partners[0] as string)
  await phone.page.goto(addresses.board)
  const hand = await aHand(phone, sessionId)
  const doer = { ...hand.me, partnerId }
  const cards = ({ page }: Actor) => page.getByRole('article')
  let laid = 0
  for (const count of process.env.E2E_PICTURES ? [0, 5, 60, 300] : [0, 300]) {
    for (; laid < count; laid += 1)
      addCard(hand.doc, doer, {
        id: `${doer.id}.${laid}`,
        text: `${SENTENCES[laid % SENTENCES.length]} (${laid + 1})`,
        place: PLACES[laid % PLACES.length] as (typeof PLACES)[number],
        facet: null,
        createdAt: new Date(0).toISOString(),
      })
    if (count === 300) groupCards(hand.doc, doer, `${doer.id}.group`, 'Alike', [`${doer.id}.0`, `${doer.id}.4`])
    await expect(cards(laptop)).toHaveCount(count)
    // On a phone one place is looked at, at first the middle.
    await expect(cards(phone)).toHaveCount(Math.floor(count / PLACES.length))
    await check(laptop, `laptop-board-${count}`)
    await check(phone, `phone-board-${count}`)
    if (!process.env.E2E_PICTURES) continue
    await laptop.page.emulateMedia({ media: 'print', colorScheme: 'light' })
    await laptop.page.screenshot({ path: `${process.env.E2E_PICTURES}/print-board-${count}.png`, fullPage: true })
    await laptop.page.emulateMedia({ media: 'screen' })
  }
  hand.go()
  await test.step('a full board comes without pushing anything away', async () => {
    for (const actor of [laptop, phone]) {
      await notePaint(actor.page)
      for (const from of ['the device', 'the server alone']) {
        if (from === 'the server alone') await emptyDevice(actor)
        await actor.page.reload()
        await expect(cards(actor).first()).toBeVisible()
        // What is said above the cards changes once the server has answered.
        await expect(actor.page.getByText('Connected', { exact: true })).toBeVisible()
        expect((await readPaint(actor.page)).shifted).toBeLessThan(0.05)
      }
    }
  })
})
