import { summaryOf } from './arrange.ts'
import type { Place } from './shapes.ts'
import type { ResumeView } from './views.ts'

/**
 * What others see of a resume: nothing hidden, deleted, or withdrawn by its issuer; the counts are of what is left. Pure.
 *
 * @param sections only these places, when given; skills stand in "Skills and Abilities", and "Skills" is them alone. The head (name, headline, contact) always stays.
 * @see resume spec, "Sharing"; CredentialConnect spec, "Read, withdraw"
 */
export function shownResume(view: ResumeView, { sections: places }: { sections?: readonly Place[] | undefined } = {}): ResumeView {
  const isShown = ({ hidden, verdict }: { hidden: boolean; verdict: string }) => !hidden && verdict !== 'withdrawn'
  const isAskedFor = (place: Place) => !places || places.includes(place)
  const skills = isAskedFor('Skills and Abilities') || isAskedFor('Skills') ? view.skills.filter(isShown).map(withoutWithdrawnProofs) : []
  const sections = view.sections
    .map(({ name, entries }) => ({ name, entries: isAskedFor(name) ? entries.filter(isShown) : [] }))
    .filter(({ name, entries }) => entries.length > 0 || (name === 'Skills and Abilities' && skills.length > 0))
  return {
    ...view,
    profile: {
      ...view.profile,
      summary: isAskedFor('Summary') ? view.profile.summary : '',
      links: isAskedFor('Links') ? view.profile.links : [],
    },
    sections,
    skills,
    deleted: { entries: [], skills: [] },
    summary: summaryOf(sections, skills),
  }
}

const withoutWithdrawnProofs = (skill: ResumeView['skills'][number]) => ({
  ...skill,
  proofs: skill.proofs.filter(({ verdict }) => verdict !== 'withdrawn'),
})
