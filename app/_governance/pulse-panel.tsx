'use client'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslations } from 'use-intl/react'
import { useTRPC } from '#app/_trpc/trpc.ts'
import { useDeed } from '#app/_trpc/use-deed.ts'
import { DeedForm } from '#app/_ui/deed-form.tsx'
import { PULSE_ITEMS } from '#server/vocabulary/governance.ts'
import type { NetworkId, SessionId } from '#server/vocabulary/ids.ts'
import { PointsField, pointsIn } from './points-field.tsx'

/** Who answers the pulse: somebody in a workshop's seat, or a member about the workshop closed last. */
export type PulseLooker =
  | { readonly is: 'seat'; readonly sessionId: SessionId }
  | { readonly is: 'member'; readonly networkId: NetworkId }

/**
 * The eight questions of the pulse, or that they are answered. Needs the words of `governance` and `refusal`, and the
 * procedures, around it; a workshop's step and the network's page show it alike.
 */
export function PulsePanel({ looker }: { looker: PulseLooker }) {
  const t = useTranslations('governance')
  const trpc = useTRPC()
  const cache = useQueryClient()
  const here = useQuery({
    ...trpc.pulse.here.queryOptions({ sessionId: (looker.is === 'seat' ? looker.sessionId : '') as SessionId }),
    enabled: looker.is === 'seat',
  })
  const trend = useQuery({
    ...trpc.pulse.trend.queryOptions({ networkId: (looker.is === 'member' ? looker.networkId : '') as NetworkId }),
    enabled: looker.is === 'member',
  })
  const { said, options } = useDeed(() => void cache.invalidateQueries(trpc.pulse.pathFilter()))
  const asMember = useMutation(trpc.pulse.answer.mutationOptions(options))
  const fromSeat = useMutation(trpc.pulse.answerHere.mutationOptions(options))
  const answered = looker.is === 'seat' ? here.data?.answered : trend.data?.asks?.answered
  if (looker.is === 'member' && trend.data?.asks === null) return <p className="muted">{t('pulseNoWorkshop')}</p>
  if (answered === undefined) return <p className="muted">{t('looking')}</p>
  if (answered) return <p role="status">{t('pulseDone')}</p>
  return (
    <>
      {looker.is === 'member' && <p>{t('pulseAbout', { name: trend.data?.asks?.name ?? '' })}</p>}
      <p className="muted">{t('pulsePrivate')}</p>
      <DeedForm
        action={t('pulseSave')}
        busy={asMember.isPending || fromSeat.isPending}
        wrong={said.is === 'wrong' ? said.words : ''}
        done=""
        times={0}
        look="first"
        onSend={(sent) => {
          const points = pointsIn(sent, PULSE_ITEMS)
          if (looker.is === 'seat') fromSeat.mutate({ sessionId: looker.sessionId, points })
          else asMember.mutate({ networkId: looker.networkId, points })
        }}
      >
        <p className="hint">{t('pointsHint')}</p>
        {PULSE_ITEMS.map((item) => (
          <PointsField key={item} name={item} label={t(`pulseItems.${item}`)} />
        ))}
      </DeedForm>
    </>
  )
}
