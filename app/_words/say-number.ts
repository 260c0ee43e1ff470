import { locale } from './locale.ts'

// A hyphen is shorter than a minus, and is read as a dash.
const write = (value: number, options: Intl.NumberFormatOptions) =>
  new Intl.NumberFormat(locale(), options).format(value).replace('-', '−')
// What is rounded to nothing has no sign.
const rounded = (value: number, places: number) => Number(value.toFixed(places)) || 0

/** A figure with so many decimal places, as the language of the page writes it. @example sayFigure(-0.5, 2) // '−0.50' */
export const sayFigure = (value: number, places: number, least = places): string =>
  write(rounded(value, places), { minimumFractionDigits: least, maximumFractionDigits: places })

/** The same with its sign, also where it is a plus; nothing has none. @example saySigned(1, 1) // '+1.0' */
export const saySigned = (value: number, places: number): string =>
  write(rounded(value, places), {
    ...{ minimumFractionDigits: places, maximumFractionDigits: places, signDisplay: 'exceptZero' },
  })
