import type { FastifyReply, FastifyRequest } from 'fastify'
import { httpProblems } from './faults.ts'

interface Room {
  /** bodies longer than this count here */
  from: number
  bytes: number
}

/** Eight of the largest bodies at once; beside them there is always room for the usual ones. */
const ROOMS: readonly Room[] = [
  { from: 1_048_576, bytes: 8 * 10_485_760 },
  { from: 65_536, bytes: 32 * 1_048_576 },
]

/** Room for so many bytes of bodies at once in the whole server. @see reliability L4 */
export interface BodyBudget {
  /** Counts what the request says it will send: who finds no room is told before a byte is read. @throws Problem server_busy */
  admit(request: FastifyRequest, reply: FastifyReply): void
  /** Counts what has arrived of a body that came without a length. @throws Problem server_busy */
  grown(request: FastifyRequest, bytes: number): void
}

const hasLeft = ({ raw }: FastifyRequest): boolean => raw.socket.destroyed

export function createBodyBudget(): BodyBudget {
  const taken = new Map<Room, number>(ROOMS.map((room) => [room, 0]))
  const shares = new WeakMap<FastifyRequest, { room: Room | undefined; bytes: number }>()
  const take = (room: Room | undefined, bytes: number): void => {
    if (room) taken.set(room, (taken.get(room) ?? 0) + bytes)
  }
  const move = (request: FastifyRequest, bytes: number): void => {
    const held = shares.get(request)
    take(held?.room, -(held?.bytes ?? 0))
    shares.delete(request)
    const room = ROOMS.find(({ from }) => bytes > from)
    if (room && (taken.get(room) ?? 0) + bytes > room.bytes) throw httpProblems.server_busy({ retryAfterSeconds: 2 })
    take(room, bytes)
    shares.set(request, { room, bytes })
  }
  return {
    admit: (request, reply) => {
      // who hung up while it was looked up who calls has said so already, and would never give its room back
      if (hasLeft(request)) return
      const bytes = Number(request.headers['content-length'] ?? 0)
      // what is too long is refused as that
      move(request, bytes > request.routeOptions.bodyLimit ? 0 : bytes)
      reply.raw.once('close', () => move(request, 0))
    },
    grown: (request, bytes) => {
      if (hasLeft(request)) return
      // in doublings, so that a body of many pieces is counted few times
      const held = shares.get(request)?.bytes ?? 0
      if (bytes > held) move(request, Math.min(Math.max(held * 2, bytes), request.routeOptions.bodyLimit))
    },
  }
}
