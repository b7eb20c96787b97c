import type { Oddity } from '../billing/adapter/oddity.ts'
import type { BillingTools } from '../billing/module.ts'
import type { CallReport } from '../billing/transport/http.ts'
import type { SeenConnection, WireWatcher } from '../billing/transport/wire-watch.ts'
import { createFields } from './fields.ts'
import { lookAtAnswer } from './look.ts'
import { lookAtRequest } from './requests.ts'
import { createSigns, type Signs } from './signs.ts'
import { withoutPersonalData } from './told.ts'

export interface SeenOddity {
  readonly kind: Oddity['kind']
  readonly field: string
  readonly count: number
}

/** All that was seen of the billing, with no value of any answer. */
export interface Evidence {
  readonly tools: Pick<BillingTools, 'onCall' | 'onOddity' | 'onBroken'>
  readonly watcher: WireWatcher
  /** While it measures, nothing else may take its time. */
  pause(isPaused: boolean): void
  readonly signs: Signs
  /** Notes what answers show only together; called once, when all are there. */
  conclude(): void
  calls(): readonly CallReport[]
  oddities(): readonly SeenOddity[]
  /** Rules of the port that a module of the provider's own has broken, each once. */
  broken(): readonly string[]
  /** One for each address, the first of each. */
  connections(): readonly SeenConnection[]
  notations(): ReadonlySet<'json' | 'xml'>
  /** How many answers went through the transports of the gateway. */
  answers(): number
  /** HTTP statuses by call, "rest accounts". */
  lastStatus(where: string): number | null
  /** How far the clocks of the hosts are ahead of ours, by what each answer was dated with. */
  clockOffsetsMs(): readonly number[]
}

/** A run makes some hundred calls; while it measures only the failed ones are kept. */
const MAX_CALLS = 5_000
const MAX_ODDITIES = 500
const MAX_BROKEN = 50

export function createEvidence(): Evidence {
  const signs = createSigns()
  const fields = createFields()
  const calls: CallReport[] = []
  const oddities = new Map<string, SeenOddity>()
  const broken = new Set<string>()
  const connections = new Map<string, SeenConnection>()
  const notations = new Set<'json' | 'xml'>()
  const statuses = new Map<string, number>()
  const offsetsMs: number[] = []
  let isPaused = false
  let answers = 0
  return {
    tools: {
      onCall: (report) => void (calls.length < MAX_CALLS && !isPaused && calls.push(report)),
      onOddity({ kind, field }) {
        const key = `${kind} ${field}`
        if (isPaused) return
        if (oddities.size >= MAX_ODDITIES && !oddities.has(key)) return
        oddities.set(key, { kind, field, count: (oddities.get(key)?.count ?? 0) + 1 })
      },
      onBroken({ method, rule, what }) {
        if (broken.size < MAX_BROKEN) broken.add(`${rule}, ${method}: ${withoutPersonalData(what)}`)
      },
    },
    watcher: {
      onAnswer(seen) {
        if (isPaused) return
        answers += 1
        const { system, operation } = seen.request
        statuses.set(`${system} ${operation}`, seen.answer.status)
        const date = seen.answer.headers['date']
        const at = typeof date === 'string' ? Date.parse(date) : Number.NaN
        // What is dated so has lost the part of its second.
        if (!Number.isNaN(at)) offsetsMs.push(at + 500 - Date.now())
        const { note } = signs
        lookAtRequest(seen, note)
        lookAtAnswer(seen, { note, fields, onNotation: (notation) => void notations.add(notation) })
      },
      onConnection(seen) {
        const known = connections.get(seen.origin)
        if (known === undefined || (known.failure !== null && seen.failure === null)) connections.set(seen.origin, seen)
      },
    },
    pause: (paused) => void (isPaused = paused),
    signs,
    conclude: () => fields.conclude(signs.note),
    calls: () => calls,
    broken: () => [...broken],
    oddities: () => [...oddities.values()],
    connections: () => [...connections.values()],
    notations: () => notations,
    answers: () => answers,
    lastStatus: (where) => statuses.get(where) ?? null,
    clockOffsetsMs: () => offsetsMs,
  }
}
