import { escapeHtml } from '../core/html.ts'

/** What a mail says: lines of text; a line `{ code }` is set large, a line `{ link, label }` is a link. */
export type MailLine = string | { code: string } | { link: string; label: string }

export interface MailBody {
  text: string
  html: string
}

/** One text, two forms: plain, and HTML without images or remote parts. */
export function mailBody(lines: readonly MailLine[]): MailBody {
  const text = lines
    .map((line) => (typeof line === 'string' ? line : 'code' in line ? `    ${line.code}` : `${line.label}:\n${line.link}`))
    .join('\n\n')
  const paragraphs = lines.map((line) => {
    if (typeof line === 'string') return `<p>${escapeHtml(line)}</p>`
    if ('code' in line) return `<p style="font:600 28px/1.4 monospace;letter-spacing:4px">${escapeHtml(line.code)}</p>`
    return `<p><a href="${escapeHtml(line.link)}">${escapeHtml(line.label)}</a><br><span style="color:#666">${escapeHtml(line.link)}</span></p>`
  })
  const html = `<!doctype html><html lang="en"><body style="font:16px/1.5 sans-serif;color:#1c1b18;max-width:560px;margin:24px auto;padding:0 16px">${paragraphs.join('')}</body></html>`
  return { text: `${text}\n`, html }
}
