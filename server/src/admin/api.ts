import { Type } from 'typebox'
import { defineEndpoint } from '../core/endpoint.ts'
import { oneOf, Section } from '../core/words.ts'

const Counts = Type.Record(Type.String(), Type.Integer())
const Amounts = {
  uploads: Type.Integer(),
  credentials: Type.Integer({ description: 'Received for the first time.' }),
  claims: Type.Integer(),
  shares: Type.Integer({ description: 'Made by people; in rows without a partner.' }),
  verdicts: Type.Unsafe<Record<string, number>>({ ...Counts, description: 'Of what was received, as it stands now.' }),
}

export const getUsage = defineEndpoint({
  id: 'getUsage',
  method: 'GET',
  path: '/api/admin/usage',
  tag: 'Operator',
  summary: 'Uploads, credentials, verdicts, claims and shares by partner and day; `format=csv` for a spreadsheet.',
  audience: 'admin',
  query: Type.Object({
    from: Type.Optional(
      Type.String({ maxLength: 10, description: 'First day (UTC), like 2026-11-01; 30 days before `to` when left out.' }),
    ),
    to: Type.Optional(Type.String({ maxLength: 10, description: 'Last day; today when left out.' })),
    partnerId: Type.Optional(Type.String({ maxLength: 100 })),
    format: Type.Optional(oneOf(['json', 'csv'] as const)),
  }),
  success: 200,
  response: Type.Object({
    from: Type.String(),
    to: Type.String(),
    rows: Type.Array(
      Type.Object({
        day: Type.String(),
        partnerId: Type.Union([Type.String(), Type.Null()]),
        partner: Type.Union([Type.String(), Type.Null()]),
        mode: Type.Union([Type.String(), Type.Null()]),
        ...Amounts,
      }),
    ),
    totals: Type.Object(Amounts),
  }),
  produces: ['application/json', 'text/csv'],
  problems: ['usage_days_invalid', 'request_invalid'],
})

export const listMail = defineEndpoint({
  id: 'listMail',
  method: 'GET',
  path: '/api/admin/mail',
  tag: 'Operator',
  summary: 'Mails, newest first; texts of those that left through a mail server are blank.',
  audience: 'admin',
  query: Type.Object({
    to: Type.Optional(Type.String({ maxLength: 254 })),
    search: Type.Optional(Type.String({ maxLength: 200, description: 'Words that all must occur in address, subject or purpose.' })),
    state: Type.Optional(oneOf(['pending', 'sent', 'kept', 'captured', 'failed'] as const)),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 500, description: 'Default 100.' })),
    offset: Type.Optional(Type.Integer({ minimum: 0, maximum: 1_000_000_000 })),
  }),
  success: 200,
  response: Type.Object({
    mails: Type.Array(
      Type.Object({
        id: Type.String(),
        to: Type.String(),
        subject: Type.String(),
        text: Type.String(),
        html: Type.String(),
        state: Type.String({ description: 'pending, sent, kept (folder), captured, failed.' }),
        purpose: Type.String(),
        mode: Type.String(),
        createdAt: Type.String(),
      }),
    ),
    total: Type.Integer(),
    policy: Type.Object(
      { mode: oneOf(['send', 'allowlist', 'capture'] as const), allowlist: Type.Array(Type.String()) },
      { description: 'MAIL_MODE and MAIL_ALLOWLIST: what leaves, and to whom.' },
    ),
  }),
  problems: [],
})

export const listAlerts = defineEndpoint({
  id: 'listAlerts',
  method: 'GET',
  path: '/api/admin/alerts',
  tag: 'Operator',
  summary: 'Achievement types nobody has mapped yet.',
  audience: 'admin',
  success: 200,
  response: Type.Object({
    alerts: Type.Array(
      Type.Object({
        id: Type.String(),
        partnerId: Type.String(),
        achievementType: Type.String(),
        count: Type.Integer(),
        createdAt: Type.String(),
      }),
    ),
  }),
  problems: [],
})

export const assignAlert = defineEndpoint({
  id: 'assignAlert',
  method: 'POST',
  path: '/api/admin/alerts/:id/assign',
  tag: 'Operator',
  summary: 'Give an unknown type its section; what is already there moves.',
  audience: 'admin',
  params: Type.Object({ id: Type.String({ maxLength: 100 }) }),
  body: Type.Object({ section: Section }, { additionalProperties: false }),
  success: 200,
  response: Type.Object({ moved: Type.Integer() }),
  problems: ['alert_not_found'],
})

export const createSignInLink = defineEndpoint({
  id: 'createSignInLink',
  method: 'POST',
  path: '/api/admin/sign-in-links',
  tag: 'Operator',
  summary: 'A link that opens the operator’s pages once, within 24 hours.',
  audience: 'admin',
  success: 201,
  response: Type.Object({ link: Type.String(), expiresAt: Type.String() }),
  problems: [],
})

export const operatorSignIn = defineEndpoint({
  id: 'operatorSignIn',
  method: 'POST',
  path: '/api/operator/sign-in',
  tag: 'Operator',
  summary: 'Open an operator session with the code of a one-time link.',
  audience: 'anyone',
  body: Type.Object({ code: Type.String({ maxLength: 200 }) }, { additionalProperties: false }),
  success: 200,
  response: Type.Object({ signedIn: Type.Boolean() }),
  problems: ['operator_link_used', 'rate_limited'],
})

export const operatorSignOut = defineEndpoint({
  id: 'operatorSignOut',
  method: 'POST',
  path: '/api/operator/sign-out',
  tag: 'Operator',
  summary: 'End the operator session.',
  audience: 'anyone',
  success: 204,
  response: Type.Null(),
  problems: [],
})
