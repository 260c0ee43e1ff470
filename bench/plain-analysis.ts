/**
 * The same figures as anybody would write them first: objects, maps and loops, one pass an answer. For bench/analysis.ts, which
 * times it and checks that it finds the same.
 */
export interface PlainAnswer {
  readonly partner: string
  readonly answer: number | 'unsure'
}
export interface PlainFigures {
  readonly dispersion: number
  readonly within: number
  readonly between: number
  readonly position: number
  readonly unsure: number
}

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length

export function plainFigures(answers: readonly PlainAnswer[], scale: number): PlainFigures {
  const byPartner: Record<string, PlainAnswer[]> = {}
  for (const one of answers) {
    byPartner[one.partner] ??= []
    byPartner[one.partner]?.push(one)
  }
  const partners = Object.values(byPartner)
  const points = partners.map((own) => own.flatMap(({ answer }) => (answer === 'unsure' ? [] : [answer])))
  const answering = points.filter((own) => own.length > 0)
  const share = (own: readonly number[], cut: number) => own.filter((point) => point <= cut).length / own.length
  const cuts = Array.from({ length: scale - 1 }, (_, i) => i + 1)
  const factor = 4 / (scale - 1)
  const plain = answering.map((own) =>
    cuts.reduce((sum, cut) => sum + factor * share(own, cut) * (1 - share(own, cut)), 0),
  )
  const degrees = answering.reduce((sum, own) => sum + own.length - 1, 0)
  const pooled = plain.reduce((sum, value, j) => sum + value * (answering[j]?.length ?? 0), 0) / degrees
  const fair = plain.map((value, j) => {
    const n = answering[j]?.length ?? 0
    return n > 1 ? (value * n) / (n - 1) : pooled
  })
  const together = cuts.reduce((sum, cut) => {
    const all = mean(answering.map((own) => share(own, cut)))
    return sum + factor * all * (1 - all)
  }, 0)
  const within = mean(fair)
  const dispersion = together + mean(fair.map((value, j) => value - (plain[j] as number))) / answering.length
  return {
    dispersion,
    within,
    between: dispersion - within,
    position: mean(answering.map((own) => mean(own.map((point) => (2 * (point - 1)) / (scale - 1) - 1)))),
    unsure: mean(partners.map((own) => own.filter(({ answer }) => answer === 'unsure').length / own.length)),
  }
}

/** How often labels dealt out by chance lie at least as far between, by making every answer anew each time. */
export function plainPValue(
  answers: readonly PlainAnswer[],
  scale: number,
  rounds: number,
  chance: () => number,
): number {
  const { between } = plainFigures(answers, scale)
  let times = 0
  for (let round = 0; round < rounds; round += 1) {
    const labels = answers.map(({ partner }) => ({ partner, at: chance() })).sort((a, b) => a.at - b.at)
    const dealt = answers.map(({ answer }, i) => ({ answer, partner: labels[i]?.partner ?? '' }))
    if (plainFigures(dealt, scale).between >= between - 1e-12) times += 1
  }
  return (times + 1) / (rounds + 1)
}
