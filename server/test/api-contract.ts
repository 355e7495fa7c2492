import { Ajv, type ValidateFunction } from 'ajv'

interface Documented {
  description?: string
  content?: Record<string, { schema?: object }>
}
export interface Operation {
  operationId: string
  parameters?: { name: string; in: string; schema: object }[]
  security?: Record<string, unknown>[]
  requestBody?: { content: Record<string, { schema: object }> }
  responses: Record<string, Documented>
}
export interface OpenApi {
  paths: Record<string, Record<string, Operation>>
  components: { schemas: Record<string, object> }
}

export interface Answered {
  status: number
  type: string
  text: string
}

/** What the description says about one answer: the operation it belongs to, and what it breaks. */
export interface Judged {
  operation: Operation | undefined
  broken: string[]
}

const WITHOUT_OPERATION = new Set([400, 404, 405, 413, 415, 431, 503])

/** Judges answers by the API's own description: status, media type, schema and code. */
export function createContract(api: OpenApi): (method: string, path: string, answer: Answered) => Judged {
  const ajv = new Ajv({ strict: false, validateFormats: false, allErrors: false })
  ajv.addSchema({ $id: 'api', components: api.components })
  const validators = new Map<object, ValidateFunction>()
  const validate = (schema: object, value: unknown): string | undefined => {
    let check = validators.get(schema)
    if (!check) {
      check = ajv.compile(JSON.parse(JSON.stringify(schema).replaceAll('"#/components/', '"api#/components/')) as object)
      validators.set(schema, check)
    }
    return check(value) ? undefined : ajv.errorsText(check.errors)
  }
  const routes = Object.entries(api.paths)
    .map(([path, methods]) => ({ methods, holes: path.split('{').length, pattern: patternOf(path) }))
    .sort((a, b) => a.holes - b.holes)
  return (method, path, answer) => {
    const [pathname = ''] = path.split('?')
    const route = routes.find(({ pattern }) => pattern.test(pathname))
    const operation = route?.methods[method.toLowerCase()]
    return { operation, broken: operation ? judge(operation, answer, validate) : outside(pathname, method, answer) }
  }
}

const patternOf = (path: string): RegExp => new RegExp(`^${path.replace(/[.]/g, '\\.').replace(/\{\w+\}/g, '[^/]+')}$`)

/** Where no operation is: pages, other methods, broken addresses. */
function outside(path: string, method: string, { status, type }: Answered): string[] {
  if (!path.startsWith('/api/') || method === 'HEAD' || method === 'OPTIONS') return status >= 500 && status !== 503 ? [`${status}`] : []
  if (!WITHOUT_OPERATION.has(status)) return [`${status} where no operation is`]
  return /json/.test(type) ? [] : [`${type || 'no type'} on an API path`]
}

function judge(
  operation: Operation,
  { status, type, text }: Answered,
  validate: (schema: object, value: unknown) => string | undefined,
): string[] {
  // refused at the connection, before any address is read
  if (status === 431) return /json/.test(type) ? [] : ['431, and no JSON']
  // refused by what every address has in common: its own words, no code of the endpoint
  const documented = operation.responses[String(status)] ?? (status >= 400 ? operation.responses.default : undefined)
  if (!documented) return [`status ${status} is not documented`]
  if (status === 204) return text === '' ? [] : ['a body with 204']
  const media = type.split(';')[0]?.trim() ?? ''
  const schema = documented.content?.[media]?.schema
  if (!schema) return [`${media || 'no type'} is not documented for ${status}`]
  if (!/json|\/vc$/.test(media)) return []
  let body: unknown
  try {
    body = JSON.parse(text)
  } catch {
    return ['no JSON in a JSON answer']
  }
  const wrong = validate(schema, body)
  if (wrong) return [`${status} does not fit its schema: ${wrong}`]
  const code = status >= 400 ? codeOf(body) : undefined
  return code === undefined || (documented.description ?? '').includes(`\`${code}\``) ? [] : [`${status} ${code} is not documented`]
}

/** The code a refusal carries, in whichever API's words. */
function codeOf(body: unknown): string | undefined {
  const { code, error, imsx_codeMinor } = body as {
    code?: string
    error?: { code?: string } | string
    imsx_codeMinor?: { imsx_codeMinorField: { imsx_codeMinorFieldName: string }[] }
  }
  if (imsx_codeMinor) return imsx_codeMinor.imsx_codeMinorField[0]?.imsx_codeMinorFieldName.replace('laurel:', '')
  return code ?? (typeof error === 'object' ? error.code : undefined)
}
