'use client'
import { AskControl } from './ask-control.tsx'
import { DraftForm } from './draft-form.tsx'
import { TakeOut } from './take-out.tsx'
import { VersionList } from './version-list.tsx'

/** What members of the network have around the sentence: a phone in a workshop shows none of it, and is not sent it. */
export const FOR_MEMBERS = { AskControl, DraftForm, TakeOut, VersionList }
