import NextLink from 'next/link'
import type { ComponentProps } from 'react'

/**
 * A link to another page. Nothing is asked before it is pressed: every page is made for whoever asks, so what Next would fetch ahead
 * holds nothing of it, and each page would ask a dozen times.
 */
export const Link = (props: ComponentProps<typeof NextLink>) => <NextLink prefetch={false} {...props} />
