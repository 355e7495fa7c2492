/** An absolute URI: a scheme, a colon, and something behind it. @see RFC 3986 section 4.3 */
export const isAbsolute = (text: string): boolean => /^[A-Za-z][A-Za-z0-9+.-]*:[^\s]+$/.test(text)
