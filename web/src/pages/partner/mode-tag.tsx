import { usePartnerWords } from '../../messages/partner/index.ts'

/** Marks what is only a test. */
export function ModeTag({ mode }: { mode: 'test' | 'live' }) {
  const { modes } = usePartnerWords()
  return mode === 'test' ? <span className="rounded bg-shade px-1.5 py-0.5 text-xs font-medium">{modes.test}</span> : null
}
