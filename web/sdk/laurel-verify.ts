/**
 * Opens the hosted verification over a platform's own page:
 *
 *     <script src="https://laurel.example/sdk/laurel-verify.js"></script>
 *     const verify = new RecordVerify({ apiKey })
 *     verify.open({ session, recordVerificationId, onSuccess(data) {} })
 *
 * No dependency, no storage, no request of its own. What the page inside says counts only when it comes from exactly the hosted origin
 * and from that very frame; the page inside in turn speaks only to the origin that opened it.
 */
import { Modal } from './modal.ts'

export type Step = 'skills' | 'method' | 'documents' | 'assessment' | 'review' | 'complete'

export interface Success {
  recordVerificationId: string
  recordUserId: string
  verifiedSkills: string[]
  score?: number
  method: 'human' | 'assessment'
  completedAt: string
}

export interface Failure {
  code: string
  message: string
}

export interface Callbacks {
  onReady?: () => void
  onSuccess?: (data: Success) => void
  onFailure?: (error: Failure) => void
  onStepChange?: (step: Step) => void
  onClose?: () => void
}

export interface OpenOptions extends Callbacks {
  /** the session token of `POST /verify` */
  session: string
  recordVerificationId: string
  candidateName?: string
  theme?: 'light' | 'dark'
}

export type OpenUrlOptions =
  | ({ type: 'verification' } & OpenOptions)
  | ({ type: 'skillActivity'; skillId: string; recordUserId: string; session?: string; theme?: 'light' | 'dark' } & Callbacks)

export interface Settings {
  apiKey: string
  /** where the hosted pages are; the server this script came from when absent */
  hostedUrl?: string
  /** for `fetch`: the address of the platform's own backend that signs and passes on, `<hosted origin>/api/v1` when absent */
  apiBaseUrl?: string
}

const script = document.currentScript instanceof HTMLScriptElement ? document.currentScript.src : undefined

export class RecordVerify {
  readonly #apiKey: string
  readonly #hosted: URL
  readonly #api: string
  #modal: Modal | undefined

  constructor({ apiKey, hostedUrl, apiBaseUrl }: Settings) {
    if (!apiKey) throw new TypeError('apiKey is required')
    this.#apiKey = apiKey
    this.#hosted = new URL(hostedUrl ?? new URL('/verify', script ?? window.location.href).href)
    this.#api = (apiBaseUrl ?? `${this.#hosted.origin}/api/v1`).replace(/\/$/, '')
  }

  /** Opens the flow in a dialog. An open one is closed first. */
  open(options: OpenOptions): void {
    this.#show('', options, options)
  }

  /** As `open`, on a page of its own choosing. */
  openUrl(options: OpenUrlOptions): void {
    if (options.type === 'verification') this.#show('/step1', options, options)
    else this.#show('/skillactivity', options, options, { skillId: options.skillId, recordUserId: options.recordUserId })
  }

  /** Closes the dialog; `onClose` is called. */
  close(): void {
    this.#modal?.close()
  }

  /** A call signed by the platform's own backend, which holds the secret: `POST {apiBaseUrl}/verify/sign`. */
  async fetch(method: string, path: string, body?: unknown): Promise<unknown> {
    const address = new URL(`${this.#api}${path.startsWith('/') ? path : `/${path}`}`, window.location.href)
    const text = body === undefined ? null : JSON.stringify(body)
    const json = { 'content-type': 'application/json' }
    const ask = { apiKey: this.#apiKey, method: method.toUpperCase(), url: address.pathname + address.search, body: body ?? null }
    const signed = await fetch(`${this.#api}/verify/sign`, { method: 'POST', headers: json, body: JSON.stringify(ask) })
    if (!signed.ok) throw new Error(`verify/sign answered ${signed.status}`)
    const { signature, timestamp } = (await signed.json()) as { signature: string; timestamp: string }
    const headers = { ...(text !== null && json), 'x-api-key': this.#apiKey, 'x-signature': signature, 'x-timestamp': timestamp }
    const answer = await fetch(address, { method: ask.method, headers, ...(text !== null && { body: text }) })
    return answer.json()
  }

  #show(
    page: string,
    { session, recordVerificationId, candidateName, theme }: Partial<OpenOptions>,
    callbacks: Callbacks,
    more: Record<string, string> = {},
  ): void {
    this.close()
    const url = new URL(this.#hosted)
    url.pathname = url.pathname.replace(/\/$/, '') + page
    const query = { ...more, recordVerificationId, candidateName, theme, origin: window.location.origin }
    for (const [name, value] of Object.entries(query)) if (value) url.searchParams.set(name, value)
    // behind the hash, so that the token is in no log on the way
    if (session) url.hash = new URLSearchParams({ session }).toString()
    const modal = new Modal(url.href, () => {
      window.removeEventListener('message', hear)
      this.#modal = undefined
      callbacks.onClose?.()
    })
    this.#modal = modal
    const hear = (message: MessageEvent) => {
      if (message.origin !== this.#hosted.origin || message.source !== modal.frame.contentWindow) return
      this.#react(message.data, callbacks)
    }
    window.addEventListener('message', hear)
    modal.open()
  }

  #react(said: unknown, { onReady, onSuccess, onFailure, onStepChange }: Callbacks): void {
    if (typeof said !== 'object' || said === null) return
    const { event, data, error, step } = said as { event?: unknown; data?: unknown; error?: unknown; step?: unknown }
    if (event === 'record:ready') onReady?.()
    if (event === 'record:step.change') onStepChange?.(step as Step)
    if (event === 'record:verification.success') onSuccess?.(data as Success)
    if (event === 'record:verification.failed') onFailure?.(error as Failure)
    if (event === 'record:verification.close') this.close()
  }
}

Object.assign(window, { RecordVerify, LaurelVerify: RecordVerify })
