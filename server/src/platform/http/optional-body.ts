import { IsOptional } from 'typebox'
import type { Endpoint } from '../../core/endpoint.ts'

/** True where a request without a body counts as one with `{}`. */
export const bodyMayBeLeftOut = (endpoint: Endpoint | undefined): boolean => endpoint?.body !== undefined && IsOptional(endpoint.body)
