import type { Problem } from '../core/problem.ts'
import { html, type Page, pageWords, plainPage } from '../exports/index.ts'

type Words = ReturnType<typeof pageWords>

/** The catalogue of the first language of the reader that there is one for. */
export function wordsFor(acceptLanguage: string | undefined): Words {
  const wanted = (acceptLanguage ?? '').split(',').map((part) => part.split(';')[0]!.trim())
  return pageWords(wanted.find((tag) => tag.toLowerCase().split('-')[0] === pageWords(tag).language) ?? 'en')
}

const fault = (message: string | undefined) => message && html`<p class="tool red" id="fault" role="alert">${message}</p>`
const marked = (message: string | undefined) => message && html` aria-invalid="true" aria-describedby="fault"`
const cookieNote = (words: Words) => html`<p class="tool soft">${words.gate.cookie}</p>`

export function passcodePage(words: Words, message?: string): Page {
  const { gate } = words
  return plainPage(
    words,
    gate.passcodeTitle,
    html`<p>${gate.passcodeLead}</p><form method="post"><label for="passcode">${gate.passcode}</label>${fault(message)}<input id="passcode" name="passcode" type="password" autocomplete="off" required maxlength="200"${marked(message)}><button class="button">${gate.open}</button></form>${cookieNote(words)}`,
  )
}

export function mailboxPage(words: Words, message?: string): Page {
  const { gate } = words
  return plainPage(
    words,
    gate.emailTitle,
    html`<p>${gate.emailLead}</p><form method="post"><label for="email">${gate.email}</label>${fault(message)}<input id="email" name="email" type="email" autocomplete="email" required maxlength="254"${marked(message)}><button class="button">${gate.sendCode}</button></form>${cookieNote(words)}`,
  )
}

export function codePage(words: Words, email: string, message?: string): Page {
  const { gate } = words
  return plainPage(
    words,
    gate.codeTitle,
    html`<p>${gate.codeLead(email)}</p><form method="post"><input type="hidden" name="email" value="${email}"><label for="code">${gate.code}</label>${fault(message)}<input id="code" name="code" inputmode="numeric" autocomplete="one-time-code" required maxlength="20"${marked(message)}><button class="button">${gate.open}</button></form><form method="post"><input type="hidden" name="email" value="${email}"><button class="linklike tool">${gate.resend}</button></form><p class="tool"><a href="?">${gate.otherAddress}</a></p>${cookieNote(words)}`,
  )
}

const dateIn = (words: Words, at: unknown): string =>
  at instanceof Date
    ? words.messages.expiredOn(new Intl.DateTimeFormat(words.language, { dateStyle: 'long', timeZone: 'UTC' }).format(at))
    : ''

/** What a refusal says to somebody who opened a link. */
export function problemPage(words: Words, problem: Problem): Page {
  const { messages } = words
  const say = (title: string, ...lines: string[]): Page =>
    plainPage(words, title, html`${lines.filter(Boolean).map((line) => html`<p>${line}</p>`)}`)
  switch (problem.code) {
    case 'link_unknown':
      return say(messages.unknownTitle, messages.unknownText)
    case 'link_revoked':
      return say(messages.revokedTitle, messages.revokedText)
    case 'link_expired':
      return say(messages.expiredTitle, dateIn(words, problem.facts.at), messages.expiredText)
    case 'document_not_shown':
    case 'download_not_allowed':
    case 'access_needed':
      return say(messages.notAllowedTitle, problem.message)
    case 'rate_limited':
      return say(messages.busyTitle, problem.message)
    default:
      return say(messages.brokenTitle, problem.kind === 'failed' ? problem.message : messages.brokenText)
  }
}
