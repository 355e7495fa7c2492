import { CopyButton } from './copyable.tsx'

/** Lines for a terminal, with a button that copies them. */
export function CodeBlock({ label, code }: { label: string; code: string }) {
  return (
    <figure className="min-w-0">
      <figcaption className="flex flex-wrap items-end justify-between gap-x-4 text-sm text-soft">
        <span className="py-1">{label}</span>
        <CopyButton text={code} label={label} />
      </figcaption>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard */}
      <pre tabIndex={0} dir="ltr" className="mt-1 overflow-x-auto rounded border border-line bg-sheet p-4 font-mono text-xs">
        {code}
      </pre>
    </figure>
  )
}
