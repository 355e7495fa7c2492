import { isObject, type Json } from '../model/json.ts'
import type { ReadIdentifier, ReadProfile, ReadRecipient } from '../model/read-credential.ts'
import { textOf, View } from './view.ts'

/** An issuer or creator: a profile object, a bare id, or nothing usable at all. */
export function readProfile(value: Json | undefined, at: string): ReadProfile | undefined {
  if (Array.isArray(value)) return readProfile(value[0], `${at}/0`)
  if (value === undefined || value === null) return undefined
  if (!isObject(value)) {
    const id = textOf(value)
    return id === undefined ? undefined : { id, types: [], raw: value, at, from: { id: at } }
  }
  const view = new View(value, at)
  return {
    id: view.text('id', 'id', '@id'),
    types: view.texts('types', 'type', '@type'),
    name: view.text('name'),
    url: view.idIn('url'),
    email: view.text('email'),
    phone: view.text('phone', 'phone', 'telephone'),
    description: view.text('description'),
    image: view.idIn('image'),
    raw: value,
    at,
    from: view.from,
  }
}

/** The credential subject as a person; identifiers are OB 3.0 IdentityObjects. */
export function readRecipient(value: Json | undefined, at: string): ReadRecipient | undefined {
  if (value === undefined || value === null) return undefined
  if (!isObject(value)) return { id: textOf(value), types: [], identifiers: [], raw: value, at, from: { id: at } }
  const view = new View(value, at)
  return {
    id: view.text('id', 'id', '@id'),
    types: view.texts('types', 'type', '@type'),
    identifiers: view.each('identifier').flatMap((one) => readIdentifier(one.value, one.at) ?? []),
    name: view.text('name'),
    givenName: view.text('givenName'),
    familyName: view.text('familyName'),
    additionalName: view.text('additionalName'),
    email: view.text('email'),
    raw: value,
    at,
    from: view.from,
  }
}

/** @see OB 3.0 "IdentityObject"; OB 2.0 "IdentityObject" (`identity` in place of `identityHash`) */
export function readIdentifier(value: Json, at: string): ReadIdentifier | undefined {
  if (!isObject(value)) {
    const identity = textOf(value)
    return identity === undefined ? undefined : { identity, hashed: false, at, from: { identity: at } }
  }
  const view = new View(value, at)
  const identity = view.text('identity', 'identityHash', 'identity', 'identifier')
  if (identity === undefined) return undefined
  return {
    identity,
    identityType: view.text('identityType', 'identityType', 'identifierType', 'type'),
    hashed: value.hashed === true || value.hashed === 'true',
    salt: view.text('salt'),
    at,
    from: view.from,
  }
}
