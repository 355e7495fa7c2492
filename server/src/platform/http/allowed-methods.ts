import type { FastifyInstance, HTTPMethods } from 'fastify'
import { httpProblems } from './faults.ts'

const METHODS: readonly HTTPMethods[] = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE']

/** The methods of each address a scope gets from now on. */
export function watchMethods(scope: FastifyInstance): Map<string, Set<string>> {
  const methodsOf = new Map<string, Set<string>>()
  scope.addHook('onRoute', ({ url, method }) => {
    const methods = methodsOf.get(url) ?? new Set()
    for (const one of [method].flat()) methods.add(one)
    methodsOf.set(url, methods)
  })
  return methodsOf
}

/** 405 with `Allow` for every other method of an address. @see reliability T03 */
export function refuseOtherMethods(scope: FastifyInstance, url: string, methods: ReadonlySet<string>): void {
  const allow = [...methods].sort()
  const refuseMethod = async (): Promise<never> => {
    throw httpProblems.method_not_allowed({ allow })
  }
  const others = METHODS.filter((method) => !methods.has(method))
  scope.route({ method: others, url, schema: { hide: true } as object, onRequest: refuseMethod, handler: refuseMethod })
}

/** Routes that are no API of ours: pages, files, health. Their other methods are refused all the same. */
export async function withOtherMethodsRefused(app: FastifyInstance, routes: (scope: FastifyInstance) => unknown): Promise<void> {
  await app.register(async (scope) => {
    const methodsOf = watchMethods(scope)
    await routes(scope)
    for (const [url, methods] of [...methodsOf]) refuseOtherMethods(scope, url, methods)
  })
}
