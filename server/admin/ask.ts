import { parseArgs } from 'node:util'

/** A call of the command that can't be carried out as it was written: one line that says what is off. */
export class Misuse extends Error {
  override readonly name = 'Misuse'
}

export interface Asked {
  /** What follows the command's words. */
  args: string[]
  options: Record<string, string>
  json: boolean
}

/** Splits what was typed after a command's words into arguments and options; an unknown option is named. */
export function readAsked(argv: readonly string[], known: readonly string[]): Asked {
  const texts = Object.fromEntries(known.map((name) => [name, { type: 'string' as const }]))
  try {
    const options = { ...texts, json: { type: 'boolean' as const } }
    const { values, positionals } = parseArgs({ args: [...argv], options, allowPositionals: true })
    const given = values as Record<string, string | boolean | undefined>
    const typed = Object.entries(given).filter((entry): entry is [string, string] => typeof entry[1] === 'string')
    return { args: positionals, options: Object.fromEntries(typed), json: given.json === true }
  } catch (error) {
    throw new Misuse((error as Error).message.split('. ')[0])
  }
}

/** The argument at a place, or the misuse that names it. */
export function want(asked: Asked, at: number, what: string): string {
  const given = asked.args[at]
  if (given === undefined || given.trim() === '') throw new Misuse(`${what} is missing`)
  return given
}

/** The option by its name, or the misuse that names it. */
export function wantOption(asked: Asked, name: string): string {
  const given = asked.options[name]
  if (given === undefined || given.trim() === '') throw new Misuse(`--${name} is missing`)
  return given
}
