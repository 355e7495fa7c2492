import type { Static, TSchema } from 'typebox'
import type { Audience } from './caller.ts'

/** One HTTP operation as data: drives validation, OpenAPI, handler types and the web client. */
export interface Endpoint {
  id: string
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  path: `/${string}`
  summary: string
  description?: string
  tag: string
  audience: Audience
  /** For partners: the scope the token must carry. */
  scope?: string
  params?: TSchema
  query?: TSchema
  body?: TSchema
  /**
   * `bytes`: the handler gets the body as it arrived and reads it itself. `unchecked`: JSON, or nothing, that the handler checks in a
   * published order. Schemas then only document.
   */
  reads?: 'json' | 'bytes' | 'form' | 'unchecked'
  /** Media types of the body when it is not JSON alone. */
  takes?: readonly string[]
  success: 200 | 201 | 202 | 204
  /** Statuses of answers that are no refusal, beside `success`. */
  otherStatuses?: readonly number[]
  response: TSchema
  /** Media types of the answer when it is not JSON alone. */
  produces?: string | readonly string[]
  /** Codes a caller must expect here. */
  problems: readonly string[]
}

export const defineEndpoint = <const E extends Endpoint>(endpoint: E): E => endpoint

type Part<E, K extends string> = E extends { [P in K]: infer S extends TSchema } ? { [P in K]: Static<S> } : unknown

export type Input<E extends Endpoint> = Part<E, 'params'> &
  Part<E, 'query'> &
  (E extends { reads: 'bytes' } ? { body: Uint8Array } : Part<E, 'body'>)
export type Output<E extends Endpoint> = Static<E['response']>
