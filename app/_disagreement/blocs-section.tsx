'use client'
import { useTranslations } from 'use-intl/react'
import { drawScatter, Scatter } from '#app/_chart/scatter.tsx'
import { Mark } from '#app/_ui/mark.tsx'
import { sayList } from '#app/_words/say-day.ts'
import { sayFigure } from '#app/_words/say-number.ts'
import type { OpinionMap } from '#server/analysis/opinion-map.ts'
import type { DisagreementReport } from '#server/analysis/report.ts'
import { ChartFrame, Undrawn } from './chart-frame.tsx'
import type { MarkedPartner } from './marked-partner.ts'

interface Props {
  report: DisagreementReport
  map: OpinionMap | null
  partners: readonly MarkedPartner[]
  about: string
}

const UNBLOCKED = { outline: 'plain' } as const
/** So many organisations are named in one heading; of more it says how many, and the list below says who. */
const NAMED = 8

/** Whether organisations stand in blocs, and where: said and drawn only where chance and other people would hardly say otherwise. */
export function BlocsSection({ report, map, partners, about }: Props) {
  const t = useTranslations('differ')
  const inWords = useMemberWords()
  const { blocs } = report.network
  const namesIn = (bloc: readonly string[]) => partners.flatMap(({ id, name }) => (bloc.includes(id) ? [name] : []))
  const blocOf = (id: string) => (blocs.are === 'clear' ? blocs.blocs.findIndex((bloc) => bloc.includes(id)) + 1 : 0)
  if (blocs.are !== 'clear' || !map)
    return (
      <Undrawn
        id="blocs"
        topic={t('blocs')}
        finding={blocs.are === 'clear' ? blocsClear() : t('blocsNone')}
        how={<p>{t('blocsHow')}</p>}
      >
        {blocs.are === 'none-clear' && <p>{t(`why-${blocs.why}`)}</p>}
        <Members
          of={inBlocs(
            partners.map((partner) => ({ partner, bloc: blocOf(partner.id) })).filter(({ bloc }) => bloc > 0),
          )}
        />
      </Undrawn>
    )
  const found = map.points.flatMap((point) => {
    const partner = partners.find(({ id }) => id === point.partnerId)
    return partner ? [{ ...point, partner, bloc: blocOf(point.partnerId) }] : []
  })
  const farthest = Math.max(...found.flatMap(({ x, y }) => [Math.abs(x), Math.abs(y)]), 1e-9)
  const plane = {
    across: t('map.across', { share: Math.round(100 * map.shares[0]) }),
    up: t('map.up', { share: Math.round(100 * map.shares[1]) }),
    spots: found.map(({ partner, x, y, bloc }) => ({
      key: partner.id,
      x: x / farthest,
      y: y / farthest,
      sign: partner.initials,
      // A third bloc has the outline of the first: its number tells it apart.
      ...(bloc > 0 ? { outline: bloc % 2 ? ('firm' as const) : ('broken' as const), kind: bloc } : UNBLOCKED),
    })),
  }
  function blocsClear() {
    if (blocs.are !== 'clear') return ''
    const count = blocs.blocs.length
    if (blocs.blocs.flat().length > NAMED)
      return t('blocsMany', { count, sizes: sayList(blocs.blocs.map((bloc) => sayFigure(bloc.length, 0))) })
    return t('blocsClear', { count, list: blocs.blocs.map((bloc) => sayList(namesIn(bloc))).join('; ') })
  }
  return (
    <ChartFrame
      id="blocs"
      topic={t('blocs')}
      finding={blocsClear()}
      about={about}
      file="map"
      sheet={() => ({
        head: [t('bars.organisation'), t('map.bloc'), t('map.x'), t('map.y')],
        rows: found.map(({ partner, bloc, x, y }) => [partner.name, bloc || null, x, y]),
      })}
      picture={() =>
        drawScatter({ ...plane, legend: inBlocs(found).map((one) => `${one.partner.initials}: ${inWords(one)}`) })
      }
      how={
        <>
          <p>{t('blocsHow')}</p>
          <p>
            {t('map.how', {
              share: Math.round(100 * map.shares[0]),
              chance: Math.round(100 * map.byChance),
            })}
          </p>
        </>
      }
    >
      <p className="muted small">{t('map.lead')}</p>
      <Scatter {...plane} />
      <Members of={inBlocs(found)} />
    </ChartFrame>
  )
}

interface Member {
  readonly partner: MarkedPartner
  /** Counted from 1; 0 for none. */
  readonly bloc: number
}

/** Bloc by bloc, and whoever is in none last. */
const inBlocs = (all: readonly Member[]): Member[] =>
  [...all].sort((one, other) => (one.bloc || all.length) - (other.bloc || all.length))

function useMemberWords() {
  const t = useTranslations('differ.map')
  return ({ partner: { name }, bloc }: Member) => (bloc > 0 ? t('inBloc', { name, bloc }) : name)
}

/** Who is in which bloc. */
function Members({ of }: { of: readonly Member[] }) {
  const inWords = useMemberWords()
  if (of.length === 0) return null
  return (
    <ul className="plain-list legend small">
      {of.map((one) => (
        <li key={one.partner.id}>
          <Mark initials={one.partner.initials} no={one.partner.markNo} />
          {inWords(one)}
        </li>
      ))}
    </ul>
  )
}
