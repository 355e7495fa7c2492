import { type TSchema, Type } from 'typebox'
import { defineEndpoint } from '../core/endpoint.ts'
import { oneOf } from '../core/words.ts'
import { EVENTS } from './rules.ts'

const ok = <T extends TSchema>(data: T) => Type.Object({ success: Type.Literal(true), data })
const Id = Type.Object({ id: Type.String({ maxLength: 100 }) })
const keyProblems = ['INVALID_API_KEY', 'API_KEY_REQUIRED', 'RATE_LIMITED'] as const

const Webhook = { id: Type.String(), url: Type.String(), events: Type.Array(Type.String()) }

const Delivery = Type.Object({
  id: Type.String(),
  webhookId: Type.String({ description: 'The `webhook-id` header: the same on every try.' }),
  platformId: Type.String(),
  mode: Type.String(),
  webhookEndpointId: Type.Union([Type.String(), Type.Null()], { description: 'Null for a callback address.' }),
  url: Type.String(),
  event: Type.String(),
  state: Type.String({ description: 'pending, delivered, dead.' }),
  attempts: Type.Integer(),
  lastStatus: Type.Union([Type.Integer(), Type.Null()]),
  lastError: Type.Union([Type.String(), Type.Null()]),
  nextTryAt: Type.Union([Type.String(), Type.Null()]),
  createdAt: Type.String(),
  finishedAt: Type.Union([Type.String(), Type.Null()]),
})

const Page = {
  state: Type.Optional(oneOf(['pending', 'delivered', 'dead'])),
  event: Type.Optional(Type.String({ maxLength: 100 })),
  limit: Type.Optional(Type.String({ pattern: '^[0-9]{1,3}$', description: 'Default 50, at most 200.' })),
  offset: Type.Optional(Type.String({ pattern: '^[0-9]{1,9}$' })),
}

export const registerWebhook = defineEndpoint({
  id: 'registerWebhook',
  method: 'POST',
  path: '/api/v1/webhooks',
  tag: 'Skill verification',
  summary: 'Register an address for events. Test and live are apart; the calling key signs.',
  audience: 'platform',
  body: Type.Unsafe<{ url?: unknown; events?: unknown }>({
    type: 'object',
    properties: { url: { type: 'string' }, events: { type: 'array', items: { type: 'string', enum: [...EVENTS] } } },
  }),
  reads: 'unchecked',
  success: 201,
  response: ok(Type.Object({ ...Webhook, secret: Type.String({ description: 'For verifiers of Standard Webhooks: `whsec_…`.' }) })),
  problems: ['INVALID_WEBHOOK_URL', 'INVALID_EVENTS', 'WEBHOOK_LIMIT', ...keyProblems],
})

export const listWebhooks = defineEndpoint({
  id: 'listWebhooks',
  method: 'GET',
  path: '/api/v1/webhooks',
  tag: 'Skill verification',
  summary: 'Registered addresses.',
  audience: 'platform',
  success: 200,
  response: ok(Type.Object({ webhooks: Type.Array(Type.Object({ ...Webhook, createdAt: Type.String() })) })),
  problems: [...keyProblems],
})

export const deleteWebhook = defineEndpoint({
  id: 'deleteWebhook',
  method: 'DELETE',
  path: '/api/v1/webhooks/:id',
  tag: 'Skill verification',
  summary: 'End a registered address; what is on its way to it stops.',
  audience: 'platform',
  params: Id,
  success: 200,
  response: ok(Type.Object({ id: Type.String() })),
  problems: ['NOT_FOUND', ...keyProblems],
})

export const listDeliveries = defineEndpoint({
  id: 'listDeliveries',
  method: 'GET',
  path: '/api/v1/webhooks/deliveries',
  tag: 'Skill verification',
  summary: 'What was sent or is on its way, newest first.',
  audience: 'platform',
  query: Type.Object(Page),
  success: 200,
  response: ok(Type.Object({ deliveries: Type.Array(Delivery), total: Type.Integer() })),
  problems: [...keyProblems],
})

export const replayDelivery = defineEndpoint({
  id: 'replayDelivery',
  method: 'POST',
  path: '/api/v1/webhooks/deliveries/:id/replay',
  tag: 'Skill verification',
  summary: 'Send a delivery again, in any state, with the same `webhook-id`.',
  audience: 'platform',
  params: Id,
  success: 200,
  response: ok(Delivery),
  problems: ['NOT_FOUND', ...keyProblems],
})

export const listAllDeliveries = defineEndpoint({
  id: 'listAllDeliveries',
  method: 'GET',
  path: '/api/admin/deliveries',
  tag: 'Operator',
  summary: 'Webhook deliveries of all platforms, newest first; `format=csv` for a spreadsheet.',
  audience: 'admin',
  query: Type.Object({
    ...Page,
    limit: Type.Optional(Type.String({ pattern: '^[0-9]{1,5}$', description: 'Default 50, at most 200; of CSV 10,000.' })),
    platformId: Type.Optional(Type.String({ maxLength: 100 })),
    mode: Type.Optional(oneOf(['test', 'live'])),
    search: Type.Optional(Type.String({ maxLength: 200, description: 'Words that all must occur.' })),
    format: Type.Optional(oneOf(['json', 'csv'])),
  }),
  success: 200,
  response: Type.Object({ deliveries: Type.Array(Delivery), total: Type.Integer() }),
  produces: ['application/json', 'text/csv'],
  problems: [],
})

export const replayAnyDelivery = defineEndpoint({
  id: 'replayAnyDelivery',
  method: 'POST',
  path: '/api/admin/deliveries/:id/replay',
  tag: 'Operator',
  summary: 'Send a delivery again, in any state, with the same `webhook-id`.',
  audience: 'admin',
  params: Id,
  success: 200,
  response: Delivery,
  problems: ['delivery_not_found'],
})
