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
  const { blocs } = report.network
  const nameOf = (id: string) => partners.find((partner) => partner.id === id)?.name ?? ''
  if (blocs.are !== 'clear' || !map)
    return (
      <Undrawn
        id="blocs"
        topic={t('blocs')}
        finding={blocs.are === 'clear' ? blocsClear() : t('blocsNone')}
        how={<p>{t('blocsHow')}</p>}
      >
        {blocs.are === 'none-clear' && <p>{t(`why-${blocs.why}`)}</p>}
      </Undrawn>
    )
  const blocOf = (id: string) => blocs.blocs.findIndex((bloc) => bloc.includes(id)) + 1
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
  const last = blocs.blocs.length + 1
  const byBloc = [...found].sort((one, other) => (one.bloc || last) - (other.bloc || last))
  const inWords = ({ partner: { name }, bloc }: (typeof found)[number]) =>
    bloc > 0 ? t('map.inBloc', { name, bloc }) : name
  function blocsClear() {
    if (blocs.are !== 'clear') return ''
    const count = blocs.blocs.length
    if (blocs.blocs.flat().length > NAMED)
      return t('blocsMany', { count, sizes: sayList(blocs.blocs.map((bloc) => sayFigure(bloc.length, 0))) })
    return t('blocsClear', { count, list: blocs.blocs.map((bloc) => sayList(bloc.map(nameOf))).join('; ') })
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
      picture={() => drawScatter({ ...plane, legend: byBloc.map((one) => `${one.partner.initials}: ${inWords(one)}`) })}
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
      <ul className="plain-list legend small">
        {byBloc.map((one) => (
          <li key={one.partner.id}>
            <Mark initials={one.partner.initials} no={one.partner.markNo} />
            {inWords(one)}
          </li>
        ))}
      </ul>
    </ChartFrame>
  )
}
