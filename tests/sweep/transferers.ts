import { setTimeout as delay } from 'node:timers/promises'
import { writeId } from '../../src/graphql/ids.ts'
import { signIn } from '../support/gateway-http.ts'
import type { Random } from '../support/seeded.ts'
import type { Legacy } from './legacy.ts'
import type { Replica } from './replica.ts'

/** A transfer as somebody has asked for it, and what was answered. */
export interface TransferNote {
  readonly key: string
  readonly from: string
  readonly to: string
  readonly amount: string
  wasAccepted: boolean
  /** Each end that was told: DONE, REFUSED or RETURNED; NOTHING when nothing was kept. */
  readonly finals: string[]
  /** It was told that nothing was kept of what had been accepted before that was asked. */
  deniedKept: boolean
  missedConflict: boolean
}

interface Options {
  readonly replicas: readonly Replica[]
  readonly accounts: readonly string[]
  /** Accounts whose agreements may end, each once, while somebody gives them money. */
  readonly leavers: string[]
  readonly legacy: Legacy
  readonly random: Random
  readonly transfers: TransferNote[]
}

const MOST_ASKS = 60
const PATIENCE_MS = 4_000
const AMOUNTS = ['1.01', '1.01', '20.00', '50.00'] as const

const TOP_UP = `mutation ($input: TopUpOtherInput!) { topUpOther(input: $input) { __typename
  ... on TransferDone { transfer { state } }
  ... on TransferRefused { code retryable keptTransfer { state } } } }`

/** Somebody who gives money to others, and repeats each until it has ended, at any of the gateways, or the signal aborts. */
export async function runTransferer(options: Options, signal: AbortSignal): Promise<void> {
  const { random, accounts, leavers, legacy, transfers } = options
  const from = random.pick(accounts)
  const ask = await createAsking(options, from)
  const others = await listOfSameOperator(legacy, { from, numbers: accounts })
  const mayLeave = await listOfSameOperator(legacy, { from, numbers: leavers })
  while (!signal.aborted) {
    const leaver = random.chance(0.15) ? leavers.findLast((number) => mayLeave.includes(number)) : undefined
    if (leaver !== undefined) leavers.splice(leavers.indexOf(leaver), 1)
    const note: TransferNote = {
      key: `T-${random.between(1, 2 ** 31).toString(36)}-${transfers.length}`,
      from,
      to: leaver ?? random.pick(others),
      amount: random.pick(AMOUNTS),
      wasAccepted: false,
      finals: [],
      deniedKept: false,
      missedConflict: false,
    }
    transfers.push(note)
    if (leaver !== undefined) setTimeout(() => void legacy.terminate(leaver).catch(() => {}), random.between(1, 1_500))
    for (let asks = 0; asks < MOST_ASKS && !signal.aborted && note.finals.length === 0; asks += 1) {
      const twins = random.chance(0.2) ? 2 : 1
      await Promise.all(Array.from({ length: twins }, () => ask(note, note.amount)))
      await delay(random.between(50, 1_000), undefined, { signal }).catch(() => undefined)
    }
    if (note.finals.length === 0) continue
    if (random.chance(0.3)) await ask(note, note.amount)
    if (random.chance(0.1)) await ask(note, '777.77')
  }
}

/** No money moves between legal entities. Whoever is alone in one tops up nobody, and hears so. */
async function listOfSameOperator(
  legacy: Legacy,
  { from, numbers }: { readonly from: string; readonly numbers: readonly string[] },
): Promise<readonly string[]> {
  const operatorId = await legacy.findOperatorId(from)
  const operators = await Promise.all(numbers.map((number) => legacy.findOperatorId(number)))
  return numbers.filter((number, at) => number !== from && operators[at] === operatorId)
}

/** Asks one of the gateways that listen; what it does not answer is asked again by whoever wants to know. */
async function createAsking({ replicas, random, legacy }: Options, from: string) {
  const accountId = writeId({ type: 'Account', kind: 'PERSON', accountId: String(await legacy.findRestId(from)) })
  let token: string | null = null
  return async (note: TransferNote, amount: string): Promise<void> => {
    const url = random.pick(replicas).url()
    if (url === null) return
    const wasAccepted = note.wasAccepted
    try {
      token ??= await signIn(url, { login: from, password: 'demo' })
      const response = await fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
        body: JSON.stringify({
          query: TOP_UP,
          variables: { input: { accountId, accountNumber: note.to, amount, idempotencyKey: note.key } },
        }),
        signal: AbortSignal.timeout(random.chance(0.2) ? random.between(1, 400) : PATIENCE_MS),
      })
      const { data, errors } = Object(await response.json())
      if (errors !== undefined) token = null
      hear(note, Object(Object(data).topUpOther), { amount, wasAccepted })
    } catch {
      // Nobody listens, or does not answer in time.
    }
  }
}

function hear(
  note: TransferNote,
  answer: Readonly<Record<string, unknown>>,
  { amount, wasAccepted }: { readonly amount: string; readonly wasAccepted: boolean },
): void {
  const { __typename: type } = answer
  if (typeof type !== 'string') return
  if (amount !== note.amount) {
    note.missedConflict ||= type !== 'TransferConflict'
    return
  }
  if (type === 'TransferPending' || type === 'TransferDone') note.wasAccepted = true
  if (type === 'TransferDone') note.finals.push('DONE')
  if (type === 'TransferRefused' && answer['retryable'] === false) {
    const kept = Object(answer['keptTransfer'])
    note.finals.push(typeof kept.state === 'string' ? kept.state : 'NOTHING')
    note.deniedKept ||= wasAccepted && typeof kept.state !== 'string'
  }
}
