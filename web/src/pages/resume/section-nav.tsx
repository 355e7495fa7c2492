import { useMessages } from '../../messages/language.tsx'
import { anchorOf, type ShownSection } from './shown-sections.ts'

/** The sheet's contents at its side, where there is room for it. */
export function SectionNav({ sections }: { sections: readonly ShownSection[] }) {
  const { resume, sections: names } = useMessages()
  return (
    <nav aria-label={resume.sectionsNav} className="hidden lg:block">
      {sections.length > 0 && (
        <div className="sticky top-10 pt-2 text-sm">
          <h2 className="pb-2 text-xs font-semibold text-soft">{resume.sectionsNav}</h2>
          <ul className="border-t border-line">
            {sections.map((section) => (
              <li key={section.name} className="border-b border-line">
                <a href={`#${anchorOf(section.name)}`} className="flex justify-between gap-2 py-2 hover:underline">
                  {names[section.name]}
                  <span className="tabular text-soft">{section.entries.length + section.skills.length}</span>
                </a>
              </li>
            ))}
          </ul>
          <p className="mt-4 text-xs text-soft">{resume.keys}</p>
        </div>
      )}
    </nav>
  )
}
