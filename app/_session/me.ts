import type { MailsGo } from '#server/work.ts'

/** Who looks: their seat, and what the page was rendered with. */
export interface Me {
  readonly seatId: string
  readonly name: string
  readonly partnerId: string | null
  readonly askedPartner: string | null
  /** Seats that were made one with theirs. */
  readonly earlier: readonly string[]
  /** How a link to what they gave would reach them. */
  readonly mailsGo: MailsGo
}
