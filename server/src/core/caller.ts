/** Test and live never see each other's rows. */
export type Mode = 'test' | 'live'

/** A signed-in person. */
export interface PersonCaller {
  personId: string
  sessionId: string
}

/** A partner's server holding an access token. */
export interface PartnerCaller {
  partnerId: string
  mode: Mode
  scopes: readonly string[]
}

/** Somebody signed in on a partner's own pages with its key. */
export interface PartnerSessionCaller {
  partnerId: string
  mode: Mode
  keyHash: string
}

/** Whoever runs this server. */
export interface OperatorCaller {
  operator: string
}

export type AnyoneCaller = Record<never, never>

/** A platform's key (`verificationId` absent), or the session token of one verification, which reaches that one and nothing else. */
export interface PlatformCaller {
  platformId: string
  keyId: string
  mode: Mode
  verificationId?: string
}

/** Somebody who reads what is documented without a key; a key or session token that came along is known. */
export interface ReaderCaller {
  platform?: PlatformCaller
}

/** A wallet program, from whatever site; never by cookie. */
export interface WalletCaller {
  token?: string | undefined
}

export interface Callers {
  anyone: AnyoneCaller
  person: PersonCaller
  partner: PartnerCaller
  partnerSession: PartnerSessionCaller
  platform: PlatformCaller
  reader: ReaderCaller
  wallet: WalletCaller
  admin: OperatorCaller
}

export type Audience = keyof Callers
