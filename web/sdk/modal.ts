const OVERLAY: Partial<CSSStyleDeclaration> = {
  border: '0',
  padding: '12px',
  margin: '0',
  width: '100vw',
  height: '100dvh',
  maxWidth: 'none',
  maxHeight: 'none',
  boxSizing: 'border-box',
  background: 'rgb(0 0 0 / 45%)',
  overflow: 'hidden',
}

const FRAME: Partial<CSSStyleDeclaration> = {
  display: 'block',
  border: '0',
  margin: 'auto',
  width: '100%',
  maxWidth: '1002px',
  height: '590px',
  maxHeight: '100%',
  borderRadius: '6px',
  background: '#fff',
  position: 'relative',
  top: '50%',
  transform: 'translateY(-50%)',
}

/** A frame in the browser's own dialog: it keeps the focus, Escape closes it. Styled by script, so that a strict style policy of the page holds. */
export class Modal {
  readonly frame = document.createElement('iframe')
  readonly #dialog = document.createElement('dialog')
  readonly #onClosed: () => void

  /** @param onClosed called once, however it closes */
  constructor(url: string, onClosed: () => void) {
    this.frame.title = 'Verify skills'
    this.frame.allow = 'camera; microphone'
    this.frame.referrerPolicy = 'origin'
    this.frame.src = url
    Object.assign(this.frame.style, FRAME)
    Object.assign(this.#dialog.style, OVERLAY)
    this.#dialog.setAttribute('aria-label', this.frame.title)
    this.#dialog.append(this.frame)
    this.#dialog.addEventListener('close', () => this.close())
    this.#onClosed = onClosed
  }

  open(): void {
    document.body.append(this.#dialog)
    this.#dialog.showModal()
    this.frame.focus()
  }

  close(): void {
    if (!this.#dialog.isConnected) return
    this.#dialog.remove()
    this.#onClosed()
  }
}
