import { Link } from '@tanstack/react-router'
import { useMessages } from '../../messages/language.tsx'
import { buttonClass } from '../../ui/button.tsx'

const TOKEN = `curl -u "$CLIENT_ID:$ACCESS_KEY" \\
  -d grant_type=client_credentials \\
  ${window.location.origin}/api/v1/token`

const PUSH = `curl -H "Authorization: Bearer $TOKEN" \\
  -H "Content-Type: application/json" \\
  -d @badge.json \\
  ${window.location.origin}/api/v1/credentials`

/** Two calls, ready to paste. */
export function ForPartners() {
  const { home } = useMessages()
  const steps = [
    [home.partnersToken, TOKEN],
    [home.partnersPush, PUSH],
  ]
  return (
    <section id="for-partners" aria-labelledby="partners" className="border-t border-line py-12">
      <h2 id="partners" className="font-serif text-xl font-semibold">
        {home.partnersTitle}
      </h2>
      <p className="mt-3 max-w-[66ch]">{home.partnersText}</p>
      <ol className="mt-6 grid gap-6 lg:grid-cols-2">
        {steps.map(([text, code]) => (
          <li key={code} className="min-w-0">
            <p className="text-sm text-soft">{text}</p>
            {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard */}
            <pre tabIndex={0} dir="ltr" className="mt-2 overflow-x-auto rounded border border-line bg-sheet p-4 font-mono text-xs">
              {code}
            </pre>
          </li>
        ))}
      </ol>
      <div className="mt-6 flex flex-wrap gap-3">
        <Link to="/partner" className={buttonClass('secondary')}>
          {home.partnersSignIn}
        </Link>
        <a href="/api/docs" className={buttonClass('secondary')}>
          {home.partnersDocs}
        </a>
      </div>
    </section>
  )
}
