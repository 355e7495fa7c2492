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
  // the local-use prefix 64:ff9b:1::/48 leads wherever its network pleases (RFC 8215)
  if (range === 'rfc6052') return bytes.slice(4, 12).every((byte) => byte === 0) && isPublicAddress(bytes.slice(12).join('.'))
  if (range === '6to4') return isPublicAddress(bytes.slice(2, 6).join('.'))
  // what IANA has given out for use on the Internet; ::7f00:1 (an IPv4 address inside, RFC 4291 2.5.5.1) lies outside
  return range === 'unicast' && ((bytes[0] ?? 0) & 0xe0) === 0x20
}
