import { headers } from 'next/headers'
import { BoardDoor } from '#app/_board/board-door.tsx'
import { Sorry } from '#app/_ui/sorry.tsx'
import { visitor } from '#app/_visitor/visitor.ts'
import { parts } from '#app/_words/parts.ts'
import { pick, words } from '#app/_words/words.ts'
import { readEpoch } from '#db/stored-board.ts'
import { admit } from '#server/participant/admit.ts'
import { findSharing } from '#server/participant/find-sharing.ts'
import { sessionNow } from '#server/session/now.ts'
import { answerWith } from '#server/status.ts'
import type { SessionId } from '#server/vocabulary/ids.ts'
import { theProcess } from '#server/work.ts'

type Asked = { params: Promise<{ sessionId: string }>; searchParams: Promise<{ as?: string }> }

/** The live board, for whoever may be at it: a seat in the workshop, or its convenor. */
export default async function BoardPage({ params, searchParams }: Asked) {
  const sessionId = (await params).sessionId as SessionId
  const { work } = await visitor()
  const cookie = (await headers()).get('cookie') ?? undefined
  const as = (await searchParams).as === 'convenor' ? 'convenor' : undefined
  const seat = await admit(
    work,
    theProcess().secret,
    { headers: { cookie }, url: as ? '/?as=convenor' : '/' },
    sessionId,
  )
  if (!seat) {
    answerWith(404)
    const t = words('session')
    return (
      <Sorry title={t('notSeatedTitle')} href="/join" action={words('home')('join')}>
        {t('notSeated')}
      </Sorry>
    )
  }
  const [now, epoch] = [await sessionNow(work, sessionId), await readEpoch(work.db, sessionId)]
  const { merged: earlier } = await findSharing(work.db, seat)
  return (
    <BoardDoor
      first={now}
      epoch={epoch}
      me={{ id: seat.id, kind: seat.kind, partnerId: seat.partnerId }}
      earlier={earlier}
      as={seat.kind === 'convenor' ? 'convenor' : undefined}
      messages={{
        ...parts(pick('present'), 'present.cutOff'),
        ...pick('board', 'common', 'step', 'corners', 'facets', 'facetNames', 'refusal', 'told', 'sharing', 'asks'),
      }}
    />
  )
}
