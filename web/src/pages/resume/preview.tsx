import { useEffect, useRef, useState } from 'react'
import { useBuilderWords } from '../../messages/resume/index.ts'

const ADDRESS = '/api/me/resume/preview'

/** Inside the builder the page has a name of its own, and its links lead nowhere: the preview must stay the preview. */
function makePreview(frame: HTMLIFrameElement, name: string): void {
  const page = frame.contentDocument
  for (const landmark of page?.querySelectorAll('main, footer') ?? []) landmark.setAttribute('aria-label', name)
  page?.addEventListener('click', (event) => {
    const link = (event.target as Element).closest?.('a[href]')
    if (link && !link.getAttribute('href')?.startsWith('#')) event.preventDefault()
  })
}

/**
 * The real page in a frame. A newer one is loaded behind the one that is shown and takes its place, at the same height, when it is there.
 *
 * @param version changes whenever the server's resume does
 */
export function Preview({ version }: { version: number }) {
  const words = useBuilderWords()
  const [ready, setReady] = useState<number>()
  const shown = useRef<HTMLIFrameElement>(null)
  const coming = useRef<HTMLIFrameElement>(null)
  const take = () => {
    const next = coming.current
    if (!next) return
    makePreview(next, words.preview)
    next.contentWindow?.scrollTo(0, shown.current?.contentWindow?.scrollY ?? 0)
    setReady(version)
  }
  useEffect(() => {
    if (ready === version) shown.current = coming.current
  }, [ready, version])
  const versions = ready === undefined || ready === version ? [version] : [ready, version]
  return (
    <div className="relative h-full overflow-hidden rounded border border-line bg-paper">
      {versions.map((each) => (
        <iframe
          key={each}
          ref={each === version ? coming : undefined}
          src={`${ADDRESS}?v=${each}`}
          title={words.previewTitle}
          onLoad={each === version ? take : undefined}
          aria-hidden={each !== (ready ?? version)}
          className={`absolute inset-0 size-full ${each === version && ready !== undefined && ready !== version ? 'invisible' : ''}`}
        />
      ))}
    </div>
  )
}
