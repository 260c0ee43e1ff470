'use client'
import { useMutation } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { useTRPC } from '#app/_trpc/trpc.ts'
import { Procedures } from '#app/_trpc/trpc-provider.tsx'
import { Mark } from '#app/_ui/mark.tsx'
import { useRefusalWords } from '#app/_words/use-refusal-words.ts'
import type { Messages } from '#app/_words/words.ts'
import { Words } from '#app/_words/words-provider.tsx'
import type { findMembers, Partner } from '#server/network/find.ts'
import type { NetworkId, PartnerId } from '#server/vocabulary/ids.ts'
import { LIMITS } from '#server/vocabulary/limits.ts'
import { ROLES, type Role } from '#server/vocabulary/role.ts'
import { MemberLine } from './member-line.tsx'

interface Props {
  networkId: NetworkId
  partners: readonly Partner[]
  members: Awaited<ReturnType<typeof findMembers>>
  messages: Messages
}

/** Adds partners and members, and lists them. */
export function People(props: Props) {
  return (
    <Words messages={props.messages}>
      <Procedures>
        <div className="grid">
          <Partners {...props} />
          <Members {...props} />
        </div>
      </Procedures>
    </Words>
  )
}

function Partners({ networkId, partners }: Props) {
  const t = useTranslations('network')
  const say = useRefusalWords()
  const trpc = useTRPC()
  const router = useRouter()
  const [wrong, setWrong] = useState('')
  const [name, setName] = useState('')
  const add = useMutation(
    trpc.network.addPartner.mutationOptions({
      onSuccess: () => {
        setName('')
        setWrong('')
        router.refresh()
      },
      onError: (error) => setWrong(say(error)),
    }),
  )
  return (
    <section aria-labelledby="partners">
      <h2 id="partners">
        {t('partners')} ({partners.length})
      </h2>
      {partners.length === 0 && <p className="muted">{t('noPartners')}</p>}
      <ul className="plain-list">
        {partners.map(({ id, name: label, initials, markNo }) => (
          <li key={id} style={{ marginBlockEnd: '0.5rem' }}>
            <span className="who">
              <Mark initials={initials} no={markNo} /> {label}
            </span>
          </li>
        ))}
      </ul>
      <form
        className="panel"
        onSubmit={(event) => {
          event.preventDefault()
          add.mutate({ networkId, name })
        }}
      >
        <div className="field">
          <label htmlFor="partner-name">{t('partnerName')}</label>
          {wrong && (
            <span className="wrong" role="alert">
              {wrong}
            </span>
          )}
          <input
            id="partner-name"
            type="text"
            value={name}
            maxLength={LIMITS.partnerName}
            onChange={(event) => setName(event.target.value)}
          />
        </div>
        <button type="submit" className="button">
          {t('addPartner')}
        </button>
      </form>
    </section>
  )
}

function Members({ networkId, partners, members }: Props) {
  const t = useTranslations('network')
  const roles = useTranslations('roles')
  const say = useRefusalWords()
  const trpc = useTRPC()
  const router = useRouter()
  const [wrong, setWrong] = useState('')
  const add = useMutation(
    trpc.network.addMember.mutationOptions({
      onSuccess: () => {
        setWrong('')
        router.refresh()
      },
      onError: (error) => setWrong(say(error)),
    }),
  )
  return (
    <section aria-labelledby="members">
      <h2 id="members">
        {t('members')} ({members.length})
      </h2>
      <ul className="plain-list">
        {members.map((member) => (
          <MemberLine
            key={member.userId}
            networkId={networkId}
            member={member}
            partner={partners.find(({ id }) => id === member.partnerId)?.name}
          />
        ))}
      </ul>
      <form
        className="panel"
        onSubmit={(event) => {
          event.preventDefault()
          const form = new FormData(event.currentTarget)
          const text = (field: string) => String(form.get(field) ?? '')
          add.mutate({
            networkId,
            email: text('email'),
            name: text('name'),
            role: text('role') as Role,
            partnerId: (text('partner') || null) as PartnerId | null,
          })
        }}
      >
        <div className="field">
          <label htmlFor="member-email">{t('memberEmail')}</label>
          {wrong && (
            <span className="wrong" role="alert">
              {wrong}
            </span>
          )}
          <input id="member-email" name="email" type="email" required maxLength={254} />
        </div>
        <div className="field">
          <label htmlFor="member-name">{t('memberName')}</label>
          <input id="member-name" name="name" type="text" maxLength={LIMITS.nameGraphemes} />
        </div>
        <div className="field">
          <label htmlFor="member-role">{t('memberRole')}</label>
          <select id="member-role" name="role" defaultValue="member">
            {ROLES.map((role) => (
              <option key={role} value={role}>
                {roles(role)}
              </option>
            ))}
          </select>
        </div>
        <div className="field">
          <label htmlFor="member-partner">{t('memberPartner')}</label>
          <select id="member-partner" name="partner" defaultValue="">
            <option value="">{t('nobody')}</option>
            {partners.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </select>
        </div>
        <button type="submit" className="button">
          {t('addMember')}
        </button>
      </form>
    </section>
  )
}
