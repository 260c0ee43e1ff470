/** Stands where a part is still to come: what comes is put in its place by the program. */
const AWAITED = '<!--$?-->'

/**
 * A page that does all it does by itself, without the program that comes with every page: a slow phone has a second of work with
 * that, just while somebody chooses. What the next page needs of it is fetched already, and not run. A page of which a part came
 * later than the rest keeps its program, for nothing else would ever show that part.
 * @example withoutProgram('<script src="/a.js" async=""></script>') // '<link rel="preload" as="script" fetchPriority="low" href="/a.js"/>'
 */
export const withoutProgram = (page: string): string =>
  page.includes(AWAITED)
    ? page
    : page
        .replace(
          /<script src="([^"]+)"(?![^>]* noModule)[^>]*><\/script>/g,
          '<link rel="preload" as="script" fetchPriority="low" href="$1"/>',
        )
        .replace(/<script[^>]*>[\s\S]*?<\/script>/g, '')
