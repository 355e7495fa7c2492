import { Link } from '@tanstack/react-router'
import { useMessages } from '../../messages/language.tsx'
import { useMe } from '../../session.ts'
import { buttonClass } from '../../ui/button.tsx'
import { Heading } from '../../ui/shell/heading.tsx'
import { usePageTitle } from '../../ui/shell/page-title.ts'
import { ForPartners } from './for-partners.tsx'
import { MarksLegend } from './marks-legend.tsx'
import { SampleResume } from './sample-resume.tsx'

/** What Laurel is in five seconds: one sentence, and a resume whose seals can be pressed. */
export function HomePage() {
  const { home, shell } = useMessages()
  const me = useMe()
  usePageTitle('Laurel')
  return (
    <div className="mx-auto max-w-6xl px-4 sm:px-6">
      <div className="grid gap-10 py-12 lg:grid-cols-[minmax(0,5fr)_minmax(0,7fr)] lg:gap-16 lg:py-20">
        <div className="lg:pt-8">
          <Heading className="max-w-[18ch]">{home.title}</Heading>
          <p className="mt-4 max-w-[48ch]">{home.lead}</p>
          <div className="mt-8 flex flex-wrap gap-3">
            <Link to={me ? '/resume' : '/sign-in'} className={buttonClass()}>
              {me ? shell.resume : shell.signIn}
            </Link>
            <a href="#for-partners" className={buttonClass('secondary')}>
              {home.partners}
            </a>
          </div>
        </div>
        <SampleResume />
      </div>
      <section aria-labelledby="how" className="border-t border-line py-12">
        <h2 id="how" className="font-serif text-xl font-semibold">
          {home.how}
        </h2>
        <ol className="mt-6 grid gap-8 md:grid-cols-3">
          {home.steps.map(([title, text], index) => (
            <li key={title} className="border-t border-ink pt-3">
              <h3 className="font-semibold">
                <span className="tabular mr-2 text-soft">{index + 1}</span>
                {title}
              </h3>
              <p className="mt-1 max-w-[44ch] text-sm text-soft">{text}</p>
            </li>
          ))}
        </ol>
      </section>
      <MarksLegend />
      <ForPartners />
    </div>
  )
}
