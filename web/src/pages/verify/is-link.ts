/** Looks like a web address; whether it answers is the server's to say. */
export const isLink = (text: string): boolean => /^https?:\/\/[^\s/]+/i.test(text)
