/**
 * What the live line has to come to, in one place: each bar says which figure it is about, in words what is asked, and whether
 * it is met. A bar whose figure wasn't measured (fewer people, no peers beside it) is left out.
 */
export interface Bar {
  readonly figure: string
  readonly asks: string
  readonly isMet: boolean
  readonly value: number
}

const most = (figure: string, value: number | undefined, limit: number, unit = 'ms'): Bar[] =>
  value === undefined ? [] : [{ figure, value, asks: `at most ${limit} ${unit}`.trim(), isMet: value <= limit }]

/** Figures by name, each for several servers: ours begins with the product's name. */
export type Medians = Readonly<Record<string, Readonly<Record<string, number>>>>

/** The bars of the live line beside its peers. */
export function lineBars(medians: Medians): Bar[] {
  const of = (figure: string, server: string) =>
    Object.entries(medians[figure] ?? {}).find(([name]) => name.startsWith(server))?.[1]
  const ours = (figure: string) => of(figure, 'tricorner')
  const [stock, hocuspocus] = ['y-websocket', 'hocuspocus']
  const against = (figure: string, peer: string, asks: string, limitOf: (theirs: number) => number): Bar[] => {
    const [value, theirs] = [ours(figure), of(figure, peer)]
    if (value === undefined || theirs === undefined) return []
    const limit = limitOf(theirs)
    return [{ figure, value, asks: `at most ${asks}: ${Math.round(limit * 100) / 100}`, isMet: value <= limit }]
  }
  const nearBest = (figure: string): Bar[] => {
    const [value, ...theirs] = [ours(figure), of(figure, stock), of(figure, hocuspocus)]
    const best = Math.min(...theirs.filter((one) => one !== undefined))
    if (value === undefined || best === Number.POSITIVE_INFINITY) return []
    return [{ figure, value, asks: `at most 10 ms above the best: ${best + 10}`, isMet: value <= best + 10 }]
  }
  const least = (figure: string, asks: string, limit: number | undefined): Bar[] => {
    const value = ours(figure)
    return value === undefined || limit === undefined ? [] : [{ figure, value, asks, isMet: value >= limit }]
  }
  const [cpu, fanOut] = ['200 people: cpuPerDeliveryMicroseconds', 'fan-out to 200: deliveriesPerSecond']
  const cpuLimit = Math.max(11, 0.8 * (of(cpu, hocuspocus) ?? 0))
  return [
    ...['50 people: seenP95', '100 people: seenP95'].flatMap(nearBest),
    ...against('200 people: seenP95', hocuspocus, 'Hocuspocus and one commit', (theirs) => theirs + 10),
    ...against('200 people: seenP95', stock, 'half the stock server’s', (theirs) => theirs / 2),
    ...most('200 people: acknowledgedP95', ours('200 people: acknowledgedP95'), 25),
    ...least('500 people: deliveredPercent', 'all', 100),
    ...most('500 people: seenP95', ours('500 people: seenP95'), 60),
    ...most(cpu, ours(cpu), cpuLimit, 'µs, or 0.8 of Hocuspocus'),
    ...against('500 cards: joinP50', hocuspocus, '0.45 of Hocuspocus', (theirs) => 0.45 * theirs),
    ...against('500 cards: herdOf100', hocuspocus, '0.25 of Hocuspocus', (theirs) => 0.25 * theirs),
    ...most('500 cards: joinKiloBytes', ours('500 cards: joinKiloBytes'), 55, 'kB'),
    ...against('200 phones after sleep: allBack', hocuspocus, 'half of Hocuspocus', (theirs) => theirs / 2),
    ...least(fanOut, 'at least Hocuspocus', of(fanOut, hocuspocus)),
    ...most('idle: heapOf100BoardsMegaBytes', ours('idle: heapOf100BoardsMegaBytes'), 20, 'MB'),
    ...most('idle: heapOf100LeftBoardsMegaBytes', ours('idle: heapOf100LeftBoardsMegaBytes'), 1, 'MB'),
    ...most('idle: coldBoardMs', ours('idle: coldBoardMs'), 60),
    ...most('idle: missingOnColdBoards', ours('idle: missingOnColdBoards'), 0, 'cards'),
    ...most('board after a restart: answeredMs', ours('board after a restart: answeredMs'), 60),
    ...['board after a restart: missingWhenSaidToBeWhole', 'kill -9: lostAcknowledged', 'kill -9: lostSeen'].flatMap(
      (figure) => most(figure, ours(figure), 0, ''),
    ),
    ...most('kill -9: backMs', ours('kill -9: backMs'), 5_000),
  ]
}

/** A killed server is back, and a killed database's boards are saved, in good time every time; nothing is lost. */
export const killBars = (found: {
  backMs?: number | undefined
  savedMs?: number | undefined
  lost: number
  toldTooEarly: number
}): Bar[] => [
  ...most('back after a kill, the longest', found.backMs, 5_000),
  ...most('saved after the database is back, the longest', found.savedMs, 10_000),
  ...most('lost', found.lost, 0, ''),
  ...most('told too early that all was there', found.toldTooEarly, 0, ''),
]

/** What several servers cost, and that they come to the same. */
export const severalBars = (found: {
  hopP95?: number | undefined
  different: number
  refused: number
  cutOff: number
}): Bar[] => [
  ...most('a hop to another server, p95', found.hopP95, 10),
  ...most('people with something else', found.different, 0, ''),
  ...most('refused', found.refused, 0, ''),
  ...most('cut off for good', found.cutOff, 0, ''),
]

/**
 * How quickly a board answers one's hand: said of sixty people and three hundred cards. Where no interaction was recorded
 * nothing was shown, whatever the load, and the bar is not met.
 */
export const handBars = (found: {
  people: number
  cards: number
  inpMs?: number | undefined
  layoutShift: number
}): Bar[] =>
  found.inpMs !== undefined && (found.people < 60 || found.cards < 300)
    ? []
    : [
        ...most('interaction to next paint', found.inpMs ?? Number.POSITIVE_INFINITY, 150),
        ...most('layout shift', found.layoutShift, 0.05, ''),
      ]

/** Prints every bar beside its figure, on standard error; answers the exit status: 1 when one is not met. */
export function judge(bars: readonly Bar[], say: (line: string) => void = console.error): 0 | 1 {
  for (const { figure, value, asks, isMet } of bars)
    say(`${isMet ? 'met    ' : 'NOT MET'}  ${figure}: ${value} (${asks})`)
  return bars.every(({ isMet }) => isMet) ? 0 : 1
}
