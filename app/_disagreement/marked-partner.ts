/** What a chart needs of a partner. */
export interface MarkedPartner {
  readonly id: string
  readonly name: string
  readonly initials: string
  readonly markNo: number
}
