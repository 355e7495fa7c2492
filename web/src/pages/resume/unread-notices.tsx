import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useBuilderWords } from '../../messages/resume/index.ts'
import { noticesQuery } from '../shares/shares-queries.ts'

/** While something an issuer took back is unread, a line says so and leads to where it is told. */
export function UnreadNotices() {
  const words = useBuilderWords()
  const count = useQuery(noticesQuery).data?.notices.length ?? 0
  if (count === 0) return null
  return (
    <p className="mb-6 border-s-2 border-red ps-4 text-sm print:hidden">
      {words.noLongerStands(count)}{' '}
      <Link to="/shares" className="font-medium underline underline-offset-2">
        {words.whatNoLongerStands}
      </Link>
    </p>
  )
}
