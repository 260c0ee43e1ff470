'use client'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslations } from 'use-intl/react'
import { useTRPC } from '#app/_trpc/trpc.ts'
import { useDeed } from '#app/_trpc/use-deed.ts'
import { DeedButton } from '#app/_ui/deed-button.tsx'
import { Mark } from '#app/_ui/mark.tsx'
import type { NetworkId } from '#server/vocabulary/ids.ts'

const LOOK_AGAIN_MS = 3_000

/** Whose answers stand, folded away, for whoever may take out one that was given for the wrong organisation. */
export function TakeOut({ networkId, no }: { networkId: NetworkId; no: number }) {
  const t = useTranslations('proposition')
  const trpc = useTRPC()
  const cache = useQueryClient()
  const given = useQuery({
    ...trpc.proposition.given.queryOptions({ networkId, no }),
    refetchInterval: LOOK_AGAIN_MS,
    refetchIntervalInBackground: false,
  })
  const lookAgain = () => void cache.invalidateQueries(trpc.proposition.pathFilter())
  const { said, options } = useDeed(lookAgain)
  // A refusal tells that something else stands there by now: that is shown at once.
  const onError = (error: unknown) => {
    lookAgain()
    options.onError(error)
  }
  const takeOut = useMutation(trpc.proposition.takeOut.mutationOptions({ ...options, onError }))
  const putBack = useMutation(trpc.proposition.putBack.mutationOptions({ ...options, onError }))
  if (!given.data?.length) return null
  return (
    <details>
      <summary>{t('takeOut')}</summary>
      <p className="muted">{t('takeOutLead')}</p>
      {said.is === 'wrong' && (
        <p className="wrong" role="alert">
          {said.words}
        </p>
      )}
      <ul className="plain-list">
        {given.data.map(({ partner, version, is }) => {
          const deed = is === 'standing' ? takeOut : putBack
          return (
            <li key={partner.id} className="row">
              <span className="who">
                <Mark initials={partner.initials} no={partner.markNo} />
                <span>
                  {partner.name}
                  <span role="status" className="muted">
                    {is === 'taken-out' && ` ${t('isTakenOut')}`}
                  </span>
                </span>
              </span>
              <DeedButton
                about={partner.name}
                busy={takeOut.isPending || putBack.isPending}
                wrong=""
                onPress={() => deed.mutate({ networkId, no, partnerId: partner.id, version })}
              >
                {t(is === 'standing' ? 'takeOutOne' : 'putBack')}
              </DeedButton>
            </li>
          )
        })}
      </ul>
    </details>
  )
}
