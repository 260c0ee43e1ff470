'use client'
import { useId } from 'react'
import { useTranslations } from 'use-intl/react'
import { Forms } from '#app/_trpc/forms.tsx'
import { useDoing } from '#app/_trpc/use-doing.ts'
import { DeedForm, type Sent } from '#app/_ui/deed-form.tsx'
import { ChoiceField, DayField, type Option, TextField, TicksField } from '#app/_ui/fields.tsx'
import type { Messages } from '#app/_words/words.ts'
import type { AuthoriserId, BriefingId, NetworkId, PartnerId, UserId } from '#server/vocabulary/ids.ts'

interface NoteProps {
  networkId: NetworkId
  today: string
  /** The convenor's own name, who most often did the telling. */
  me: string
  backers: readonly Option[]
  members: readonly Option[]
  partners: readonly Option[]
  messages: Messages
}

/** Notes who was told what, by whom and why, and which partners ought to know of it. */
export function NoteBriefing(props: NoteProps) {
  return (
    <Forms messages={props.messages}>
      <NoteForm {...props} />
    </Forms>
  )
}

/** Whom: "backer:<id>", "member:<id>", or nothing for somebody who is typed. */
const whomOf = ({ text }: Sent) => {
  const [kind, id] = text('whom').split(':')
  return {
    authoriserId: kind === 'backer' ? (id as AuthoriserId) : null,
    userId: kind === 'member' ? (id as UserId) : null,
  }
}

function NoteForm({ networkId, today, me, backers, members, partners }: NoteProps) {
  const t = useTranslations('informing')
  const note = useDoing((all) => all.briefing.note, t('saved'))
  return (
    <DeedForm
      {...note.form}
      action={t('save')}
      look="first"
      onSend={(sent) =>
        note.send(
          note.once({
            ...{ networkId, deed: sent.text('deed') as 'informed' | 'empowered', who: sent.text('who') },
            ...whomOf(sent),
            ...{ what: sent.text('what'), byWhom: sent.text('byWhom'), why: sent.text('why') },
            ...{ doneOn: sent.text('doneOn'), oughtToKnow: sent.all<PartnerId>('ought') },
          }),
        )
      }
    >
      <ChoiceField
        name="deed"
        label={t('deed')}
        options={[
          ['informed', t('deedInformed')],
          ['empowered', t('deedEmpowered')],
        ]}
        value="informed"
      />
      <Whom backers={backers} members={members} />
      <TextField name="who" label={t('whomOther')} />
      <TextField name="what" label={t('what')} rows={3} />
      <TextField name="why" label={t('whyField')} />
      <TextField name="byWhom" label={t('byWhom')} value={me} />
      <DayField name="doneOn" label={t('on')} value={today} />
      <TicksField name="ought" label={t('ought')} options={partners} />
    </DeedForm>
  )
}

function Whom({ backers, members }: Pick<NoteProps, 'backers' | 'members'>) {
  const t = useTranslations('informing')
  const id = useId()
  return (
    <div className="field">
      <label htmlFor={id}>{t('whom')}</label>
      <select id={id} name="whom" defaultValue="">
        <option value="">{t('whomOther')}</option>
        <optgroup label={t('whomBackers')}>
          {backers.map(([value, word]) => (
            <option key={value} value={`backer:${value}`}>
              {word}
            </option>
          ))}
        </optgroup>
        <optgroup label={t('whomMembers')}>
          {members.map(([value, word]) => (
            <option key={value} value={`member:${value}`}>
              {word}
            </option>
          ))}
        </optgroup>
      </select>
    </div>
  )
}

interface ToldProps {
  networkId: NetworkId
  briefingId: BriefingId
  partner: { id: PartnerId; name: string }
  today: string
  messages: Messages
}

/** Marks a partner as told, on a day. */
export function MarkTold(props: ToldProps) {
  return (
    <Forms messages={props.messages}>
      <ToldForm {...props} />
    </Forms>
  )
}

function ToldForm({ networkId, briefingId, partner, today }: ToldProps) {
  const t = useTranslations('informing')
  const mark = useDoing((all) => all.briefing.markTold, '')
  return (
    <DeedForm
      {...mark.form}
      action={t('markTold', { partner: partner.name })}
      onSend={({ text }) => mark.send({ networkId, briefingId, partnerId: partner.id, toldOn: text('toldOn') })}
    >
      <DayField name="toldOn" label={t('toldOn')} value={today} />
    </DeedForm>
  )
}
