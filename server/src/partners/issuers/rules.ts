import { publicKeyFromJwk, publicKeyFromMultibase } from '@laurel/credentials'
import type { Rule } from '../../core/rule.ts'
import { problems } from './problems.ts'

export interface NewIssuer {
  id: string
  keys: readonly (string | object)[]
}

export interface RegistryFacts {
  issuers: readonly NewIssuer[]
}

export const eachIssuerIsListedOnce: Rule<RegistryFacts> = ({ issuers }) => {
  const seen = new Set<string>()
  const twice = issuers.find(({ id }) => seen.size === seen.add(id).size)
  return twice && problems.issuer_listed_twice({ id: twice.id })
}

function isReadable(key: string | object): boolean {
  try {
    return (typeof key === 'string' ? publicKeyFromMultibase(key) : 'd' in key ? undefined : publicKeyFromJwk(key)) !== undefined
  } catch {
    return false
  }
}

/** A pinned key nobody can read would vouch for nothing; a secret one has no business here. */
export const pinnedKeysAreReadable: Rule<RegistryFacts> = ({ issuers }) => {
  for (const { id, keys } of issuers) {
    const index = keys.findIndex((key) => !isReadable(key))
    if (index >= 0) return problems.issuer_key_unreadable({ id, index })
  }
  return undefined
}

export const registryRules = [eachIssuerIsListedOnce, pinnedKeysAreReadable] as const
