import ipaddr from 'ipaddr.js'

/**
 * True for addresses anybody on the Internet may be reached at. Mapped, NAT64 and 6to4 forms count as the IPv4 address inside them.
 *
 * @see reliability T13
 */
export function isPublicAddress(address: string): boolean {
  if (!ipaddr.isValid(address)) return false
  const parsed = ipaddr.process(address)
  if (parsed.kind() === 'ipv4') return parsed.range() === 'unicast'
  const v6 = parsed as ipaddr.IPv6
  const bytes = v6.toByteArray()
  const range = v6.range()
  if (range === 'rfc6052') return isPublicAddress(bytes.slice(12).join('.'))
  if (range === '6to4') return isPublicAddress(bytes.slice(2, 6).join('.'))
  return range === 'unicast'
}
