/** What the words of a reason are kept as on this device: another round’s answer has a reason of its own. */
export const reasonName = (statementId: string, round: number): string => `reason ${statementId} ${round}`
