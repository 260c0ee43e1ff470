/** The lengths and counts that forms, verbs and the live line all hold to. Texts are counted in characters, names in graphemes. */
export const LIMITS = {
  nameGraphemes: 60,
  viewText: 280,
  cardText: 4_000,
  statementText: 280,
  reasonText: 280,
  noticeText: 200,
  title: 120,
  partnerName: 80,
  viewsPerSeat: 40,
  statements: 60,
  seats: 500,
  sheetNo: 9_999,
  cards: 2_000,
  authorisers: 500,
  dependencies: 2_000,
  note: 4_000,
} as const
