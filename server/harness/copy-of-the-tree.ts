import { execFileSync } from 'node:child_process'
import { cp, mkdir, mkdtemp, readdir, rm, symlink } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../../', import.meta.url))
/** Made, not kept in git; what a fault does not change is used where it is. */
const MADE = ['web/dist', 'credentials/dist']

/** The working tree in a folder of its own: sources copied, packages linked, our own workspaces pointing into the copy. */
export async function copyOfTheTree(): Promise<{ tree: string; remove(): Promise<void> }> {
  const tree = await mkdtemp(join(tmpdir(), 'laurel-planted-'))
  const listed = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], { cwd: root, encoding: 'utf8' })
  for (const path of listed.split('\0').filter(Boolean)) {
    await mkdir(dirname(join(tree, path)), { recursive: true })
    // a file deleted and not yet committed is still listed
    await cp(join(root, path), join(tree, path), { dereference: true }).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'ENOENT') throw error
    })
  }
  await mkdir(join(tree, 'node_modules'))
  for (const name of await readdir(join(root, 'node_modules'))) {
    if (name !== '@laurel' && name !== '.vite') await symlink(join(root, 'node_modules', name), join(tree, 'node_modules', name))
  }
  await mkdir(join(tree, 'node_modules/@laurel'))
  for (const name of ['credentials', 'server', 'web']) await symlink(join('../..', name), join(tree, 'node_modules/@laurel', name))
  for (const path of MADE) await symlink(join(root, path), join(tree, path))
  await cp(join(root, 'server/test/.snapshot'), join(tree, 'server/test/.snapshot'), { recursive: true, force: true }).catch(() => {})
  return { tree, remove: () => rm(tree, { recursive: true, force: true }) }
}
