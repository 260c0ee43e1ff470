'use client'
import { useTranslations } from 'use-intl/react'
import { Forms } from '#app/_trpc/forms.tsx'
import { useDoing } from '#app/_trpc/use-doing.ts'
import { CornerMark } from '#app/_ui/corner-mark.tsx'
import { DeedButton } from '#app/_ui/deed-button.tsx'
import { DeedForm } from '#app/_ui/deed-form.tsx'
import { ChoiceField } from '#app/_ui/fields.tsx'
import { Press } from '#app/_ui/press.tsx'
import type { Messages } from '#app/_words/words.ts'
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
    <Forms messages={messages}>
      {props.reflection.activityId === null && <MakeActivity {...props} />}
      <ShowTo {...props} />
    </Forms>
  )
}

function MakeActivity({ networkId, reflection }: Props) {
  const t = useTranslations('reflection')
  const corner = useTranslations('corners')
  const make = useDoing((all) => all.reflection.makeActivity, '')
  return (
    <details>
      <summary>
        {t('makeActivity')}
        <span className="unseen">: {reflection.wouldBe}</span>
      </summary>
      <p>{t('makeTold', { title: reflection.wouldBe ?? '' })}</p>
      <div className="row">
        {CORNERS.map((one) => (
          <Press
            key={one}
            off={make.form.busy}
            onPress={() => make.send({ networkId, reflectionId: reflection.id, corner: one })}
          >
            <CornerMark place={one} /> {corner(one)}
          </Press>
        ))}
      </div>
      {make.form.wrong && (
        <p className="wrong" role="alert">
          {make.form.wrong}
        </p>
      )}
    </details>
  )
}

function ShowTo({ networkId, reflection, hasOrganisation }: Props) {
  const t = useTranslations('reflection')
  const show = useDoing((all) => all.reflection.showTo, t('saved'))
  const withdraw = useDoing((all) => all.reflection.withdraw, '')
  const audiences = AUDIENCES.filter((one) => one !== 'organisation' || hasOrganisation)
  return (
    <details>
      <summary>
        {t('showTo')}
        <span className="unseen">: {reflection.wouldBe}</span>
      </summary>
      <DeedForm
        {...show.form}
        action={t('showSave')}
        onSend={({ chosen }) =>
          show.send({ networkId, reflectionId: reflection.id, audience: chosen<Audience>('audience') ?? 'me' })
        }
      >
        <ChoiceField
          name="audience"
          label={t('audience')}
          value={reflection.audience}
          options={audiences.map((one) => [one, t(`audiences.${one}`)] as const)}
        />
      </DeedForm>
      <DeedButton
        {...withdraw.form}
        look="danger"
        onPress={() => withdraw.send({ networkId, reflectionId: reflection.id })}
      >
        {t('withdraw')}
      </DeedButton>
    </details>
  )
}
