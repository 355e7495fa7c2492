import { Link } from '@tanstack/react-router'
import { useVaultWords } from '../../messages/vault/index.ts'
import { Button, buttonClass } from '../../ui/button.tsx'
import { Heading } from '../../ui/shell/heading.tsx'
import type { Vault } from './vault.ts'
import { VaultItem } from './vault-item.tsx'

/** What an address has earned, newest first. */
export function VaultList({ vault, onOther }: { vault: Vault; onOther: () => void }) {
  const words = useVaultWords()
  const skills = vault.skills.toSorted((a, b) => b.verifiedAt.localeCompare(a.verifiedAt))
  return (
    <div className="mx-auto max-w-3xl px-4 py-10 sm:px-6 sm:py-16">
      <Heading takesFocus>{skills.length === 0 ? words.emptyTitle : words.title}</Heading>
      <p className="mt-3 max-w-[60ch] text-soft">{words.of(vault.email)}</p>
      {vault.mode === 'test' && <p className="mt-4 border-l-2 border-amber pl-3 text-sm text-amber">{words.testNote}</p>}
      {skills.length === 0 ? (
        <p className="mt-6 max-w-[60ch]">{words.empty}</p>
      ) : (
        <>
          <p className="tabular mt-8 text-sm text-soft">{words.count(skills.length)}</p>
          <ul className="mt-2 divide-y divide-line border-y border-line">
            {skills.map((skill) => (
              <VaultItem key={`${skill.skillId} ${skill.credentialId} ${skill.verifiedAt}`} skill={skill} />
            ))}
          </ul>
        </>
      )}
      <div className="mt-8 flex flex-wrap items-center gap-3">
        {vault.mode === 'live' && skills.length > 0 && (
          <Link to="/resume" className={buttonClass()}>
            {words.toResume}
          </Link>
        )}
        <Button look="secondary" onClick={onOther}>
          {words.other}
        </Button>
      </div>
      {vault.mode === 'live' && skills.length > 0 && <p className="mt-3 text-sm text-soft">{words.add}</p>}
    </div>
  )
}
