import { connect } from 'node:net'
import { parentPort, workerData } from 'node:worker_threads'

/**
 * Requests at a rate that answers do not slow, from as little processor time as it takes: prepared bytes, a number written into them, and
 * of each answer its status, its length and when it came. What keeps a machine busy beside a server is taken from it.
 */
const { host, port, rate, connections, seconds, head, body, hole } = workerData

const NUMBER_LENGTH = 12
const TICK_MS = 2
const HEAD_END = Buffer.from('\r\n\r\n')
const LENGTH = /\r\ncontent-length: (\d+)/i

const request = Buffer.from(`${head}content-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`)
const at = request.indexOf(hole) + hole.length - NUMBER_LENGTH
const idle = []
const took = { served: [], refused: [] }
const counts = { failed: 0, late: 0 }
let number = 0
let isOver = false

function open() {
  const socket = connect({ host, port, noDelay: true })
  const client = { socket, began: 0, seen: undefined }
  socket.on('connect', () => idle.push(client))
  socket.on('data', (chunk) => heard(client, chunk))
  socket.on('error', () => {})
  socket.on('close', () => {
    if (isOver) return
    if (client.began > 0) counts.failed++
    const place = idle.indexOf(client)
    if (place >= 0) idle.splice(place, 1)
    setTimeout(open, 10)
  })
}

function heard(client, chunk) {
  client.seen = client.seen ? Buffer.concat([client.seen, chunk]) : chunk
  const end = client.seen.indexOf(HEAD_END)
  if (end < 0) return
  const text = client.seen.latin1Slice(0, end)
  if (client.seen.length < end + HEAD_END.length + Number(LENGTH.exec(text)?.[1] ?? 0)) return
  const status = Number(text.slice(9, 12))
  const ms = performance.now() - client.began
  client.seen = undefined
  client.began = 0
  if (status >= 200 && status < 300) took.served.push(ms)
  else if (status === 503 || status === 429) took.refused.push(ms)
  else counts.failed++
  if (!/\r\nconnection: close/i.test(text)) idle.push(client)
}

function send(client) {
  const bytes = Buffer.from(request)
  bytes.latin1Write(String(++number).padStart(NUMBER_LENGTH, '0'), at)
  client.began = performance.now()
  client.socket.write(bytes)
}

for (let i = 0; i < connections; i++) open()
while (idle.length < connections) await new Promise((resolve) => setTimeout(resolve, 20))

const start = performance.now()
let due = 0
const timer = setInterval(() => {
  const elapsed = performance.now() - start
  if (elapsed >= seconds * 1_000) {
    clearInterval(timer)
    // answers under way are waited for, and no longer than a client would
    setTimeout(finish, 2_000)
    return
  }
  for (const until = (elapsed / 1_000) * rate; due < until; due++) {
    const client = idle.shift()
    if (client) send(client)
    else counts.late++
  }
}, TICK_MS)

function finish() {
  isOver = true
  const sorted = { served: took.served.sort((a, b) => a - b), refused: took.refused.sort((a, b) => a - b) }
  parentPort.postMessage({ ...sorted, ...counts, seconds })
  process.exit(0)
}
