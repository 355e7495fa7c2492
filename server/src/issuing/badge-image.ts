import { crc32, deflateSync } from 'node:zlib'
import { escapeHtml } from '../core/html.ts'

const SIZE = 512
const LEAF = [47, 93, 58]
const PAPER = [251, 248, 240]

/** Name broken into at most three lines that fit the seal. */
function linesOf(text: string): string[] {
  const lines: string[] = []
  for (const word of text.split(/\s+/)) {
    const last = lines.at(-1)
    if (last !== undefined && `${last} ${word}`.length <= 16) lines[lines.length - 1] = `${last} ${word}`
    else lines.push(word.length > 18 ? `${word.slice(0, 17)}…` : word)
  }
  return lines.length > 3 ? [...lines.slice(0, 2), `${lines[2]}…`] : lines
}

/** The seal of a verified skill: two branches around its name. */
export function badgeSvg(name: string): string {
  const leaves = Array.from({ length: 9 }, (_, i) => {
    const angle = (200 - i * 17) * (Math.PI / 180)
    const [x, y] = [256 + 196 * Math.cos(angle), 256 + 196 * Math.sin(angle)]
    const leaf = (at: number, turn: number): string =>
      `<ellipse cx="${at.toFixed(1)}" cy="${y.toFixed(1)}" rx="30" ry="12" transform="rotate(${turn.toFixed(1)} ${at.toFixed(1)} ${y.toFixed(1)})"/>`
    const turn = 200 - i * 17 - 60
    return leaf(x, turn) + leaf(512 - x, 180 - turn)
  })
  const lines = linesOf(name)
  const text = lines
    .map((line, i) => `<tspan x="256" y="${256 + (i - (lines.length - 1) / 2) * 42 + 12}">${escapeHtml(line)}</tspan>`)
    .join('')
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${SIZE}" height="${SIZE}" viewBox="0 0 ${SIZE} ${SIZE}" role="img"><title>${escapeHtml(name)}</title><circle cx="256" cy="256" r="250" fill="rgb(${PAPER})"/><circle cx="256" cy="256" r="242" fill="none" stroke="rgb(${LEAF})" stroke-width="6"/><g fill="rgb(${LEAF})">${leaves.join('')}</g><text font-family="Georgia, serif" font-size="34" font-weight="600" text-anchor="middle" fill="#1c1b18">${text}</text></svg>`
}

/** How far a point is outside a line from a to b, in pixels. */
function toSegment(x: number, y: number, ax: number, ay: number, bx: number, by: number): number {
  const t = Math.max(0, Math.min(1, ((x - ax) * (bx - ax) + (y - ay) * (by - ay)) / ((bx - ax) ** 2 + (by - ay) ** 2)))
  return Math.hypot(x - ax - t * (bx - ax), y - ay - t * (by - ay))
}

/** Ink at a point, 0 to 1: the ring and a tick, soft by one pixel. */
function inkAt(x: number, y: number): number {
  const ring = Math.abs(Math.hypot(x - 256, y - 256) - 232) - 10
  const tick = Math.min(toSegment(x, y, 160, 262, 228, 330), toSegment(x, y, 228, 330, 356, 190)) - 18
  return Math.max(0, Math.min(1, 0.5 - Math.min(ring, tick)))
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const whole = Buffer.alloc(body.length + 8)
  whole.writeUInt32BE(data.length, 0)
  body.copy(whole, 4)
  whole.writeUInt32BE(crc32(body) >>> 0, body.length + 4)
  return whole
}

let drawn: Buffer | undefined

/** The seal without words, as PNG: what badge programs that take no SVG are given. Drawn once. */
export function badgePng(): Buffer {
  if (drawn) return drawn
  const rows = Buffer.alloc(SIZE * (SIZE * 4 + 1))
  for (let y = 0; y < SIZE; y++) {
    for (let x = 0; x < SIZE; x++) {
      const at = y * (SIZE * 4 + 1) + 1 + x * 4
      const ink = inkAt(x + 0.5, y + 0.5)
      for (let c = 0; c < 3; c++) rows[at + c] = Math.round(PAPER[c]! + (LEAF[c]! - PAPER[c]!) * ink)
      rows[at + 3] = Math.round(255 * Math.max(0, Math.min(1, 250.5 - Math.hypot(x - 255.5, y - 255.5))))
    }
  }
  const header = Buffer.alloc(13)
  header.writeUInt32BE(SIZE, 0)
  header.writeUInt32BE(SIZE, 4)
  header.set([8, 6, 0, 0, 0], 8)
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
  drawn = Buffer.concat([signature, chunk('IHDR', header), chunk('IDAT', deflateSync(rows, { level: 9 })), chunk('IEND', Buffer.alloc(0))])
  return drawn
}
