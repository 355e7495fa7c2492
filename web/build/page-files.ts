import type { Plugin, Rolldown } from 'vite'
import { callsOf, memberOf, type Node, within } from './syntax.ts'

const ROUTER = /\/web\/src\/router\.tsx$/
const START = /\/web\/src\/main\.tsx$/

/** `/createmyresume/$key` as the server writes it. */
const asServerPath = (path: string): string => path.replace(/\$(\w+)/g, ':$1')

/** Every route under the root, and the page it shows. */
function pagesOf(router: Node): [path: string, module: string][] {
  return callsOf('createRoute', router).flatMap(({ arguments: [route] }) => {
    const path = memberOf(route, 'path')?.value
    const parent = (memberOf(route, 'getParentRoute')?.body as Node | undefined)?.name
    const shown = memberOf(route, 'component')
    const load = shown && [...within(shown)].find(({ type }) => type === 'ImportExpression')
    const module = (load?.source as Node | undefined)?.value
    return parent === 'root' && typeof path === 'string' && typeof module === 'string' ? [[asServerPath(path), module] as const] : []
  }) as [string, string][]
}

/** `.vite/pages.json`: which files a page is made of, so that the server can name them all in its first answer. */
export const pageFiles = (): Plugin => {
  let pages: [path: string, id: string][] = []
  return {
    name: 'page-files',
    apply: 'build',
    enforce: 'post',
    transform: {
      filter: { id: ROUTER },
      async handler(code, id) {
        const found = pagesOf(this.parse(code) as unknown as Node)
        pages = await Promise.all(
          found.map(async ([path, module]) => [path, (await this.resolve(module, id))?.id ?? module] as [string, string]),
        )
        return null
      },
    },
    generateBundle(_options, bundle) {
      const chunks = Object.values(bundle).filter((each): each is Rolldown.OutputChunk => each.type === 'chunk')
      const filesOf = (name: string, known = new Set<string>()): Set<string> => {
        const chunk = bundle[name]
        if (known.has(name) || chunk?.type !== 'chunk') return known
        known.add(name)
        for (const each of chunk.imports) filesOf(each, known)
        return known
      }
      const chunkOf = (isIt: (id: string) => boolean): string =>
        chunks.find(({ facadeModuleId, moduleIds }) => (facadeModuleId ? isIt(facadeModuleId) : moduleIds.some(isIt)))?.fileName ?? ''
      const start = chunkOf((id) => START.test(id))
      const entry = chunks.find(({ isEntry }) => isEntry)?.fileName
      const lists = pages.map(([path, id]) => {
        const files = [
          ...filesOf(
            chunkOf((one) => one === id),
            filesOf(start),
          ),
        ]
        return [path, files.filter((name) => name !== entry).map((name) => `/${name}`)]
      })
      this.emitFile({ type: 'asset', fileName: '.vite/pages.json', source: JSON.stringify(Object.fromEntries(lists)) })
    },
  }
}
