/** The sign that the scripts of one answer carry, in what the answer says of which scripts may run. */
export const nonceIn = (policy: string | string[] | null | undefined): string | undefined =>
  /'nonce-([^']+)'/.exec(String(policy ?? ''))?.[1]
