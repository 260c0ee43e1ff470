'use client'
import { behind } from '#app/_ui/behind.tsx'

/** The report button on a phone: comes beside what it stands under, of which the server has yet to tell. */
export const ReportBehind = behind(() => import('./report-button.tsx').then((file) => file.ReportButton), {
  soon: true,
})
