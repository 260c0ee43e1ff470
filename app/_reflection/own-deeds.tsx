'use client'
import { useMutation } from '@tanstack/react-query'
import { useTranslations } from 'use-intl/react'
import { useTRPC } from '#app/_trpc/trpc.ts'
import { Procedures } from '#app/_trpc/trpc-provider.tsx'
import { useDeed } from '#app/_trpc/use-deed.ts'
import { CornerMark } from '#app/_ui/corner-mark.tsx'
import { DeedForm } from '#app/_ui/deed-form.tsx'
import { ChoiceField } from '#app/_ui/fields.tsx'
import type { Messages } from '#app/_words/words.ts'
import { Words } from '#app/_words/words-provider.tsx'
import type { Reflection } from '#server/reflection/find.ts'
import { CORNERS } from '#server/vocabulary/corner.ts'
import type { NetworkId } from '#server/vocabulary/ids.ts'
import { AUDIENCES, type Audience } from '#server/vocabulary/reflection.ts'

interface Props {
  networkId: NetworkId
  reflection: Reflection
  hasOrganisation: boolean
}

/** What an author can do with a reflection: make it an activity in two taps, show it to others, take it away. */
export function OwnDeeds({ messages, ...props }: Props & { messages: Messages }) {
  return (
    <Words messages={messages}>
      <Procedures>
        {props.reflection.activityId === null && <MakeActivity {...props} />}
        <ShowTo {...props} />
      </Procedures>
    </Words>
  )
}

function MakeActivity({ networkId, reflection }: Props) {
  const t = useTranslations('reflection')
  const corner = useTranslations('corners')
  const trpc = useTRPC()
  const { said, options } = useDeed()
  const make = useMutation(trpc.reflection.makeActivity.mutationOptions(options))
  return (
    <details>
      <summary>
        {t('makeActivity')}
        <span className="unseen">: {reflection.wouldBe}</span>
      </summary>
      <p>{t('makeTold', { title: reflection.wouldBe ?? '' })}</p>
      <div className="row">
        {CORNERS.map((one) => (
          <button
            key={one}
            type="button"
            className="button"
            disabled={make.isPending}
            onClick={() => make.mutate({ networkId, reflectionId: reflection.id, corner: one })}
          >
            <CornerMark place={one} /> {corner(one)}
          </button>
        ))}
      </div>
      {said.is === 'wrong' && (
        <p className="wrong" role="alert">
          {said.words}
        </p>
      )}
    </details>
  )
}

function ShowTo({ networkId, reflection, hasOrganisation }: Props) {
  const t = useTranslations('reflection')
  const trpc = useTRPC()
  const { said, times, options } = useDeed()
  const show = useMutation(trpc.reflection.showTo.mutationOptions(options))
  const withdraw = useMutation(trpc.reflection.withdraw.mutationOptions(options))
  const audiences = AUDIENCES.filter((one) => one !== 'organisation' || hasOrganisation)
  return (
    <details>
      <summary>
        {t('showTo')}
        <span className="unseen">: {reflection.wouldBe}</span>
      </summary>
      <DeedForm
        action={t('showSave')}
        busy={show.isPending}
        wrong={said.is === 'wrong' ? said.words : ''}
        done={said.is === 'done' ? t('saved') : ''}
        times={times}
        onSend={({ chosen }) =>
          show.mutate({ networkId, reflectionId: reflection.id, audience: chosen<Audience>('audience') ?? 'me' })
        }
      >
        <ChoiceField
          name="audience"
          label={t('audience')}
          value={reflection.audience}
          options={audiences.map((one) => [one, t(`audiences.${one}`)] as const)}
        />
      </DeedForm>
      <button
        type="button"
        className="button danger"
        disabled={withdraw.isPending}
        onClick={() => withdraw.mutate({ networkId, reflectionId: reflection.id })}
      >
        {t('withdraw')}
      </button>
    </details>
  )
}
