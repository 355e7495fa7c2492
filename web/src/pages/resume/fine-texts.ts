/** What the server takes as a link; empty is fine too. */
export const isFineLink = (url: string): boolean => url === '' || (/^(?:https?:\/\/|mailto:)\S+$/i.test(url) && URL.canParse(url))

export const isFineEmail = (email: string): boolean => email === '' || /^[^\s@<>"]+@[^\s@<>"]+$/.test(email)

export const isFineDate = (date: string): boolean =>
  /^(?:(?!0000)\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?)?$/.test(date) && (date.length < 10 || isDay(date))

/** February 30 is none. */
const isDay = (date: string): boolean => new Date(`${date}T00:00:00Z`).toJSON()?.startsWith(date) ?? false

export const isFineLanguage = (tag: string): boolean => {
  try {
    return Intl.getCanonicalLocales(tag).length === 1
  } catch {
    return false
  }
}
