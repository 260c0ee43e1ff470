import { headers } from 'next/headers'
import { redirect } from 'next/navigation'
import { JoinForm } from '#app/_join/join-form.tsx'
import { readRefused } from '#app/_join/refused.ts'
import { Sorry } from '#app/_ui/sorry.tsx'
import { visitor } from '#app/_visitor/visitor.ts'
import { refusalWords } from '#app/_words/refusal-words.ts'
import { words } from '#app/_words/words.ts'
import { partnerOfDelegate } from '#server/network/find.ts'
import { findDoor } from '#server/participant/find-door.ts'
import { mindingWrongCodes } from '#server/participant/wrong-codes.ts'
import { isRefusal } from '#server/refusal.ts'
import { answerWith } from '#server/status.ts'
import { wayOn } from './way-on.ts'

type Asked = { params: Promise<{ code: string }>; searchParams: Promise<Record<string, string | undefined>> }

export const generateMetadata = () => ({ title: words('join')('title') })

/** Who are you, and whom do you speak for? Rendered whole, so that it needs no script; whoever has a seat goes straight in. */
export default async function Door({ params, searchParams }: Asked) {
  const t = words('join')
  const visiting = await visitor()
  const { work, person, personName, seatIn } = visiting
  const code = decodeURIComponent((await params).code)
  const address = (await headers()).get('x-client-address') ?? ''
  const door = await mindingWrongCodes(address, code, () => findDoor(work, code)).catch((error: unknown) => {
    if (isRefusal(error)) return error
    throw error
  })
  if (isRefusal(door)) {
    answerWith(door.status)
    return (
      <div className="plain">
        <Sorry title={t('title')} {...(await wayOn(visiting, code, door.code))} person={personName}>
          {refusalWords(door.code, door.facts)}
        </Sorry>
      </div>
    )
  }
  const asked = await searchParams
  const refused = readRefused(asked)
  if (!refused && (await seatIn(door.session.id))) redirect(`/session/${door.session.id}`)
  if (refused) answerWith(refused.status)
  const own = person && (await partnerOfDelegate(work.db, door.session.networkId, person.userId))
  return (
    <JoinForm
      door={door}
      refused={refused}
      typed={{
        partner: asked.partner ?? own ?? '',
        name: asked.name ?? person?.name ?? '',
        organisation: asked.organisation ?? '',
      }}
    />
  )
}
