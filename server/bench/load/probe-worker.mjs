import { parentPort, workerData } from 'node:worker_threads'

/** Asks the server whether it lives, every 20 ms, from a thread of its own; on a message it answers with the delays since the last one. */
const { url } = workerData
const PERIOD_MS = 20
let delaysMs = []

const timer = setInterval(async () => {
  const began = performance.now()
  await fetch(url)
    .then((answer) => answer.arrayBuffer())
    .catch(() => {})
  delaysMs.push(performance.now() - began)
}, PERIOD_MS)

parentPort?.on('message', (what) => {
  if (what === 'stop') clearInterval(timer)
  parentPort?.postMessage(delaysMs.sort((a, b) => a - b))
  delaysMs = []
  if (what === 'stop') parentPort?.close()
})
