import { useLanguage } from '../../messages/language.tsx'
import { useOperatorWords } from '../../messages/operator/index.ts'
import { Button } from '../../ui/button.tsx'
import { Copyable } from '../../ui/copyable.tsx'
import { writeMoment } from '../../ui/dates.ts'
import { Sheet } from '../../ui/sheet.tsx'

export interface ShownSecrets {
  name: string
  /** absent when only the secret is new */
  apiKey?: string
  secretKey: string
  webhookSecret: string
  formerSecretUntil?: string
}

/** The one time a platform's keys can be read. */
export function ShowSecrets({ shown, onClose }: { shown: ShownSecrets; onClose: () => void }) {
  const { platforms, partners } = useOperatorWords()
  const { locale } = useLanguage()
  const until = shown.formerSecretUntil && writeMoment(shown.formerSecretUntil, locale, { dateStyle: 'medium', timeStyle: 'short' })
  return (
    <Sheet title={platforms.keyTitle(shown.name)} lead={until ? platforms.secretOnce(until) : platforms.keyOnce} onClose={onClose}>
      <div className="space-y-5">
        {shown.apiKey && <Copyable label={platforms.apiKey} text={shown.apiKey} />}
        <Copyable label={platforms.secretKey} text={shown.secretKey} />
        <Copyable label={platforms.webhookSecret} text={shown.webhookSecret} />
        <Button onClick={onClose}>{partners.keyDone}</Button>
      </div>
    </Sheet>
  )
}
