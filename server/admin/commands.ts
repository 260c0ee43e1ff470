import { and, eq, or } from 'drizzle-orm'
import { networks, partners } from '#db/schema/networks.ts'
import { beginEpoch } from '#db/stored-board.ts'
import { makeSignInLink } from '#server/auth/sign-in-link.ts'
import { operatorConvening } from '#server/auth/who-is.ts'
import { mailWatch } from '#server/authoriser/mail-watch.ts'
import { addMember } from '#server/network/add-member.ts'
import { addPartner } from '#server/network/add-partner.ts'
import { createNetwork } from '#server/network/create-network.ts'
import { setTimeZone } from '#server/network/set-time-zone.ts'
import { closeSession } from '#server/record/close-session.ts'
import { importPolis } from '#server/record/import-polis.ts'
import { isRefusal } from '#server/refusal.ts'
import { readPolisFolder } from '#server/report/read-polis-folder.ts'
import { OpenSessionInput } from '#server/session/input.ts'
import { moveToStep } from '#server/session/move-to-step.ts'
import { openSession } from '#server/session/open-session.ts'
import { showCode } from '#server/vocabulary/code.ts'
import type { NetworkId, PartnerId, SessionId } from '#server/vocabulary/ids.ts'
import { ROLES, type Role } from '#server/vocabulary/role.ts'
import { isStep, STEPS } from '#server/vocabulary/step.ts'
import type { Work } from '#server/work.ts'
import { type Asked, Misuse, want, wantOption } from './ask.ts'
import type { Desk, Told } from './desk.ts'
import { examine } from './doctor.ts'

export interface Command {
  usage: string
  about: string
  options: readonly string[]
  run(desk: Desk, asked: Asked): Promise<Told>
}

/** Which questions are asked beside "should it be?": `is`, `most`, or both with a comma between. */
function readAsks(ask = ''): { asksIs: boolean; asksMost: boolean } {
  const words = ask.split(',').filter(Boolean)
  const odd = words.find((word) => word !== 'is' && word !== 'most')
  if (odd) throw new Misuse(`--ask ${JSON.stringify(odd)} is neither is nor most`)
  return { asksIs: words.includes('is'), asksMost: words.includes('most') }
}

export const COMMANDS: Readonly<Record<string, Command>> = {
  'network create': {
    usage: 'network create NAME [--about TEXT] [--zone PLACE]',
    about: 'Sets up a network and prints its id.',
    options: ['about', 'zone'],
    async run({ work }, asked) {
      const networkId = await createNetwork(work, {
        name: want(asked, 0, 'NAME'),
        about: asked.options.about ?? '',
        timeZone: asked.options.zone,
      })
      return { facts: { networkId }, words: [`Network ${networkId} is set up.`] }
    },
  },
  'network zone': {
    usage: 'network zone NETWORK PLACE',
    about: 'Says in which time zone a network counts its days, as Europe/Berlin.',
    options: [],
    async run({ work }, asked) {
      const networkId = await networkNamed(work, want(asked, 0, 'NETWORK'))
      const timeZone = want(asked, 1, 'PLACE')
      await setTimeZone(work, networkId, timeZone)
      return { facts: { networkId, timeZone }, words: [`The network counts its days in ${timeZone}.`] }
    },
  },
  'partner add': {
    usage: 'partner add NETWORK NAME [--initials XX] [--sector WORD] [--key WORD]',
    about: 'Takes an organisation into a network (by the network’s id or name) and prints its id.',
    options: ['initials', 'sector', 'key'],
    async run({ work }, asked) {
      const networkId = await networkNamed(work, want(asked, 0, 'NETWORK'))
      const { initials, sector, key } = asked.options
      const partnerId = await addPartner(work, networkId, {
        name: want(asked, 1, 'NAME'),
        initials,
        sector: sector ?? null,
        key,
      })
      return { facts: { networkId, partnerId }, words: [`Partner ${partnerId} is in.`] }
    },
  },
  'member add': {
    usage: `member add NETWORK EMAIL [--name NAME] [--role ${ROLES.join('|')}] [--partner PARTNER]`,
    about:
      'Takes a person into a network; with a partner (id, key or name) they speak for it. The role is member unless told.',
    options: ['name', 'role', 'partner'],
    async run({ work }, asked) {
      const networkId = await networkNamed(work, want(asked, 0, 'NETWORK'))
      const role = (asked.options.role ?? 'member') as Role
      if (!ROLES.includes(role)) throw new Misuse(`--role is one of ${ROLES.join(', ')}`)
      const partnerId = asked.options.partner ? await partnerNamed(work, networkId, asked.options.partner) : null
      const userId = await addMember(work, networkId, {
        email: want(asked, 1, 'EMAIL'),
        name: asked.options.name ?? '',
        role,
        partnerId,
      })
      return { facts: { networkId, userId }, words: [`Member ${userId} is in as ${role}.`] }
    },
  },
  'session open': {
    usage:
      'session open NETWORK NAME [--question TEXT] [--template ID] [--voice own|named] [--names names|partner|none] [--check yes] [--views private|open] [--ask is,most] [--statements "A|B|C"]',
    about: 'Opens a workshop and prints its id, code and addresses.',
    options: ['question', 'template', 'voice', 'names', 'check', 'views', 'ask', 'statements'],
    async run({ work, origin }, asked) {
      const networkId = await networkNamed(work, want(asked, 0, 'NETWORK'))
      const { question, template, voice, names, check, views, ask, statements } = asked.options
      const typed = statements?.split('|').filter((text) => text.trim() !== '')
      const input = OpenSessionInput.safeParse({
        name: want(asked, 1, 'NAME'),
        question,
        template,
        voice,
        attribution: names,
        moderation: check === 'yes' ? 'check' : undefined,
        firstViews: views,
        ...readAsks(ask),
        statements: typed,
      })
      if (!input.success)
        throw new Misuse(input.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; '))
      const { sessionId, code } = await openSession(work, networkId, input.data)
      const addresses = {
        join: `${origin}/join/${code}`,
        board: `${origin}/session/${sessionId}/board`,
        desk: `${origin}/convene/${sessionId}`,
        present: `${origin}/present/${sessionId}`,
      }
      const words = [
        `Workshop ${sessionId} is open.`,
        `Code: ${showCode(code)}`,
        ...Object.entries(addresses).map(([name, address]) => `${name}: ${address}`),
      ]
      return { facts: { networkId, sessionId, code, addresses }, words }
    },
  },
  'session step': {
    usage: `session step SESSION ${STEPS.join('|')}`,
    about: 'Takes a workshop to a step.',
    options: [],
    async run({ work }, asked) {
      const convening = await sessionNamed(work, want(asked, 0, 'SESSION'))
      const step = want(asked, 1, 'STEP')
      if (!isStep(step)) throw new Misuse(`STEP is one of ${STEPS.join(', ')}`)
      await moveToStep(work, convening, { step })
      return { facts: { sessionId: convening.sessionId, step }, words: [`The workshop is at ${step}.`] }
    },
  },
  'session close': {
    usage: 'session close SESSION',
    about: 'Closes a workshop for good and keeps its record.',
    options: [],
    async run({ work }, asked) {
      const convening = await sessionNamed(work, want(asked, 0, 'SESSION'))
      await closeSession(work, convening)
      return {
        facts: { sessionId: convening.sessionId, closed: true },
        words: ['The workshop is closed and in the history.'],
      }
    },
  },
  'sign-in-link': {
    usage: 'sign-in-link EMAIL',
    about: 'Prints a link that signs this person in once, within an hour.',
    options: [],
    async run({ work, origin, secret }, asked) {
      const email = want(asked, 0, 'EMAIL')
      const link = await makeSignInLink(work, origin, secret, email).catch((error: unknown) => {
        throw isRefusal(error) && error.code === 'not_found' ? new Misuse(`nobody is known by ${email}`) : error
      })
      return { facts: { link }, words: [link] }
    },
  },
  'import polis': {
    usage: 'import polis FOLDER [--network NETWORK] [--partner-column NAME]',
    about: 'Puts a Polis export into the history as a closed workshop; its groups are the partners.',
    options: ['network', 'partner-column'],
    async run({ work, origin }, asked) {
      const network = asked.options.network ? await networkNamed(work, wantOption(asked, 'network')) : undefined
      const column = asked.options['partner-column']
      const { networkId, sessionId, people, statements } = await importPolis(
        work,
        await readFolder(want(asked, 0, 'FOLDER')),
        { network, column },
      )
      const address = `${origin}/network/${networkId}/workshops/${sessionId}`
      const words = [`${people} people and ${statements} statements are in the history: ${address}`]
      return { facts: { networkId, sessionId, people, statements, address }, words }
    },
  },
  'watch mail': {
    usage: 'watch mail',
    about:
      'Mails convenors whose backing ends within 180, 90 or 30 days, once for each, as the server does every hour.',
    options: [],
    async run({ work, origin, sendMail }) {
      const mails = await mailWatch(work, { origin, sendMail })
      return { facts: { mails }, words: [`${mails} mails were sent.`] }
    },
  },
  restored: {
    usage: 'restored',
    about:
      'Run once after the data came back from a backup, before people return: what their devices kept of boards from after it is not mixed in.',
    options: [],
    async run({ work }) {
      const boards = await beginEpoch(work.db, work.clock.now())
      return { facts: { boards }, words: [`${boards} boards begin anew from the backup.`] }
    },
  },
  doctor: {
    usage: 'doctor',
    about: 'Looks at the database, the migrations, the boards and the addresses, and says what is wrong.',
    options: [],
    run: (desk) => examine(desk),
  },
}

async function networkNamed({ db }: Work, named: string): Promise<NetworkId> {
  const [row] = await db
    .select({ id: networks.id })
    .from(networks)
    .where(or(eq(networks.id, named), eq(networks.name, named)))
  if (!row) throw new Misuse(`there is no network ${JSON.stringify(named)}`)
  return row.id as NetworkId
}

async function partnerNamed({ db }: Work, networkId: NetworkId, named: string): Promise<PartnerId> {
  const byName = or(eq(partners.id, named), eq(partners.key, named), eq(partners.name, named))
  const [row] = await db
    .select({ id: partners.id })
    .from(partners)
    .where(and(eq(partners.networkId, networkId), byName))
  if (!row) throw new Misuse(`there is no partner ${JSON.stringify(named)} in this network`)
  return row.id as PartnerId
}

async function sessionNamed({ db }: Work, named: string) {
  const convening = await operatorConvening(db, named as SessionId)
  if (!convening) throw new Misuse(`there is no workshop ${JSON.stringify(named)}`)
  return convening
}

async function readFolder(folder: string) {
  const read = await readPolisFolder(folder, { summary: true }).catch((error: NodeJS.ErrnoException) => {
    throw error.code ? new Misuse(`${error.path ?? folder} can’t be read (${error.code})`) : error
  })
  if (read.is === 'bad') throw new Misuse(`${folder}: ${read.problems.join('; ')}`)
  return read.value
}
