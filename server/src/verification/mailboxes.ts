/** Providers anybody can have a mailbox at: an address there says nothing about an employer. */
const PERSONAL = new Set([
  'gmail.com',
  'googlemail.com',
  'outlook.com',
  'hotmail.com',
  'live.com',
  'msn.com',
  'yahoo.com',
  'ymail.com',
  'icloud.com',
  'me.com',
  'mac.com',
  'aol.com',
  'proton.me',
  'protonmail.com',
  'pm.me',
  'gmx.com',
  'gmx.de',
  'gmx.net',
  'web.de',
  'mail.com',
  'mail.ru',
  'yandex.com',
  'yandex.ru',
  'zoho.com',
  'fastmail.com',
  'hey.com',
  'tutanota.com',
  'rediffmail.com',
  'qq.com',
  '163.com',
  '126.com',
])
const PERSONAL_FAMILIES = /^(?:yahoo|hotmail|outlook|live)\.(?:co\.)?[a-z]{2}$/

/** These read no meaning into dots before the @. */
const DOTLESS = new Set(['gmail.com', 'googlemail.com'])

export const domainOf = (address: string): string => address.slice(address.lastIndexOf('@') + 1).toLowerCase()

export const isPersonalMailbox = (address: string): boolean => {
  const domain = domainOf(address)
  return PERSONAL.has(domain) || PERSONAL_FAMILIES.test(domain)
}

/** One form for all spellings of one mailbox: case everywhere; +tags, and dots where they mean nothing, at the big providers. */
export function foldMailbox(address: string): string {
  const domain = domainOf(address)
  const local = address.slice(0, address.lastIndexOf('@')).toLowerCase()
  if (!isPersonalMailbox(address)) return `${local}@${domain}`
  const untagged = local.replace(/\+.*$/, '')
  return DOTLESS.has(domain) ? `${untagged.replaceAll('.', '')}@gmail.com` : `${untagged}@${domain}`
}

export const isSameMailbox = (left: string, right: string): boolean => left !== '' && foldMailbox(left) === foldMailbox(right)
