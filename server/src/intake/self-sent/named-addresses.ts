import type { ReadCredential } from '@laurel/credentials'
import type { NamedAddress } from '../facts.ts'

const isAddressType = (type: string | undefined): boolean => type === undefined || /^(?:emailAddress|email|IdentityObject)$/i.test(type)

/** The e-mail addresses a credential names its recipient by. */
export function namedAddresses({ recipient }: ReadCredential): NamedAddress[] {
  const plain = [recipient?.email, recipient?.id].filter((one) => one !== undefined && /^(?:mailto:)?[^\s@:/]+@[^\s@/]+$/i.test(one))
  const identifiers = (recipient?.identifiers ?? []).filter(
    ({ identity, identityType, hashed }) =>
      isAddressType(identityType) &&
      (hashed ? /^sha256\$[0-9a-f]{64}$/i.test(identity) : /^(?:mailto:)?[^\s@:/]+@[^\s@/]+$/i.test(identity)),
  )
  return [
    ...plain.map((identity) => ({ identity: identity!, hashed: false, salt: '' })),
    ...identifiers.map(({ identity, hashed, salt = '' }) => ({ identity, hashed, salt })),
  ]
}
