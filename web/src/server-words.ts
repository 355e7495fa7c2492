/** What the server wrote on the page before the app was here; it may know more of an address than the app does. */
export interface ServerWords {
  path: string
  heading: string
  lines: string[]
}

const text = (element: Element | null): string => element?.textContent ?? ''

const block = document.querySelector('.before-script > main')

export const serverWords: ServerWords = {
  path: window.location.pathname,
  heading: text(block?.querySelector('h1') ?? null),
  lines: [...(block?.querySelectorAll(':scope > p') ?? [])].map(text),
}
