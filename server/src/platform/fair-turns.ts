/** The right to keep the processor busy for a while. */
export interface Turn {
  /** Waits for something outside this process; who waits long gives the turn up meanwhile and gets another one. */
  outside<T>(work: () => Promise<T>): Promise<T>
  end(): void
}

export interface TurnSettings {
  /** turns there are */
  inAll: number
  /** turns one may hold while nobody else has asked for one lately */
  alone: number
}

interface Place {
  since: number
  grant: () => void
}

/** How many of one key wait, and how long the first of them has. */
export interface Waiting {
  places: number
  longestMs: number
}

/** Beside others, everybody has one turn at a time. */
const BESIDE_OTHERS = 1
const LATELY_MS = 1_000
const PATIENCE_MS = 10

/**
 * Turns shared out fairly by key: a free one goes to whoever holds the fewest and was served longest ago, so that a caller at full
 * speed waits for itself and hardly for others.
 *
 * @see reliability L8
 */
export class FairTurns {
  readonly #settings: TurnSettings
  readonly #held = new Map<string, number>()
  /** in the order in which they were last served */
  readonly #waiting = new Map<string, Place[]>()
  /** when each last had a turn, oldest first */
  readonly #seen = new Map<string, number>()
  #taken = 0

  constructor(settings: TurnSettings) {
    this.#settings = settings
  }

  async take(key: string): Promise<Turn> {
    await this.#granted(key, 'push')
    let isHeld = true
    let outside = 0
    const release = (): void => {
      if (isHeld) this.#release(key)
      isHeld = false
    }
    return {
      outside: async (work) => {
        outside++
        const timer = setTimeout(release, PATIENCE_MS)
        try {
          return await work()
        } finally {
          clearTimeout(timer)
          if (--outside === 0 && !isHeld) {
            await this.#granted(key, 'unshift')
            isHeld = true
          }
        }
      },
      end: release,
    }
  }

  waiting(key: string): Waiting {
    const line = this.#waiting.get(key) ?? []
    const [first] = line
    return { places: line.length, longestMs: first ? performance.now() - first.since : 0 }
  }

  #granted(key: string, place: 'push' | 'unshift'): Promise<void> {
    return new Promise((grant) => {
      const line = this.#waiting.get(key) ?? []
      line[place]({ since: performance.now(), grant })
      this.#waiting.set(key, line)
      this.#grant()
    })
  }

  #release(key: string): void {
    const left = (this.#held.get(key) ?? 1) - 1
    if (left > 0) this.#held.set(key, left)
    else this.#held.delete(key)
    this.#taken--
    this.#grant()
  }

  #grant(): void {
    while (this.#taken < this.#settings.inAll) {
      const key = this.#next()
      if (key === undefined) return
      const line = this.#waiting.get(key)!
      this.#waiting.delete(key)
      const { grant } = line.shift()!
      if (line.length > 0) this.#waiting.set(key, line)
      this.#held.set(key, (this.#held.get(key) ?? 0) + 1)
      this.#taken++
      grant()
    }
  }

  #next(): string | undefined {
    const most = this.#othersThan(this.#waiting.keys().next().value) ? BESIDE_OTHERS : this.#settings.alone
    let next: string | undefined
    for (const key of this.#waiting.keys()) {
      const held = this.#held.get(key) ?? 0
      if (held < most && (next === undefined || held < (this.#held.get(next) ?? 0))) next = key
    }
    if (next !== undefined) this.#see(next)
    return next
  }

  /** Whether anybody but this one has had a turn lately, or waits for one. */
  #othersThan(only: string | undefined): boolean {
    const since = performance.now() - LATELY_MS
    for (const [key, at] of this.#seen) {
      if (at >= since) break
      if (!this.#held.has(key)) this.#seen.delete(key)
    }
    return this.#waiting.size > 1 || [...this.#seen.keys()].some((key) => key !== only)
  }

  #see(key: string): void {
    this.#seen.delete(key)
    this.#seen.set(key, performance.now())
  }
}
