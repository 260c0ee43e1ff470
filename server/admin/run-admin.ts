import { createTranslator } from 'use-intl/core'
import messages from '#messages/en-GB.json' with { type: 'json' }
import { isRefusal, type Refusal } from '#server/refusal.ts'
import { Misuse, readAsked } from './ask.ts'
import { COMMANDS, type Command } from './commands.ts'
import type { Desk } from './desk.ts'

/** How a call ended: what to print where, and the exit status (0 done, 1 found something wrong, 2 not understood). */
export interface Ended {
  status: 0 | 1 | 2
  out: string
  err: string
}

/** Carries out one call of the admin command. What was asked wrongly changes nothing and gets one clear line. */
export async function runAdmin(desk: Desk, argv: readonly string[]): Promise<Ended> {
  try {
    if (argv.length === 0) return misuse(`say what to do: ${Object.keys(COMMANDS).join(', ')}; --help explains each`)
    const found = findCommand(argv)
    if (argv.includes('--help') || argv[0] === 'help') return said(found ? help(found.command) : overview())
    if (!found) return misuse(`there is no command ${JSON.stringify(argv.slice(0, 2).join(' '))}; --help lists them`)
    const asked = readAsked(argv.slice(found.words), found.command.options)
    const most = placesIn(found.command.usage, found.words)
    if (asked.args.length > most)
      return misuse(`${JSON.stringify(asked.args[most])} is one word too many: put quotes around what belongs together`)
    const told = await found.command.run(desk, asked)
    const out = asked.json ? JSON.stringify(told.facts) : told.words.join('\n')
    return { status: told.failed ? 1 : 0, out, err: '' }
  } catch (error) {
    if (error instanceof Misuse) return misuse(error.message)
    if (isRefusal(error)) return misuse(`${sentence(error)} (${error.code})`)
    throw error
  }
}

/** A refusal in the words of the pages; what the pages have no place for is told beside them. */
function sentence({ code, facts }: Refusal): string {
  const say = createTranslator({ locale: 'en-GB', messages }) as (key: string, values: Refusal['facts']) => string
  return say(`refusal.${code}`, facts)
}

function findCommand(argv: readonly string[]): { command: Command; words: number } | undefined {
  for (const words of [2, 1]) {
    if (argv.length < words) continue
    const name = argv.slice(0, words).join(' ')
    const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined
    if (command) return { command, words }
  }
  return undefined
}

/** How many arguments a command takes: the words of its usage between its name and its first option. */
const placesIn = (usage: string, words: number) => (usage.split(' [')[0] as string).split(' ').length - words

const said = (out: string): Ended => ({ status: 0, out, err: '' })
const misuse = (line: string): Ended => ({ status: 2, out: '', err: `admin: ${line.replace(/\s+/g, ' ')}` })

const help = ({ usage, about }: Command) =>
  `npm run --silent admin -- ${usage}\n\n${about}\n--json prints the same as one line of JSON.`
const overview = () =>
  [
    'npm run --silent admin -- COMMAND [--json]',
    '',
    ...Object.values(COMMANDS).map(({ usage, about }) => `  ${usage}\n      ${about}`),
  ].join('\n')
