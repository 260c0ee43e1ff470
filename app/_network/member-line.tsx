'use client'
import { useMutation } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { useTRPC } from '#app/_trpc/trpc.ts'
import { useRefusalWords } from '#app/_words/use-refusal-words.ts'
import type { findMembers } from '#server/network/find.ts'
import type { NetworkId } from '#server/vocabulary/ids.ts'
import { ROLES, type Role } from '#server/vocabulary/role.ts'

interface Props {
  networkId: NetworkId
  member: Awaited<ReturnType<typeof findMembers>>[number]
  partner: string | undefined
}

/** One member: whom they speak for, what they may do here, and the end of it. */
export function MemberLine({ networkId, member, partner }: Props) {
  const t = useTranslations('network')
  const common = useTranslations('common')
  const roles = useTranslations('roles')
  const say = useRefusalWords()
  const trpc = useTRPC()
  const router = useRouter()
  const [wrong, setWrong] = useState('')
  const done = {
    onSuccess: () => {
      setWrong('')
      router.refresh()
    },
    onError: (error: unknown) => setWrong(say(error)),
  }
  const change = useMutation(trpc.network.changeRole.mutationOptions(done))
  const end = useMutation(trpc.network.endMembership.mutationOptions(done))
  const { userId, role } = member
  const name = member.name || member.email
  return (
    <li className="person">
      <span>
        <strong>{name}</strong> {partner && <span className="muted">{partner}</span>}
      </span>
      <select
        aria-label={t('roleOf', { name })}
        value={role}
        onChange={({ target }) => change.mutate({ networkId, userId, role: target.value as Role })}
      >
        {ROLES.map((one) => (
          <option key={one} value={one}>
            {roles(one)}
          </option>
        ))}
      </select>
      <button
        type="button"
        className="button small danger"
        aria-label={t('removeMember', { name })}
        onClick={() => window.confirm(t('removeMemberAsk', { name })) && end.mutate({ networkId, userId })}
      >
        {common('remove')}
      </button>
      {wrong && (
        <span className="wrong" role="alert">
          {wrong}
        </span>
      )}
    </li>
  )
}
