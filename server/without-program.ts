/**
 * A page that does all it does by itself, without the program that comes with every page: a slow phone has a second of work with
 * that, just while somebody chooses. What the next page needs of it is fetched already, and not run.
 * @example withoutProgram('<script src="/a.js" async=""></script>') // '<link rel="preload" as="script" fetchPriority="low" href="/a.js"/>'
 */
export const withoutProgram = (page: string): string =>
  page
    .replace(
      /<script src="([^"]+)"(?![^>]* noModule)[^>]*><\/script>/g,
      '<link rel="preload" as="script" fetchPriority="low" href="$1"/>',
    )
    .replace(/<script[^>]*>[\s\S]*?<\/script>/g, '')
