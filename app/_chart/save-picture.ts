const SCALE = 2
// Larger canvases stay empty in some browsers.
const MOST_POINTS = 16_000_000

/** Saves an SVG as a picture file, drawn by this browser alone: PNG, or the SVG itself where that can't be drawn. */
export async function savePicture(svg: string, name: string): Promise<void> {
  const png = await asPng(svg)
  if (png) download(png, `${name}.png`)
  else download(new Blob([svg], { type: 'image/svg+xml;charset=utf-8' }), `${name}.svg`)
}

/** Hands a file to whoever sits there. */
export function download(file: Blob, name: string): void {
  const url = URL.createObjectURL(file)
  const link = Object.assign(document.createElement('a'), { href: url, download: name })
  link.click()
  URL.revokeObjectURL(url)
}

async function asPng(svg: string): Promise<Blob | null> {
  const image = new Image()
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`
  const drawn = await image.decode().then(
    () => true,
    () => false,
  )
  if (!drawn) return null
  const scale = Math.min(SCALE, Math.sqrt(MOST_POINTS / (image.width * image.height)))
  const canvas = Object.assign(document.createElement('canvas'), {
    width: Math.round(image.width * scale),
    height: Math.round(image.height * scale),
  })
  const brush = canvas.getContext('2d')
  if (!brush) return null
  brush.drawImage(image, 0, 0, canvas.width, canvas.height)
  return new Promise((resolve) => canvas.toBlob(resolve, 'image/png'))
}
