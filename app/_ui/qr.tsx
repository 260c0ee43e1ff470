import { encode } from 'uqr'

/** An address as a QR code: dark on light in every theme, with the quiet zone that readers need. Upper case keeps it small. */
export function Qr({ address, label, className }: { address: string; label: string; className?: string }) {
  const { data, size } = encode(address.toUpperCase(), { border: 4, ecc: 'M' })
  const path = data.flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : []))).join('')
  return (
    <svg
      className={className}
      viewBox={`0 0 ${size} ${size}`}
      role="img"
      aria-label={label}
      shapeRendering="crispEdges"
    >
      <rect width={size} height={size} fill="#ffffff" />
      <path d={path} fill="#000000" />
    </svg>
  )
}
