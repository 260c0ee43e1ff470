'use client'
import dynamic from 'next/dynamic'
import type { BoardProps } from './board.tsx'

// Yjs runs in the browser alone: rendered on the server it would be there twice.
const Board = dynamic(() => import('./board.tsx').then(({ Board }) => Board), { ssr: false })

/** The live board, loaded where it is used. */
export const BoardDoor = (props: BoardProps) => <Board {...props} />
