import { Link } from '@tanstack/react-router'
import { useMessages } from '../../messages/language.tsx'
import { buttonClass } from '../button.tsx'
import { MessagePage } from './message-page.tsx'

export function NotFoundPage() {
  const { notFound, claim } = useMessages()
  return (
    <MessagePage title={notFound.title}>
      <p>{notFound.text}</p>
      <Link to="/" className={buttonClass('primary', 'mt-4')}>
        {claim.toStart}
      </Link>
    </MessagePage>
  )
}
