import { saySigned } from '#app/_words/say-number.ts'

/**
 * A number with its sign, and a true minus: "+0.5", "−2", "0".
 * @example signed(-0.5) // '−0.5'
 */
export const signed = (value: number, digits = 1): string => saySigned(value, Number.isInteger(value) ? 0 : digits)
