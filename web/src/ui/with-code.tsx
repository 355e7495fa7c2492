/** Text in which `words between backticks` are code. */
export function WithCode({ text }: { text: string }) {
  const parts = text.split(/`([^`]+)`/)
  return parts.map((part, index) =>
    index % 2 === 1 ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one text never move
      <code key={index} dir="ltr" className="rounded-[3px] bg-shade px-1 font-mono text-[0.9em]">
        {part}
      </code>
    ) : (
      part
    ),
  )
}
