const term = (name: string): string => `urn:laurel:resume:${name}`
const text = (name: string): object => ({ '@id': term(name), '@type': 'http://www.w3.org/2001/XMLSchema#string' })

/**
 * The words of a resume as a credential, beside those of VCDM 2.0. Published by every server that issues one, under its own address,
 * always with this content: what an address ending so would serve is never asked for.
 */
export const laurelResumeContext: object = {
  '@context': {
    '@version': 1.1,
    '@protected': true,
    LaurelResumeCredential: term('LaurelResumeCredential'),
    LaurelResume: term('LaurelResume'),
    EmbeddedFile: term('EmbeddedFile'),
    generatedAt: { '@id': term('generatedAt'), '@type': 'http://www.w3.org/2001/XMLSchema#dateTime' },
    file: { '@id': term('file'), '@type': '@id' },
    fileName: text('fileName'),
    base64: { '@id': term('base64'), '@type': 'http://www.w3.org/2001/XMLSchema#base64Binary' },
    content: text('content'),
    lerrsType: { '@id': term('lerrsType'), '@type': '@json' },
  },
}

/** Where a server publishes it, behind its base address. */
export const LAUREL_RESUME_CONTEXT_PATH = '/contexts/laurel-resume-1.jsonld'

/** True for the address of this context at whatever server. */
export const isLaurelResumeContext = (url: string): boolean =>
  url.endsWith(LAUREL_RESUME_CONTEXT_PATH) && /^https?:\/\/[^/?#\s]+(?:\/[^?#\s]*)?$/.test(url)
