import { refusal } from '../core/problem.ts'

export const problems = {
  offer_not_found: refusal('offer_not_found', 'not-found', 'There is no such offer.'),
  credential_not_held: refusal('credential_not_held', 'not-found', 'You hold no such credential.'),
  credential_unsigned: refusal(
    'credential_unsigned',
    'conflict',
    'Nobody signed this one, so a wallet cannot take it. It is part of the resume, which you can put in your wallet.',
  ),
  credential_withdrawn: refusal('credential_withdrawn', 'conflict', 'Its issuer has withdrawn this one: it cannot go into a wallet.'),
  wallet_link_invalid: refusal<{ name: string }>(
    'wallet_link_invalid',
    'invalid',
    ({ name }) =>
      `The link of ${name} must be an address a wallet opens, with {offer} in it, such as https://wallet.example/add?offer={offer}.`,
  ),
}
