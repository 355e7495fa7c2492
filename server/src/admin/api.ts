import { Type } from 'typebox'
import { defineEndpoint } from '../core/endpoint.ts'
import { Section } from '../core/words.ts'

export const listMail = defineEndpoint({
  id: 'listMail',
  method: 'GET',
  path: '/api/admin/mail',
  tag: 'Operator',
  summary: 'Mails, newest first; texts of those that left through a mail server are blank.',
  audience: 'admin',
  query: Type.Object({
    to: Type.Optional(Type.String({ maxLength: 254 })),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 500, description: 'Default 100.' })),
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
