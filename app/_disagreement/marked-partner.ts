/** What a chart needs of a partner. */
export interface MarkedPartner {
  readonly id: string
  readonly name: string
  readonly initials: string
  readonly markNo: number
}

/** More names than these fill a phone's screen: in a list of more their marks stand, each with its name at hand. */
export const NAMED = 12
