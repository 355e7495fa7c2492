import { isObject, type Json, type JsonObject } from '../../model/json.ts'
import type { Session } from '../session.ts'

export const ACCEPT = 'application/ld+json, application/json'

export type Published = { document: JsonObject } | { gone: true } | { because: string }

/** The Open Badges object published under an address; it must say that it is the one. */
export async function published(id: string, session: Session): Promise<Published> {
  if (!/^https?:\/\//.test(id)) return { because: `${id.slice(0, 80)} is no web address` }
  const answer = await session.get(id, ACCEPT)
  if ('unreachable' in answer) return { because: answer.unreachable }
  if ('absent' in answer) return answer.absent === 410 ? { gone: true } : { because: `${id} answered ${answer.absent}` }
  const { json } = (await session.getJson(id, ACCEPT)) as { json?: Json }
  if (!isObject(json)) return { because: `${id} holds no JSON object` }
  return json.id !== undefined && json.id !== id
    ? { because: `what is published at ${id} is about ${String(json.id)}` }
    : { document: json }
}

/** A value that is an object or the address of one, as the object; a reason where it cannot be had. */
export async function whole(value: Json | undefined, session: Session): Promise<JsonObject | string> {
  if (isObject(value)) return value
  if (typeof value !== 'string') return 'the badge names no such object'
  const found = await published(value, session)
  if ('document' in found) return found.document
  return 'because' in found ? found.because : `${value} is gone`
}
