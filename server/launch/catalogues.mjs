// The catalogues of all languages against the English one: what a build stops at. Run by itself, it prints what is wrong.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { parse, TYPE } from '@formatjs/icu-messageformat-parser'

const FIRST = 'en-GB'
// Whole numbers up to here need a branch of their own: what nobody counts to in a workshop may fall to "other".
const COUNTED = 200

const entries = (tree, path = '') =>
  Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'string' ? [[path + key, value]] : entries(value, `${path}${key}.`),
  )

/** Everything wrong with a catalogue, a line each; none for a complete one. */
export function faultsIn(language, catalogue, first) {
  const words = new Map(entries(catalogue))
  const originals = new Map(entries(first))
  return [
    ...[...originals.keys()].filter((key) => !words.has(key)).map((key) => `${language}: ${key} is missing`),
    ...[...words.keys()].filter((key) => !originals.has(key)).map((key) => `${language}: ${key} is not in ${FIRST}`),
    ...[...words]
      .filter(([key]) => originals.has(key))
      .flatMap(([key, text]) =>
        faultsOf(language, text, originals.get(key)).map((fault) => `${language}: ${key} ${fault}`),
      ),
  ]
}

function faultsOf(language, text, original) {
  if (text.trim() === '') return ['has no words']
  try {
    const [found, wanted] = [placesIn(parse(text)), placesIn(parse(original))]
    return [
      ...[...wanted.keys()].filter((name) => !found.has(name)).map((name) => `lacks {${name}}`),
      ...[...found.keys()].filter((name) => !wanted.has(name)).map((name) => `has a {${name}} that is not known`),
      ...[...found].flatMap(([name, place]) => oddPlace(language, name, place, wanted.get(name))),
    ]
  } catch (error) {
    return [`can’t be read: ${error.message}`]
  }
}

/** What a sentence leaves open: each argument and tag, the ways it is written, and the branches it has. */
function placesIn(elements, places = new Map()) {
  for (const element of elements) {
    if (element.type === TYPE.literal || element.type === TYPE.pound) continue
    const name = element.type === TYPE.tag ? `<${element.value}>` : element.value
    const place = places.get(name) ?? { kinds: new Set(), plurals: [], choices: new Set() }
    places.set(name, place)
    if (element.type !== TYPE.argument) place.kinds.add(`${TYPE[element.type]} ${element.pluralType ?? ''}`.trim())
    if (element.type === TYPE.plural) place.plurals.push(element)
    if (element.type === TYPE.select) for (const choice of Object.keys(element.options)) place.choices.add(choice)
    for (const { value } of Object.values(element.options ?? {})) placesIn(value, places)
    if (element.children) placesIn(element.children, places)
  }
  return places
}

/** A number may be put into words where the English needs none; what is put into words there must be here too. */
function oddPlace(language, name, place, wanted) {
  if (!wanted) return []
  const lost = [...wanted.kinds]
    .filter((kind) => !place.kinds.has(kind) && !(kind === 'number' && bends(place)))
    .map((kind) => `uses {${name}} not as a ${kind}`)
  const gone = [...wanted.choices].filter((choice) => !place.choices.has(choice))
  const odd = [...place.choices].filter((choice) => !wanted.choices.has(choice))
  return [
    ...lost,
    ...[...gone, ...odd].map((choice) => `has other choices for {${name}} than ${FIRST}: ${choice}`),
    ...formsLacking(language, place, wanted).map((form) => `lacks the form "${form}" of {${name}}`),
  ]
}

const bends = ({ plurals }) => plurals.some(({ options }) => 'one' in options)

/** The plural forms of a language that some count needs and a sentence has not. A sentence that English never bends needs none. */
function formsLacking(language, { plurals }, wanted) {
  const has = new Set(plurals.flatMap(({ options }) => Object.keys(options)))
  if (plurals.length === 0 || !(bends(wanted) || wanted.plurals.length === 0)) return []
  const rules = new Intl.PluralRules(language, { type: plurals[0].pluralType })
  const counts = Array.from({ length: COUNTED + 1 }, (_, count) => count)
  return [...new Set(counts.filter((count) => !has.has(`=${count}`)).map((count) => rules.select(count)))].filter(
    (form) => !has.has(form),
  )
}

/** What is wrong with the catalogues in a folder. */
export function faultsInAll(folder = 'messages') {
  const read = (file) => JSON.parse(readFileSync(join(folder, file), 'utf8'))
  const first = read(`${FIRST}.json`)
  return readdirSync(folder)
    .filter((file) => file.endsWith('.json'))
    .flatMap((file) => faultsIn(file.replace('.json', ''), read(file), first))
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const faults = faultsInAll()
  for (const fault of faults) console.error(fault)
  if (faults.length > 0) console.error('The catalogues of all languages must say the same things: nothing was built.')
  process.exit(faults.length > 0 ? 1 : 0)
}
