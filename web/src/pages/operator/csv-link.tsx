import { useOperatorWords } from '../../messages/operator/index.ts'
import { buttonClass } from '../../ui/button.tsx'

/** The same table for a spreadsheet. */
export function CsvLink({ href, name }: { href: string; name: string }) {
  const { csv } = useOperatorWords()
  return (
    <a href={href} download={name} className={buttonClass('secondary')}>
      {csv}
    </a>
  )
}
