import { isObject, type Json, type JsonObject, pointerTo } from '../model/json.ts'

const NESTING = { verifiableCredential: 'credential', endorsement: 'endorsement', endorsementJwt: 'endorsement' } as const

export interface FoundNested {
  value: string | JsonObject
  at: string
  role: 'credential' | 'endorsement'
}

/** Finds every credential and endorsement one level down: each is its own document with its own proof. */
export function findNested(document: JsonObject): FoundNested[] {
  const found: FoundNested[] = []
  search(document, '', found)
  return found
}

function search(value: Json | undefined, at: string, found: FoundNested[]): void {
  if (typeof value !== 'object' || value === null) return
  if (Array.isArray(value)) {
    for (let index = 0; index < value.length; index++)
      if (typeof value[index] === 'object') search(value[index], pointerTo(at, index), found)
    return
  }
  for (const key in value) {
    const inner = value[key]
    if (typeof inner !== 'object' && typeof inner !== 'string') continue
    const role = Object.hasOwn(NESTING, key) ? NESTING[key as keyof typeof NESTING] : undefined
    if (role) collect(inner, pointerTo(at, key), role, found)
    else if (key !== 'proof' && key !== '@context' && typeof inner === 'object') search(inner, pointerTo(at, key), found)
  }
}

function collect(value: Json, at: string, role: FoundNested['role'], found: FoundNested[]): void {
  if (Array.isArray(value)) for (const [index, one] of value.entries()) collect(one, pointerTo(at, index), role, found)
  else if (typeof value === 'string' || isObject(value)) found.push({ value, at, role })
}
