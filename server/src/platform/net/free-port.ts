import { createServer } from 'node:net'

/**
 * A port nobody listens on just now; links need to know it before the server does.
 *
 * @param wanted 0 for any
 * @throws Error with a code when the host is not this machine, or somebody listens there
 */
export function freePort(host: string, wanted = 0): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(wanted, host, () => {
      const address = server.address()
      const port = typeof address === 'object' && address ? address.port : 0
      server.close(() => resolve(port))
    })
  })
}
