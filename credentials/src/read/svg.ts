import { CredentialError } from '../credential-error.ts'

const ELEMENT = /<openbadges:(credential|assertion)\b((?:"[^"]*"|'[^']*'|[^'">])*?)(?:\/>|>([\s\S]*?)<\/openbadges:\1\s*>)/g
const VERIFY = /\bverify\s*=\s*(?:"([^"]*)"|'([^']*)')/
const CDATA = /<!\[CDATA\[([\s\S]*?)\]\]>/
const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

/**
 * The credential baked into an SVG: the `verify` attribute (a compact JWS) or the element's text (JSON, usually CDATA).
 *
 * No XML parser is involved: nothing is expanded but the five named entities and character numbers.
 *
 * @throws CredentialError image_without_credential | image_with_two_credentials
 * @see OB 3.0 section 5.3.2, "SVG"
 */
export function unbakeSvg(text: string): string {
  const found = [...text.replace(/<!--[\s\S]*?-->/g, '').matchAll(ELEMENT)]
  if (found.length > 1) throw new CredentialError('image_with_two_credentials', `the SVG holds ${found.length} credentials`)
  const [, , attributes = '', body = ''] = found[0] ?? []
  const inside = CDATA.exec(body)?.[1] ?? plainText(body)
  const verify = VERIFY.exec(attributes)
  const credential = inside.trim() || plainText(verify?.[1] ?? verify?.[2] ?? '').trim()
  if (!credential) throw new CredentialError('image_without_credential', 'the SVG holds no credential')
  return credential
}

const plainText = (xml: string): string =>
  xml.replace(/&(?:#x([0-9a-fA-F]{1,6})|#(\d{1,7})|(\w+));/g, (whole, hex, decimal, name) => {
    const code = hex ? Number.parseInt(hex, 16) : decimal ? Number(decimal) : undefined
    if (code !== undefined) return code > 0x10ffff ? whole : String.fromCodePoint(code)
    return ENTITIES[name] ?? whole
  })
