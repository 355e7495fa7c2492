import { useOperatorWords } from '../../messages/operator/index.ts'
import { Button } from '../../ui/button.tsx'
import { CodeBlock } from '../../ui/code-block.tsx'
import { Copyable } from '../../ui/copyable.tsx'
import { Sheet } from '../../ui/sheet.tsx'

export interface ShownKey {
  name: string
  clientId: string
  accessKey: string
}

/** The one time an access key can be read. */
export function ShowPartnerKey({ shown, onClose }: { shown: ShownKey; onClose: () => void }) {
  const { partners } = useOperatorWords()
  const tryIt = `curl -u '${shown.clientId}:${shown.accessKey}' \\\n  -d grant_type=client_credentials \\\n  ${window.location.origin}/api/v1/token`
  return (
    <Sheet title={partners.keyTitle(shown.name)} lead={partners.keyOnce} onClose={onClose}>
      <div className="space-y-5">
        <Copyable label={partners.clientId} text={shown.clientId} />
        <Copyable label={partners.accessKey} text={shown.accessKey} />
        <CodeBlock label={partners.tokenLine} code={tryIt} />
        <Button onClick={onClose}>{partners.keyDone}</Button>
      </div>
    </Sheet>
  )
}
