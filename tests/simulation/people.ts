import type { Intent } from '../../src/domain/payment-intent.ts'
import type { NamedRecord, Resolution } from '../../src/payments/resolution.ts'
import type { ResolveVerdict } from '../../src/payments/resolve.ts'
import type { RefundRow } from './acquirer-books.ts'
import type { Violation } from './judge.ts'
import type { DebitRow, Row } from './legacy.ts'
import type { Replica } from './replica.ts'
import type { SharedStore } from './slow-store.ts'
import type { World } from './world.ts'

interface Office {
  readonly world: World
  readonly replicas: readonly Replica[]
  readonly store: SharedStore
}

/** How often a person looks, until it is calm. */
const LOOKS = 12

/** How often what is left in the end is taken up. Some can only be told when others are. */
const ROUNDS = 3

/**
 * People who look now and then at what waits for one, through any gateway, and say what they think: at first without having
 * looked at the ledger, or of a row that they have mixed up; then, when the gateway objects, by the ledger itself. Two may be
 * at the same case, and one whose answer was lost says it again.
 */
export function startPeople(office: Office): void {
  const { plan, aside, scheduler, isStormy } = office.world
  for (let person = 0; person < plan.people; person += 1) {
    const pauseMs = Math.ceil(plan.calmAtMs / LOOKS)
    const look = () => {
      if (!isStormy()) return
      const waiting = office.store.intents.all().filter(({ state }) => state === 'OPERATOR')
      const intent = waiting[aside.between(0, waiting.length - 1)]
      if (intent) void decide(office, intent)
      scheduler.after(aside.between(1, 2 * pauseMs), look)
    }
    scheduler.after(aside.between(1, pauseMs), look)
  }
}

async function decide(office: Office, intent: Intent): Promise<void> {
  const { aside, plan, legacy } = office.world
  const tells = plan.mode === 'exact' || plan.mode === 'comment' || intent.kind === 'CANCELLATION'
  const habit = aside.pick(['again', 'close', 'close', 'mix up'])
  if (habit === 'again') await say(office, intent, { kind: 'LOOK_UP_AGAIN' })
  // Where rows carry no reference, nobody could tell that this is another one's.
  else if (habit === 'mix up' && tells && legacy.rows.length > 0) {
    const row = legacy.rows[aside.between(0, legacy.rows.length - 1)]
    await say(office, intent, carriedOut(intent, row, false))
  } else await close(office, intent)
}

/** Says that it was not carried out; where the gateway objects, what the ledger says then. */
async function close(office: Office, intent: Intent): Promise<void> {
  const first = await say(office, intent, { kind: 'NOT_CARRIED_OUT', acknowledgesDoubt: false })
  if (first?.kind !== 'refused') return
  const isDoubted = first.reason === 'IN_DOUBT'
  if (!isDoubted && first.reason !== 'CARRIED_OUT_IN_BILLING') return
  const row = findRow(office.world, intent)
  if (row) await say(office, intent, carriedOut(intent, row, true))
  else if (isDoubted) await say(office, intent, { kind: 'NOT_CARRIED_OUT', acknowledgesDoubt: true })
}

/** What the ledger itself says, with what no look-up tells. */
function findRow({ legacy, acquiring }: World, intent: Intent): Row | DebitRow | RefundRow | undefined {
  const { id: intentId, kind, accountId, amount, reference, recordId } = intent
  const isOfOrder = (row: DebitRow | Row) =>
    row.cause === reference && row.accountId === accountId && row.minorUnits === amount.minorUnits
  if (kind === 'DEBIT') return legacy.debits.find(isOfOrder)
  if (kind === 'REFUND') {
    const refunds = acquiring?.books.rows.flatMap((row) => row.refunds)
    return refunds?.find(({ key, status }) => key === intentId && status === 'DONE')
  }
  if (kind === 'CANCELLATION')
    return legacy.rows.find(({ id, canceledAtMs }) => id === recordId && canceledAtMs !== null)
  return legacy.rows.find(isOfOrder)
}

function carriedOut(
  { kind, accountId }: Intent,
  row: Row | DebitRow | RefundRow | undefined,
  acknowledgesDoubt: boolean,
): Resolution {
  // Of a debit nobody names the row: its reference finds it; and a refund is found by its key.
  if (kind === 'DEBIT' || kind === 'REFUND') return { kind: 'CARRIED_OUT', record: null, acknowledgesDoubt }
  const record: NamedRecord = {
    kinds: ['PAYMENT', 'CANCELLATION'],
    accountId: row && 'accountId' in row ? row.accountId : accountId,
    recordId: row?.id ?? 'none',
  }
  return { kind: 'CARRIED_OUT', record, acknowledgesDoubt }
}

/** Null when no answer came: the gateway has died, or its store does not answer. */
function say({ world, replicas }: Office, { id }: Intent, resolution: Resolution): Promise<ResolveVerdict | null> {
  const { aside, scheduler, counts, note, plan } = world
  const replica = replicas[aside.between(0, replicas.length - 1)]
  return new Promise((resolve) => {
    const { process, resolve: ask } = replica ?? {}
    if (!process?.isAlive || !ask) return resolve(null)
    counts.add('decisions of people')
    if (resolution.kind === 'LOOK_UP_AGAIN') counts.add('looked up again by people')
    const hear = (verdict: ResolveVerdict | null) => {
      if (verdict?.kind === 'refused') counts.add('decisions refused')
      const told = verdict === null ? 'nothing' : verdict.kind === 'refused' ? verdict.reason : verdict.intent.state
      note(() => `person ${id} ${resolution.kind} ${told}`)
      resolve(verdict)
    }
    const by = { actor: 'OPERATOR:1', requestId: '' }
    scheduler.after(
      1,
      () => {
        ask({ intentId: id, resolution, reason: 'seen in the ledger', by }).then(
          (verdict) => hear(verdict),
          (error: unknown) => {
            note(() => `failed ${id} ${error instanceof Error ? error.message : String(error)}`)
            hear(null)
          },
        )
      },
      process,
    )
    process.onDeath.add(() => resolve(null))
    scheduler.after(plan.settings.leaseMs * 2, () => resolve(null))
  })
}

/** After everything has come to rest the people settle what is left; they must be able to. */
export async function settleByHand(office: Office): Promise<readonly Violation[]> {
  const { world, store } = office
  const left = () => store.intents.all().filter(({ state }) => state === 'OPERATOR')
  for (let round = 0; round < ROUNDS && left().length > 0; round += 1) {
    let isOver = false
    const begin = () =>
      void settleAll(office, left()).finally(() => {
        isOver = true
      })
    world.scheduler.after(2 * world.plan.settings.settleMs, begin)
    await world.scheduler.run({ untilMs: Infinity, isOver: () => isOver })
  }
  await settleTransfers(office)
  return left().map(({ id, attention }) => ({
    promise: 'PAY-4',
    text: `${id} cannot be settled by a person: ${attention}`,
  }))
}

/** What could not be given back can be when the payer's agreement stands again; and what follows from decisions takes its time. */
async function settleTransfers({ world, store, replicas }: Office): Promise<void> {
  const { scheduler, plan, legacy } = world
  for (
    let round = 0;
    round < ROUNDS && store.transfers.all().some(({ dueAt, state }) => dueAt !== null || state === 'OPERATOR');
    round += 1
  ) {
    for (const { id, state, fromAccountId } of store.transfers.all()) {
      if (state !== 'OPERATOR') continue
      legacy.closed.delete(fromAccountId)
      const { process, resolveTransfer } = replicas.find((replica) => replica.process.isAlive) ?? {}
      if (!process || !resolveTransfer) continue
      const by = { actor: 'OPERATOR:1', requestId: '' }
      const order = { id, reason: 'the agreement stands again', by }
      const settle = async () => {
        const told = await resolveTransfer({ ...order, resolution: 'GIVE_BACK_AGAIN' })
        if (told.kind === 'refused' && told.reason === 'GIVEN_IN_BILLING')
          await resolveTransfer({ ...order, resolution: 'RECIPIENT_HAS_IT' })
      }
      scheduler.after(1, () => void settle().catch(() => {}), process)
    }
    const untilMs = scheduler.now() + plan.settings.settleMs + 300_000
    await scheduler.run({ untilMs, isOver: () => false })
  }
}

/** First what has its row, so that nobody takes that for another one's. */
async function settleAll(office: Office, intents: readonly Intent[]): Promise<void> {
  const withRow = new Map(intents.map((intent) => [intent, findRow(office.world, intent)]))
  for (const [intent, row] of withRow) if (row) await say(office, intent, carriedOut(intent, row, true))
  for (const [intent, row] of withRow) if (!row) await close(office, intent)
}
