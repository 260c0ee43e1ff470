/** The language the pages speak. */
export const LOCALE = 'en-GB'
