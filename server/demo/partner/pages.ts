import type { Exchange } from '../client.ts'

const escaped = (text: string): string => text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)

const STYLE = `:root{color-scheme:light dark;font:16px/1.5 system-ui,sans-serif}body{max-width:44rem;margin:0 auto;padding:1.5rem 1rem;overflow-wrap:anywhere}
h1{font-size:1.6rem}h2{font-size:1.15rem;margin:0 0 .25rem}section{border-top:1px solid #8888;padding:1.25rem 0}p{margin:.25rem 0 .75rem}
label{display:block;margin:.5rem 0 .15rem;font-weight:600;font-size:.9rem}input,button{font:inherit;padding:.5rem .75rem;box-sizing:border-box}
input{width:100%;border:1px solid #888;border-radius:4px}button{margin-top:.75rem;border:1px solid;border-radius:4px;cursor:pointer}
pre{overflow-x:auto;white-space:pre-wrap;font-size:.75rem;border-left:2px solid #8888;padding-left:.75rem}summary{cursor:pointer;padding:.25rem 0}.said{border:1px solid;border-radius:4px;padding:.75rem}`

const page = (title: string, body: string): string =>
  `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>${escaped(title)}</title><style>${STYLE}</style></head><body><main><h1>${escaped(title)}</h1>${body}</main></body></html>`

const field = (name: string, label: string, value = ''): string =>
  `<label for="${name}">${label}</label><input id="${name}" name="${name}" value="${escaped(value)}" autocomplete="off">`

const form = (action: string, fields: string, button: string): string =>
  `<form method="post" action="${action}">${fields}<button>${button}</button></form>`

const exchange = ({ method, url, sent, status, received }: Exchange): string =>
  `<details><summary>${escaped(method)} ${escaped(url)} · ${status}</summary><pre>${escaped(sent) || '(no body)'}</pre><pre>${escaped(received)}</pre></details>`

/** The one page: a button for each direction, and what went over the wire. */
export const homePage = ({
  name,
  laurel,
  said,
  offer,
  log,
}: {
  name: string
  laurel: string
  said: string
  offer: string
  log: readonly Exchange[]
}): string =>
  page(
    name,
    `<p>A demo of an issuing platform and wallet. It works with <a href="${escaped(laurel)}">${escaped(laurel)}</a>.</p>
${said ? `<p class="said" role="status">${escaped(said)}</p>` : ''}
<section aria-labelledby="h-push"><h2 id="h-push">1. Push</h2><p>The person presses a button here; two courses and two skills go over, and the browser follows.</p>
${form('/push', field('givenName', 'First name', 'Ada') + field('familyName', 'Last name', 'Okafor') + field('email', 'E-mail address', 'ada.okafor@example.org'), 'Send to my resume')}</section>
<section aria-labelledby="h-event"><h2 id="h-event">2. Event push</h2><p>A badge was issued. Whoever has claimed from us before finds it waiting.</p>
${form('/event', field('to', 'E-mail address of the recipient', 'ada.okafor@example.org'), 'Issue a badge')}</section>
<section aria-labelledby="h-pull"><h2 id="h-pull">3. Pull</h2><p>The person starts it on the import page; the browser comes here with a token.</p>
<p><a href="${escaped(laurel)}/import">Open the import page</a></p></section>
<section aria-labelledby="h-wallet"><h2 id="h-wallet">4. Receive the resume</h2><p>As a wallet, by OpenID4VCI: paste the offer and type the code from <a href="${escaped(laurel)}/wallet">the wallet page</a>.</p>
${form('/wallet', field('offer', 'Offer', offer) + field('code', 'Code'), 'Receive')}</section>
<section aria-labelledby="h-log"><h2 id="h-log">On the wire</h2>${log.length === 0 ? '<p>Nothing yet.</p>' : [...log].reverse().map(exchange).join('')}</section>`,
  )

/** Asks before anything is sent. */
export const consentPage = ({ name, count, token, back }: { name: string; count: number; token: string; back: string }): string =>
  page(
    name,
    `<p>You came from your resume. Send ${count} credentials there?</p>
<form method="post" action="/import"><input type="hidden" name="recipientToken" value="${escaped(token)}"><input type="hidden" name="redirectURL" value="${escaped(back)}">
<button>Send ${count} credentials</button></form><p><a href="${escaped(back)}">No, go back</a></p>`,
  )

export const faultPage = (message: string): string => page('That did not work', `<p>${escaped(message)}</p><p><a href="/">Back</a></p>`)
