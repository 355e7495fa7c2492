import { createHmac } from 'node:crypto'

/** A key as the sender needs it: its public id, and its living secrets, the newest first (two for 24 hours after a rotation). */
export interface SigningSecrets {
  publicId: string
  secrets: readonly string[]
}

/** How the sender gets at secrets; undefined when the key is no more. */
export type SecretsOf = (keyId: string) => Promise<SigningSecrets | undefined>

/** The secret as verifiers of Standard Webhooks take it: base64 of the secret key's bytes behind `whsec_`. */
export const standardSecret = (secretKey: string): string => `whsec_${Buffer.from(secretKey, 'utf8').toString('base64')}`

const hmac = (secret: string, text: string) => createHmac('sha256', secret).update(text)

/**
 * The headers of one try.
 *
 * @see Standard Webhooks 1.0.0, "Webhook Headers"; skill verification spec, "Webhooks" (`x-svp-signature`, `x-api-key`)
 */
export function signatureHeaders({ publicId, secrets }: SigningSecrets, id: string, body: string, at: Date): Record<string, string> {
  const timestamp = String(Math.floor(at.getTime() / 1_000))
  return {
    'webhook-id': id,
    'webhook-timestamp': timestamp,
    'webhook-signature': secrets.map((secret) => `v1,${hmac(secret, `${id}.${timestamp}.${body}`).digest('base64')}`).join(' '),
    'x-svp-signature': hmac(secrets[0] ?? '', body).digest('hex'),
    'x-api-key': publicId,
  }
}
