/** The least a durable server does: three rows read by key for a status, one row committed for an upload. No checks, no framework. */
import { createServer } from 'node:http'
import pg from 'pg'

const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 10 })
const ROW = 'row of the bare server'
await pool.query('create schema if not exists bare')
await pool.query('create table if not exists bare.rows (id text primary key, value jsonb not null)')
await pool.query('insert into bare.rows values ($1, $2) on conflict do nothing', [ROW, { text: 'x'.repeat(500) }])
let uploads = 0
const read = () => pool.query('select id, value from bare.rows where id = $1', [ROW])

async function answer(request) {
  if (request.method === 'POST') {
    const parts = []
    for await (const part of request) parts.push(part)
    const body = JSON.parse(Buffer.concat(parts).toString())
    await pool.query('insert into bare.rows values ($1, $2)', [`${process.pid} ${uploads++}`, body])
    return { stored: true }
  }
  const rows = []
  for (let i = 0; i < 3; i++) rows.push((await read()).rows[0])
  return rows[2].value
}

const server = createServer((request, response) => {
  answer(request).then(
    (value) => response.setHeader('content-type', 'application/json').end(JSON.stringify(value)),
    () => response.writeHead(500).end(),
  )
})
server.listen(0, '127.0.0.1', () => console.log(server.address().port))
