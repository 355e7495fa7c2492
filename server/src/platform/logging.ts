import { type DestinationStream, type Logger, pino } from 'pino'

/** Parameters of addresses that a log shows: ids that open nothing. Any other may be a secret, and a new one is hidden until it stands here. */
const SHOWN = new Set(['id', 'keyId', 'partner', 'recordUserId', 'recordVerificationId', 'userId', 'uuid', 'verificationId'])

interface Addressed {
  method: string
  url: string
  id: string
  ip: string
  params?: unknown
  routeOptions?: { url?: string | undefined }
}

/** An address as logs may show it: links and tokens stand in paths and queries, so it is told by its route. @see reliability T01, T08 */
export function shownAddress({ url, params, routeOptions }: Pick<Addressed, 'url' | 'params' | 'routeOptions'>): string {
  const route = routeOptions?.url
  if (route === undefined) return `/${/^\/([\w.-]{1,15})(?=[/?]|$)/.exec(url)?.[1] ?? ''}…`
  const given = (params ?? {}) as Readonly<Record<string, string>>
  return route.replace(/:(\w+)/g, (_, name: string) => (SHOWN.has(name) ? encodeURIComponent(given[name] ?? '') : '…'))
}

const MOST_CAUSES = 3

/**
 * An error as logs may show it. Databases, caches and clients hang values onto their errors (rows, parameters, commands, bodies), so
 * only what says where and why is taken; what a database quotes from a value is left out.
 */
export function errorFacts(error: unknown, causes = 0): Record<string, unknown> {
  if (!(error instanceof Error)) return { type: typeof error }
  const { name, message, stack, cause } = error
  const { code, constraint, table, severity, statusCode } = error as unknown as Record<string, unknown>
  const withoutValues = (text: string | undefined): string | undefined => (severity ? text?.replace(/: "[^\n]*"/g, ': "…"') : text)
  return {
    type: name,
    message: withoutValues(message),
    stack: withoutValues(stack),
    ...Object.fromEntries(Object.entries({ code, constraint, table, statusCode }).filter(([, value]) => value !== undefined)),
    ...(cause !== undefined && causes < MOST_CAUSES && { cause: errorFacts(cause, causes + 1) }),
  }
}

/** One JSON object a line; no header and no body ever gets in. @param to standard output when left out */
export const createLogger = (level: string, to?: DestinationStream): Logger =>
  pino(
    {
      level,
      serializers: {
        req: (request: Addressed) => ({ method: request.method, url: shownAddress(request), id: request.id, ip: request.ip }),
        res: ({ statusCode }: { statusCode: number }) => ({ statusCode }),
        err: (error: unknown) => errorFacts(error),
      },
    },
    to ?? pino.destination(1),
  )
