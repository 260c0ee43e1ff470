/** How close somebody was to what a note says: saw it, was told, or heard it said. */
export const CLOSENESS = ['saw', 'told', 'heard'] as const
export type Closeness = (typeof CLOSENESS)[number]

/** Who may read a note: the network's members, its convenors, or people named one by one. Its author always may. */
export const SENSITIVITIES = ['convenors', 'network', 'group'] as const
export type Sensitivity = (typeof SENSITIVITIES)[number]

export const NOTE_STATES = ['new', 'joined', 'acted_on', 'parked', 'disproved'] as const
export type NoteState = (typeof NOTE_STATES)[number]
/** The states that an answer brings a note to. */
export const ANSWERED_STATES = ['acted_on', 'parked', 'disproved'] as const
export type AnsweredState = (typeof ANSWERED_STATES)[number]

export const ABOUT_KINDS = ['statement', 'authoriser', 'partner', 'topic'] as const
export type AboutKind = (typeof ABOUT_KINDS)[number]

/** A note without an answer is on the ageing list after so many days. */
export const AGEING_DAYS = 14

// What people are addressed with, in the languages that pages speak: whoever writes may use any of them on any page.
const TITLES = [
  ...[
    'Mr',
    'Mrs',
    'Ms',
    'Miss',
    'Dr',
    'Prof',
    'Cllr',
    'Sir',
    'Dame',
    'Lord',
    'Lady',
    'Rev',
    'Cyng',
    'Cynghorydd',
    'Parch',
  ],
  ...['M\\.', 'Mme', 'Mlle', 'Monsieur', 'Madame', 'Pr', 'Sr', 'Sra', 'Srta', 'Don', 'Doña', 'Señor', 'Señora'],
  ...['Dhr', 'dhr', 'Mevr', 'mevr', 'Mw', 'mw', 'Meneer', 'meneer', 'Mevrouw', 'mevrouw', 'Herr', 'Herrn', 'Frau'],
]
const TITLED = new RegExp(
  `(?<![\\p{L}'’])(?:${TITLES.join('|')})\\.?\\s+(?:(?:van|von|de|der|den)\\s+)*\\p{Lu}\\p{Ll}`,
  'u',
)
// Arabic has no capitals: a name is told by what goes before it alone.
const ADDRESSED = /(?<!\p{L})و?(?:(?:السيدة?|الدكتورة?|الأستاذة?|المهندسة?|الشيخ)\s+\p{L}{2}|[دأم]\.\s?\p{L}{2})/u
// Two words with a capital inside a sentence, as a first name or an initial and a surname are.
const PAIR =
  /(?<=[\p{Ll}\d,;:]\s)(?:\p{Lu}\p{Ll}+|\p{Lu}\.)\s?(?<=\s|\.)(?:(?:van(?:\sde[rn]?)?|von|ter|ap|ferch)\s)?\p{Lu}(?:['’]?\p{Lu})?\p{Ll}+/u

/**
 * Whether a text seems to name a person, whatever language it is written in. A hint, never a bar: names of places and bodies
 * look the same, and where nothing but the name itself tells (Arabic, without a title) it stays silent.
 * @example seemsToName('I met Cllr Jones') // true
 * @example seemsToName('The cabinet member is unsure') // false
 */
export const seemsToName = (text: string): boolean => TITLED.test(text) || PAIR.test(text) || ADDRESSED.test(text)
