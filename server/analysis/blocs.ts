import { comparable, type Distances, distancesOf } from './bloc-distances.ts'
import { byGroup, inGroups } from './by-group.ts'
import { type Chance, chanceFrom, seedOf } from './chance.ts'
import { inRoom } from './lanes.ts'
import { averageLinkage, clustersOf } from './linkage.ts'
import { drawnAgain, sumsOf } from './network-share.ts'
import { type CountedAnswers, PackedAnswers } from './packed-answers.ts'
import { profilesFrom } from './profiles.ts'
import { groupOf, type Respondents } from './respondents.ts'
import { shuffle } from './shuffle.ts'
import { silhouette } from './silhouette.ts'
import { THRESHOLDS } from './thresholds.ts'

/** Blocs of partners that stand together, or why none are shown. Partners are the matrix's indices. */
export type Blocs =
  | {
      readonly are: 'clear'
      readonly blocs: readonly (readonly number[])[]
      readonly silhouette: number
      readonly pValue: number
      readonly stability: number
    }
  | {
      readonly are: 'none-clear'
      /** `untold`: so few partners' people differ that it would tell how; see told-network.ts. */
      readonly why: 'single-voice' | 'too-few-partners' | 'no-grouping' | 'like-chance' | 'unstable' | 'untold'
    }

const ROUNDS = 199
// The 95th percentile is passed by no more than this many of them.
const LIKE_CHANCE = 10
const DRAWS = 100

/**
 * Whether partners fall into blocs: average linkage on the pair distance, two to five blocs of at least two by the best
 * silhouette; shown only when that passes 95 in 100 of what random partner labels give, and every bloc comes up again (mean
 * Jaccard .75) when people are drawn anew. Shuffled votes have "no clear blocs". Silhouettes are taken over the unbiased
 * distance plus what chance would add on average, so that none is below 0 and small partners don't look far from everybody.
 * Sources: Rousseeuw 1987; Hennig 2007.
 */
export const blocsOf = (people: Respondents): Blocs => inRoom(() => groupedBlocs(people))

function groupedBlocs(people: Respondents): Blocs {
  const answers = new PackedAnswers(people)
  const found = distancesOf(profilesOf(answers.count(inGroups(people.sizes)), people))
  const used = comparable(found.common, people.sizes.length, people.statements)
  if (used.length < THRESHOLDS.fewestForBlocs) return { are: 'none-clear', why: 'too-few-partners' }
  // One voice each: another label changes nothing, so chance can't be told from blocs.
  if (people.sizes.every((size) => size === 1)) return { are: 'none-clear', why: 'single-voice' }
  const grouped = best(among(found, used))
  if (!grouped) return { are: 'none-clear', why: 'no-grouping' }

  const chance = chanceFrom(seedOf(people.points))
  const pValue = likeChance(people, answers, used, grouped.silhouette, chance)
  if (pValue === null) return { are: 'none-clear', why: 'like-chance' }
  const stability = stabilityOf(people, answers, used, grouped.clusters, chance)
  if (stability < THRESHOLDS.stability) return { are: 'none-clear', why: 'unstable' }
  const blocs = membersOf(grouped.clusters).map((own) => own.map((at) => people.partners[used[at] as number] as number))
  return { are: 'clear', blocs, silhouette: grouped.silhouette, pValue, stability }
}

const profilesOf = (counted: CountedAnswers, { sizes, statements, scale }: Respondents) =>
  profilesFrom(counted, { partners: sizes.length, statements, scale })

/** The distances among the partners used, lifted by what chance adds, none below 0. */
function among({ mean, noise }: Distances, used: readonly number[]): { mean: Float64Array; lifted: Float64Array } {
  const all = Math.sqrt(mean.length)
  const own = Float64Array.from({ length: used.length ** 2 }, (_, i) => {
    const [j, k] = [used[Math.floor(i / used.length)] as number, used[i % used.length] as number]
    return mean[j * all + k] as number
  })
  return {
    mean: own,
    lifted: own.map((distance, i) => (i % (used.length + 1) === 0 ? 0 : Math.max(0, distance + noise))),
  }
}

function best({ mean, lifted }: ReturnType<typeof among>): { clusters: number[]; silhouette: number } | null {
  const n = Math.sqrt(mean.length)
  const joins = averageLinkage(mean, n)
  let found: { clusters: number[]; silhouette: number } | null = null
  for (let k = 2; k <= Math.min(5, n - 1); k += 1) {
    const clusters = clustersOf(joins, k)
    if (membersOf(clusters).some((own) => own.length < 2)) continue
    const score = silhouette(lifted, clusters)
    if (!found || score > found.silhouette + 1e-12) found = { clusters, silhouette: score }
  }
  return found
}

/** How often random partner labels group as well; null once that is too often for the blocs to be clear. */
function likeChance(
  people: Respondents,
  answers: PackedAnswers,
  used: readonly number[],
  silhouette: number,
  chance: Chance,
): number | null {
  const groups = groupOf(people.sizes)
  let times = 0
  for (let round = 0; round < ROUNDS; round += 1) {
    const groupsDealt = byGroup(shuffle(groups, chance), people.sizes.length)
    const dealt = best(among(distancesOf(profilesOf(answers.count(groupsDealt), people)), used))
    if (dealt && dealt.silhouette >= silhouette - 1e-12) times += 1
    if (times >= LIKE_CHANCE) return null
  }
  return (times + 1) / (ROUNDS + 1)
}

/** The least of the blocs' mean Jaccard likenesses to their nearest in data drawn anew; 0..1. */
function stabilityOf(
  people: Respondents,
  answers: PackedAnswers,
  used: readonly number[],
  clusters: readonly number[],
  chance: Chance,
): number {
  const blocs = membersOf(clusters)
  const totals = blocs.map(() => 0)
  const groups = inGroups(people.sizes)
  const { between, plainBetween } = sumsOf(answers.count(groups), people)
  const kept = plainBetween > 1e-12 ? Math.sqrt(Math.max(0, between) / plainBetween) : 0
  for (let draw = 0; draw < DRAWS; draw += 1) {
    const again = answers.count(drawnAgain(groups, 1 - Math.min(1, kept), chance))
    const { mean } = among(distancesOf(profilesOf(again, people)), used)
    const drawn = membersOf(clustersOf(averageLinkage(mean, used.length), blocs.length))
    blocs.forEach((bloc, i) => {
      totals[i] = (totals[i] as number) + Math.max(...drawn.map((other) => jaccard(bloc, other))) / DRAWS
    })
  }
  return Math.min(...totals)
}

function membersOf(clusters: readonly number[]): number[][] {
  const members: number[][] = []
  clusters.forEach((cluster, at) => {
    members[cluster] = [...(members[cluster] ?? []), at]
  })
  return members
}

function jaccard(a: readonly number[], b: readonly number[]): number {
  const both = a.filter((one) => b.includes(one)).length
  return both / (a.length + b.length - both)
}
