import { Type } from 'typebox'
import { defineEndpoint } from '../core/endpoint.ts'
import { oneOf } from '../core/words.ts'

const Id = Type.Object({ id: Type.String({ maxLength: 100 }) })
const Credential = Type.Unsafe<Record<string, unknown>>({ type: 'object', additionalProperties: true })

export const createWalletOffer = defineEndpoint({
  id: 'createWalletOffer',
  method: 'POST',
  path: '/api/me/wallet-offers',
  tag: 'Wallet',
  summary: 'Offer the resume, or one credential, to a wallet of the person.',
  description:
    'Open `deepLink` on the device with the wallet, or scan `qr` with it. The wallet asks for `transactionCode`, which is shown here and nowhere else. An offer lives 10 minutes and works once.',
  audience: 'person',
  body: Type.Optional(
    Type.Union([
      Type.Object(
        {
          credentialId: Type.Optional(
            Type.String({ minLength: 1, maxLength: 100, description: 'Id of an entry or of a proof on the resume; left out: the resume.' }),
          ),
        },
        { additionalProperties: false },
      ),
      Type.Null(),
    ]),
  ),
  success: 201,
  response: Type.Object({
    id: Type.String(),
    title: Type.String({ description: 'What is offered.' }),
    offerUri: Type.String({ description: 'Where the wallet reads the offer.' }),
    deepLink: Type.String({ description: '`openid-credential-offer://?credential_offer_uri=…`' }),
    qr: Type.String({ description: 'The deep link as a QR code, an SVG document.' }),
    transactionCode: Type.String(),
    expiresAt: Type.String(),
  }),
  problems: ['not_signed_in', 'credential_not_held', 'credential_unsigned', 'credential_withdrawn', 'rate_limited'],
})

export const getWalletOffer = defineEndpoint({
  id: 'getWalletOffer',
  method: 'GET',
  path: '/api/me/wallet-offers/:id',
  tag: 'Wallet',
  summary: 'Whether the wallet has taken what was offered.',
  audience: 'person',
  params: Id,
  success: 200,
  response: Type.Object({
    id: Type.String(),
    title: Type.String(),
    status: oneOf(['waiting', 'taken', 'expired'] as const),
    expiresAt: Type.String(),
  }),
  problems: ['not_signed_in', 'offer_not_found'],
})

const download = (form: 'json' | 'jwt', id: string, produces: string) =>
  ({
    id,
    method: 'GET',
    path: `/api/me/resume.credential.${form}`,
    tag: 'Wallet',
    summary: `The resume as a signed credential, ${form === 'json' ? 'JSON-LD' : 'VC-JWT'}: with its PDF and its LER-RS data inside.`,
    audience: 'person',
    success: 200,
    response: Credential,
    produces,
    problems: ['not_signed_in', 'rate_limited'],
  }) as const

export const getResumeCredential = defineEndpoint(download('json', 'getResumeCredential', 'application/vc'))
export const getResumeCredentialJwt = defineEndpoint(download('jwt', 'getResumeCredentialJwt', 'application/vc+jwt'))

const Wallet = Type.Object(
  {
    name: Type.String({ minLength: 1, maxLength: 100, pattern: '\\S' }),
    logo: Type.Optional(Type.Union([Type.String({ maxLength: 300_000, pattern: '^data:image/(png|jpeg|webp);base64,' }), Type.Null()])),
    link: Type.String({
      minLength: 1,
      maxLength: 1_000,
      description: 'Opens the wallet; `{offer}` becomes the percent-encoded address of the offer.',
    }),
  },
  { additionalProperties: false },
)
const Wallets = Type.Object({
  wallets: Type.Array(
    Type.Object({
      id: Type.String(),
      name: Type.String(),
      logo: Type.Union([Type.String(), Type.Null()]),
      link: Type.String(),
    }),
  ),
})

export const listWallets = defineEndpoint({
  id: 'listWallets',
  method: 'GET',
  path: '/api/wallets',
  tag: 'Wallet',
  summary: 'Wallets this server knows how to open.',
  audience: 'anyone',
  success: 200,
  response: Wallets,
  problems: ['rate_limited'],
})

export const listWalletsForOperator = defineEndpoint({
  id: 'listWalletsForOperator',
  method: 'GET',
  path: '/api/admin/wallets',
  tag: 'Operator',
  summary: 'The wallets people are shown, in order.',
  audience: 'admin',
  success: 200,
  response: Wallets,
  problems: [],
})

export const putWallets = defineEndpoint({
  id: 'putWallets',
  method: 'PUT',
  path: '/api/admin/wallets',
  tag: 'Operator',
  summary: 'Set the wallets people are shown, in order.',
  audience: 'admin',
  body: Type.Object({ wallets: Type.Array(Wallet, { maxItems: 50 }) }, { additionalProperties: false }),
  success: 200,
  response: Wallets,
  problems: ['wallet_link_invalid'],
})
