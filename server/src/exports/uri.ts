/**
 * A web or mail address as the formats want it written: a URI, where people paste `https://example.org/Universität?a[]=1`.
 * '' for what is no address.
 *
 * @see RFC 3986, section 2
 */
export function uriOf(address: string): string {
  if (!URL.canParse(address)) return ''
  const plain = /^[\x21-\x7e]+$/.test(address) ? address : new URL(address).href
  const [, host = '', rest = ''] = /^(https?:\/\/[^/?#]*)?(.*)$/i.exec(plain) ?? []
  return host + rest.replace(/%(?![\da-f]{2})|[^\w\-.~:/?#@!$&'()*+,;=%]/gi, encodeURIComponent)
}
