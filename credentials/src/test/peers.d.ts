/** The other libraries tests and benchmarks compare with; they publish no types. */
declare module '@digitalbazaar/vc' {
  interface Verified {
    verified: boolean
    error?: { errors?: { message: string }[] }
  }
  export function verifyCredential(options: object): Promise<Verified>
  export function issue(options: object): Promise<object>
  export function derive(options: object): Promise<object>
}
declare module '@digitalbazaar/data-integrity' {
  export class DataIntegrityProof {
    constructor(options: object)
  }
}
declare module '@digitalbazaar/ed25519-signature-2020' {
  export class Ed25519Signature2020 {
    constructor(options?: object)
  }
}
declare module '@digitalbazaar/ecdsa-multikey' {
  export function from(key: object): Promise<{ signer(): unknown }>
}
declare module '@digitalbazaar/ed25519-multikey' {
  export function from(key: object): Promise<{ signer(): unknown }>
}
declare module '@digitalbazaar/ecdsa-rdfc-2019-cryptosuite' {
  export const cryptosuite: object
}
declare module '@digitalbazaar/eddsa-rdfc-2022-cryptosuite' {
  export const cryptosuite: object
}
declare module '@digitalbazaar/eddsa-jcs-2022-cryptosuite' {
  export function createSignCryptosuite(): object
  export function createVerifyCryptosuite(): object
}
declare module '@digitalbazaar/ecdsa-sd-2023-cryptosuite' {
  export function createSignCryptosuite(options: object): object
  export function createDiscloseCryptosuite(options: object): object
}
