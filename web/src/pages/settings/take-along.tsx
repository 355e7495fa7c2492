import { Link } from '@tanstack/react-router'
import { accounts } from '../../../../server/src/api.ts'
import { useSettingsWords } from '../../messages/settings/index.ts'
import { buttonClass } from '../../ui/button.tsx'
import { Block } from './block.tsx'

export function TakeAlong() {
  const { take: words } = useSettingsWords()
  return (
    <Block title={words.title} text={words.text}>
      <p className="flex flex-wrap gap-3">
        <a href={accounts.exportAccount.path} download className={buttonClass('secondary')}>
          {words.download}
        </a>
        <Link to="/wallet" className={buttonClass('secondary')}>
          {words.wallet}
        </Link>
      </p>
    </Block>
  )
}
