import { Type } from 'typebox'
import { defineEndpoint } from '../../core/endpoint.ts'

const Email = Type.String({ minLength: 3, maxLength: 254, description: 'One mailbox, like person@example.edu.' })
const Addresses = Type.Object({
  addresses: Type.Array(Type.Object({ email: Type.String(), primary: Type.Boolean(), provedAt: Type.String() }), {
    description: 'The primary one first, then the oldest.',
  }),
})

export const listAddresses = defineEndpoint({
  id: 'listAddresses',
  method: 'GET',
  path: '/api/me/emails',
  tag: 'Account',
  summary: 'The addresses this person has proved.',
  audience: 'person',
  success: 200,
  response: Addresses,
  problems: ['not_signed_in'],
})

export const addAddress = defineEndpoint({
  id: 'addAddress',
  method: 'POST',
  path: '/api/me/emails',
  tag: 'Account',
  summary: 'Ask for a code to another address of the person.',
  description: 'The answer is the same whether or not the address belongs to an account.',
  audience: 'person',
  body: Type.Object({ email: Email }, { additionalProperties: false }),
  success: 202,
  response: Type.Object({ sentTo: Type.String(), expiresInSeconds: Type.Integer() }),
  problems: ['email_invalid', 'addresses_too_many', 'not_signed_in', 'rate_limited'],
})

export const proveAddress = defineEndpoint({
  id: 'proveAddress',
  method: 'POST',
  path: '/api/me/emails/verify',
  tag: 'Account',
  summary: 'Add the address with the mailed code.',
  audience: 'person',
  body: Type.Object({ email: Email, code: Type.String({ minLength: 1, maxLength: 20 }) }, { additionalProperties: false }),
  success: 200,
  response: Addresses,
  problems: ['email_invalid', 'code_wrong', 'code_expired', 'address_taken', 'addresses_too_many', 'not_signed_in', 'rate_limited'],
})

export const makeAddressPrimary = defineEndpoint({
  id: 'makeAddressPrimary',
  method: 'PUT',
  path: '/api/me/emails/primary',
  tag: 'Account',
  summary: 'Choose the address that is written to.',
  audience: 'person',
  body: Type.Object({ email: Email }, { additionalProperties: false }),
  success: 200,
  response: Addresses,
  problems: ['address_not_found', 'not_signed_in'],
})

export const removeAddress = defineEndpoint({
  id: 'removeAddress',
  method: 'DELETE',
  path: '/api/me/emails/:email',
  tag: 'Account',
  summary: 'Remove an address; the last one stays. Where it was the primary one, the oldest takes its place.',
  audience: 'person',
  params: Type.Object({ email: Type.String({ maxLength: 254 }) }),
  success: 200,
  response: Addresses,
  problems: ['address_not_found', 'address_is_last', 'not_signed_in'],
})
