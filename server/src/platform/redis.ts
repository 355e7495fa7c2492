import { Redis } from 'ioredis'
import type { FaultPoints } from './fault-points.ts'

/** A cache that takes longer than this is no help: the caller goes on without it. */
const COMMAND_TIMEOUT_MS = 500

/**
 * Redis as a cache: whatever is asked of it answers soon or fails. One that is frozen is dropped, so that only the first callers wait;
 * it is used again once it answers.
 *
 * @see operations spec, "Redis down"; reliability D8, D10
 */
export function openRedis(
  url: string,
  onError: (error: Error) => void,
  { faults, keyPrefix = '' }: { faults?: FaultPoints | undefined; keyPrefix?: string } = {},
): Redis {
  const redis = new Redis(url, {
    keyPrefix,
    lazyConnect: false,
    maxRetriesPerRequest: 1,
    enableOfflineQueue: false,
    commandTimeout: COMMAND_TIMEOUT_MS,
  })
  redis.on('error', onError)
  const send = redis.sendCommand.bind(redis)
  redis.sendCommand = (command, stream) => {
    const answer = faults ? faults.step('cache', async () => send(command, stream)) : send(command, stream)
    Promise.resolve(answer).catch((error: Error) => {
      if (error.message === 'Command timed out' && redis.status === 'ready') redis.disconnect(true)
    })
    return answer
  }
  return redis
}
