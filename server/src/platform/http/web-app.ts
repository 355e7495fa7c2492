import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import fastifyStatic, { type FastifyStaticOptions } from '@fastify/static'
import type { FastifyInstance, FastifyReply } from 'fastify'
import { escapeHtml } from '../../core/html.ts'
import { withOtherMethodsRefused } from './allowed-methods.ts'

/** What a page says before any script has run. */
export interface PageText {
  status?: number
  title: string
  heading: string
  lines?: readonly string[]
  /** may be found by search engines; everything else may not */
  isPublic?: boolean
}

export type RenderPage = (reply: FastifyReply, page: PageText) => FastifyReply

const EMPTY_SHELL =
  '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Laurel</title><!--laurel:head--></head><body><div id="root"><!--laurel:body--></div></body></html>'

/** Serves the built web app, and its one page with the words each address starts with. */
export async function serveWebApp(app: FastifyInstance, folder: string): Promise<RenderPage> {
  const shell = await readFile(join(folder, 'index.html'), 'utf8').catch(() => EMPTY_SHELL)
  const files: FastifyStaticOptions = {
    root: folder,
    wildcard: false,
    index: false,
    globIgnore: ['**/index.html'],
    cacheControl: false,
    preCompressed: true,
    setHeaders: (reply, path) => {
      void reply.header('cache-control', path.includes('/assets/') ? 'public, max-age=31536000, immutable' : 'public, max-age=3600')
      // the browser SDK is for other sites' pages
      if (path.includes('/sdk/')) void reply.header('cross-origin-resource-policy', 'cross-origin')
    },
  }
  await withOtherMethodsRefused(app, (scope) => scope.register(fastifyStatic, files))
  return (reply, { status = 200, title, heading, lines = [], isPublic = false }) => {
    const body = `<main class="before-script"><h1 dir="auto">${escapeHtml(heading)}</h1>${lines.map((line) => `<p dir="auto">${escapeHtml(line)}</p>`).join('')}</main>`
    const html = shell
      .replace(/<title>[^<]*<\/title>/, () => `<title>${escapeHtml(title)}</title>`)
      .replace('<!--laurel:head-->', isPublic ? '' : '<meta name="robots" content="noindex">')
      .replace('<!--laurel:body-->', () => body)
    return reply.code(status).type('text/html; charset=utf-8').header('cache-control', 'no-store').send(html)
  }
}
