import { usePartnerWords } from '../../messages/partner/index.ts'
import { inkOn, isHexColor } from '../claim/landing-colors.ts'
import { contrastOf, LINE_CONTRAST, PAPER } from './contrast.ts'

/** Says how well the chosen colours can be seen. */
export function ContrastLines({ background, accent }: { background: string; accent: string }) {
  const { contrast } = usePartnerWords().landing
  const ratio = (value: number): string => value.toFixed(1)
  const ground = isHexColor(background) ? background : PAPER
  const line = isHexColor(accent) ? contrastOf(accent, ground) : undefined
  return (
    <div role="status" className="space-y-1 text-sm text-soft">
      {isHexColor(background) && <p>{contrast.text(ratio(contrastOf(inkOn(background), background)))}</p>}
      {line !== undefined && (
        <p className={line < LINE_CONTRAST ? 'text-amber' : ''}>
          {line < LINE_CONTRAST ? contrast.lineWeak(ratio(line)) : contrast.line(ratio(line))}
        </p>
      )}
    </div>
  )
}
