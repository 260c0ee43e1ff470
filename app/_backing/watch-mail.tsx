'use client'
import { useMutation } from '@tanstack/react-query'
import { useTranslations } from 'use-intl/react'
import { useTRPC } from '#app/_trpc/trpc.ts'
import { Procedures } from '#app/_trpc/trpc-provider.tsx'
import { useDeed } from '#app/_trpc/use-deed.ts'
import { Press } from '#app/_ui/press.tsx'
import type { Messages } from '#app/_words/words.ts'
import { Words } from '#app/_words/words-provider.tsx'
import type { NetworkId } from '#server/vocabulary/ids.ts'

interface Props {
  networkId: NetworkId
  gets: boolean
}

/** Whether this convenor is mailed before a backing ends, and the way to change it. */
export function WatchMail({ messages, ...props }: Props & { messages: Messages }) {
  return (
    <Words messages={messages}>
      <Procedures>
        <Choice {...props} />
      </Procedures>
    </Words>
  )
}

function Choice({ networkId, gets }: Props) {
  const t = useTranslations('attention')
  const { said, options } = useDeed()
  const choose = useMutation(useTRPC().authoriser.chooseMail.mutationOptions(options))
  return (
    <>
      <p role="status">{gets ? t('mailOn') : t('mailOff')}</p>
      <Press className="button small" off={choose.isPending} onPress={() => choose.mutate({ networkId, wants: !gets })}>
        {gets ? t('stopMail') : t('startMail')}
      </Press>
      {said.is === 'wrong' && (
        <span className="wrong" role="alert">
          {said.words}
        </span>
      )}
    </>
  )
}
