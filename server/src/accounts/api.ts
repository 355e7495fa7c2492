import { Type } from 'typebox'
import { defineEndpoint } from '../core/endpoint.ts'

export * from './api/addresses.ts'
export * from './api/leaving.ts'
export * from './api/sessions.ts'

export const Email = Type.String({ minLength: 3, maxLength: 254, description: 'One mailbox, like person@example.edu.' })

export const Me = Type.Object({
  id: Type.String(),
  emails: Type.Array(Type.String(), { description: 'Addresses this person has proved: the primary one first, then the oldest.' }),
  givenName: Type.String(),
  familyName: Type.String(),
  phone: Type.String(),
  locale: Type.String({ description: 'BCP 47 tag of the pages and the resume.' }),
  erasesAt: Type.Union([Type.String(), Type.Null()], { description: 'When everything will be erased, if the person asked for it.' }),
})

export const signIn = defineEndpoint({
  id: 'signIn',
  method: 'POST',
  path: '/api/sign-in',
  tag: 'Account',
  summary: 'Ask for a sign-in code.',
  description: 'Mails a 6-digit code that lives 10 minutes. The answer is the same whether or not the address has an account.',
  audience: 'anyone',
  body: Type.Object({ email: Email }, { additionalProperties: false }),
  success: 202,
  response: Type.Object({ sentTo: Type.String(), expiresInSeconds: Type.Integer() }),
  problems: ['email_invalid', 'rate_limited'],
})

export const verifySignIn = defineEndpoint({
  id: 'verifySignIn',
  method: 'POST',
  path: '/api/sign-in/verify',
  tag: 'Account',
  summary: 'Sign in with the mailed code; an account is made on first use.',
  description: 'Sets the HttpOnly cookie `laurel_session`. A code has 5 tries.',
  audience: 'anyone',
  body: Type.Object({ email: Email, code: Type.String({ minLength: 1, maxLength: 20 }) }, { additionalProperties: false }),
  success: 200,
  response: Type.Object({ person: Me, isNew: Type.Boolean() }),
  problems: ['email_invalid', 'code_wrong', 'code_expired', 'rate_limited'],
})

export const signOut = defineEndpoint({
  id: 'signOut',
  method: 'POST',
  path: '/api/sign-out',
  tag: 'Account',
  summary: 'End this session.',
  audience: 'anyone',
  success: 204,
  response: Type.Null(),
  problems: [],
})

export const getMe = defineEndpoint({
  id: 'getMe',
  method: 'GET',
  path: '/api/me',
  tag: 'Account',
  summary: 'The signed-in person.',
  audience: 'person',
  success: 200,
  response: Me,
  problems: ['not_signed_in'],
})

export const updateMe = defineEndpoint({
  id: 'updateMe',
  method: 'PATCH',
  path: '/api/me',
  tag: 'Account',
  summary: 'Change name, phone or language.',
  audience: 'person',
  body: Type.Object(
    {
      givenName: Type.Optional(Type.String({ maxLength: 200 })),
      familyName: Type.Optional(Type.String({ maxLength: 200 })),
      phone: Type.Optional(Type.String({ maxLength: 50 })),
      locale: Type.Optional(Type.String({ maxLength: 35, pattern: '^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$' })),
    },
    { additionalProperties: false },
  ),
  success: 200,
  response: Me,
  problems: ['not_signed_in'],
})
