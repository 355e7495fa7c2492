import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import fastifyStatic, { type FastifyStaticOptions } from '@fastify/static'
import type { FastifyInstance, FastifyReply } from 'fastify'
import { escapeHtml } from '../../core/html.ts'
import { withOtherMethodsRefused } from './allowed-methods.ts'
import { compress, encodingFor } from './compress.ts'
import type { FirstAnswers } from './first-answers.ts'

/** A titled part of a page: what, by whom, and its text. */
export interface PagePart {
  heading: string
  /** words of its own, above the items */
  text: string
  items: readonly { title: string; by: string; text: string }[]
}

/** The columns of the app, by what they hold. */
export type Place = 'form' | 'message' | 'claim' | 'list' | 'manual' | 'desk' | 'start' | 'builder'

/** What a page says before any script has run. */
export interface PageText {
  status?: number
  title: string
  heading: string
  /** where the app will draw it: one of the places its styles know; a plain column when it is not said */
  place?: Place
  lines?: readonly string[]
  parts?: readonly PagePart[]
  /** of the words, BCP 47; English when it is not said */
  language?: string
  /** what the page would ask the server first */
  answers?: FirstAnswers
  /** may be found by search engines; everything else may not */
  isPublic?: boolean
}

export type RenderPage = (reply: FastifyReply, page: PageText) => Promise<FastifyReply>

const NOINDEX = '<meta name="robots" content="noindex">'
const EMPTY_SHELL =
  '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Laurel</title><!--laurel:head--></head><body><div id="root"><!--laurel:body--></div></body></html>'

/** Which files each page is made of, written by the build. */
async function readPageFiles(folder: string): Promise<Record<string, string[]>> {
  const text = await readFile(join(folder, '.vite/pages.json'), 'utf8').catch(() => '{}')
  return JSON.parse(text) as Record<string, string[]>
}

/** Asked for at once, but after what the first paint needs. */
const preloads = (files: readonly string[]): string =>
  files.map((file) => `<link rel="modulepreload" crossorigin fetchpriority="low" href="${escapeHtml(file)}">`).join('')

/** A block of data, which no browser runs; `<` is written so that no text of people can end it. */
const dataBlock = (answers: FirstAnswers): string =>
  `<script type="application/json" id="first-answers">${JSON.stringify(answers).replaceAll('<', '\\u003c')}</script>`

const paragraph = (text: string): string => (text ? `<p dir="auto">${escapeHtml(text)}</p>` : '')

const partOf = ({ heading, text, items }: PagePart): string => {
  const list = items.map(({ title, by, text }) => `<h3 dir="auto">${escapeHtml(title)}</h3>${paragraph(by)}${paragraph(text)}`)
  return `<section><h2>${escapeHtml(heading)}</h2>${paragraph(text)}${list.join('')}</section>`
}

const bodyOf = ({ heading, place, lines = [], parts = [], answers = {} }: PageText): string => {
  const words = `<h1 dir="auto">${escapeHtml(heading)}</h1>${lines.map(paragraph).join('')}${parts.map(partOf).join('')}`
  return `<div class="before-script"><p>Laurel</p><main${place ? ` data-place="${place}"` : ''}>${words}</main></div>${dataBlock(answers)}`
}

/** Serves the built web app, and its one page with the words each address starts with. */
export async function serveWebApp(app: FastifyInstance, folder: string): Promise<RenderPage> {
  const shell = await readFile(join(folder, 'index.html'), 'utf8').catch(() => EMPTY_SHELL)
  const pageFiles = await readPageFiles(folder)
  const filesOf = (route = ''): readonly string[] => pageFiles[route.replace(/\/\*$/, '') || route] ?? []
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
  return async (reply, page) => {
    const { status = 200, title, language = 'en', isPublic = false } = page
    const { request } = reply
    const html = shell
      .replace('<html lang="en">', () => `<html lang="${escapeHtml(language)}">`)
      .replace(/<title>[^<]*<\/title>/, () => `<title>${escapeHtml(title)}</title>`)
      .replace('<!--laurel:head-->', () => `${isPublic ? '' : NOINDEX}${preloads(filesOf(request.routeOptions.url))}`)
      .replace('<!--laurel:body-->', () => bodyOf(page))
    const encoding = encodingFor(request)
    reply.code(status).type('text/html; charset=utf-8').headers({ 'cache-control': 'no-store', vary: 'accept-encoding, accept-language' })
    if (!encoding) return reply.send(html)
    return reply.header('content-encoding', encoding).send(await compress(html, encoding))
  }
}
