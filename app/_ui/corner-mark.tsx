const SHAPES = {
  value: <path d="M8 1.5 15 14.5 1 14.5Z" />,
  authorising: <rect x="2" y="2" width="12" height="12" />,
  capacity: <circle cx="8" cy="8" r="6.5" />,
  middle: <path d="M8 1 15 8 8 15 1 8Z" fill="none" stroke="currentColor" strokeWidth="2" />,
} as const

/** A corner's shape: triangle, square, circle, and a diamond for the middle. Always beside its word. */
export function CornerMark({ place }: { place: keyof typeof SHAPES }) {
  return (
    <svg className="corner-mark" viewBox="0 0 16 16" fill="currentColor" aria-hidden="true">
      {SHAPES[place]}
    </svg>
  )
}
