export const OPEN_BADGES_3_0_3 = 'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json'

/** Words the publisher added to this context after its first release, under the same URL. */
const LATER_WORDS = {
  endorsementJwt: { '@id': 'https://purl.imsglobal.org/spec/vc/ob/vocab.html#endorsementJwt', '@container': '@set' },
  jti: { '@id': 'https://www.iana.org/assignments/jwt#jti', '@type': '@id' },
}

/**
 * The later content of the context, made from the earlier one in the package by adding its later words.
 * A wrong guess does no harm: the result counts only when its hash is the pinned one.
 */
export function withLaterWords(earlier: object): object {
  const { '@context': words } = earlier as { '@context': object }
  return { ...earlier, '@context': { ...words, ...LATER_WORDS } }
}
