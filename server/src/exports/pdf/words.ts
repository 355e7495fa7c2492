interface PdfWords {
  title(name: string): string
  asOf(day: string): string
  foot: string
  /** the foot of a file without documents of others */
  madeWith: string
  qrAlt(url: string): string
  /** `{n}` and `{of}` stand for numbers */
  pageOf: string
}

const en: PdfWords = {
  title: (name) => (name === '' ? 'Resume' : `Resume of ${name}`),
  asOf: (day) => `as of ${day}`,
  foot: 'Made with Laurel. The signed documents behind this page are attached to this file; “laurel verify” checks them without a network.',
  madeWith: 'Made with Laurel.',
  qrAlt: (url) => `QR code that opens ${url}`,
  pageOf: 'Page {n} of {of}',
}

const es: PdfWords = {
  title: (name) => (name === '' ? 'Currículum' : `Currículum de ${name}`),
  asOf: (day) => `a ${day}`,
  foot: 'Hecho con Laurel. Los documentos firmados que lo respaldan van adjuntos a este archivo; «laurel verify» los comprueba sin red.',
  madeWith: 'Hecho con Laurel.',
  qrAlt: (url) => `Código QR que abre ${url}`,
  pageOf: 'Página {n} de {of}',
}

/** What only the paper says. @param language as `pageWords` chose it */
export const pdfWords = (language: string): PdfWords => (language === 'es' ? es : en)
