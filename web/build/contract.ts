import type { Plugin } from 'vite'
import { type Call, callsOf, type Node } from './syntax.ts'

const NO_SCHEMAS = '\0no-schemas'
/** A schema without members, whose members (`properties`, …) may be taken up into others all the same. */
const NOTHING_INSIDE = `
  const nothing = new Proxy({}, { get: () => nothing })
  export const Type = new Proxy({}, { get: () => () => nothing })`

/** What a browser needs of an endpoint; the rest is for the server and its documents. */
const KEPT = ['method', 'path']

/** `defineEndpoint({ … })` as `{ method, path }`; one that a function makes is left out where nobody calls it. */
function slimmed(code: string, { arguments: [endpoint] }: Call): string {
  const text = ({ start, end }: Node): string => code.slice(start, end)
  if (endpoint?.type !== 'ObjectExpression') return `/* @__PURE__ */ ${endpoint ? text(endpoint) : ''}`
  const parts = (endpoint.properties as Node[]).filter(({ key }) => KEPT.includes(String((key as Node | undefined)?.name)))
  return `{ ${parts.map(text).join(', ')} }`
}

/** The contract is imported as data, but the browser needs only `method` and `path` of an endpoint, and no schema at all. */
export const contract = (): Plugin => ({
  name: 'contract',
  enforce: 'post',
  resolveId: { order: 'pre', handler: (id) => (id === 'typebox' ? NO_SCHEMAS : null) },
  load: (id) => (id === NO_SCHEMAS ? NOTHING_INSIDE : null),
  transform: {
    filter: { id: /\/server\/src\/.*\/api(?:\/[\w-]+)?\.ts$/ },
    handler(code) {
      const definitions = callsOf('defineEndpoint', this.parse(code) as unknown as Node)
      const text = definitions.reduceRight((rest, one) => rest.slice(0, one.start) + slimmed(rest, one) + rest.slice(one.end), code)
      return { code: text, map: null }
    },
  },
})
