import type { TopUpInput, TransferVerdict } from '../../src/payments/transfer-terms.ts'
import type { Replica } from './replica.ts'
import type { World } from './world.ts'

/** What the gateway has answered somebody who transfers, whether that was heard or not. */
export interface TransferTold {
  readonly input: TopUpInput
  readonly verdict: TransferVerdict
  readonly askedAtMs: number
  readonly atMs: number
}

interface Options {
  readonly world: World
  readonly replicas: readonly Replica[]
  readonly told: TransferTold[]
}

const MAX_TRIES = 14
const PRINCIPAL = 'SUBSCRIBER:1'

/** People who give money to each other: they repeat until they hear an end, at two gateways at once, and sometimes under a used key. */
export function startTransferClients(options: Options): void {
  const { plan, apart, scheduler, legacy, counts } = options.world
  for (let number = 1; number <= plan.transfers; number += 1) {
    const input = drawInput(options.world, number)
    const startsInMs = apart.between(1, Math.floor(plan.calmAtMs * 0.8))
    counts.add('transfers asked for')
    scheduler.after(startsInMs, () => startErrand(options, input))
    if (apart.chance(0.3)) scheduler.after(startsInMs + apart.between(0, 20), () => startErrand(options, input))
    if (apart.chance(0.2)) {
      const other = { ...input, amountMinorUnits: input.amountMinorUnits + 1n }
      scheduler.after(startsInMs + apart.between(0, apart.pick([20, 5_000])), () => startErrand(options, other))
    }
    if (apart.chance(0.1)) scheduler.after(startsInMs + apart.between(1, 20_000), () => cancelCredit(options.world))
    // The one who was to be given it, or the one who has paid, leaves the provider in the middle of it.
    const leaves = apart.pick([null, null, null, 'to', 'both'])
    const closeSoon = (accountId: string) =>
      scheduler.after(startsInMs + apart.between(1, apart.pick([100, 2_000, 30_000])), () => {
        if (options.world.isStormy()) legacy.closed.add(accountId)
      })
    if (leaves !== null) closeSoon(input.accountNumber)
    if (leaves === 'both') closeSoon(input.from.id)
  }
}

/** A cashier takes back what somebody was given, as cashiers do. */
function cancelCredit({ legacy, isStormy, counts }: World): void {
  const row = legacy.rows.findLast(
    ({ cause, canceledAtMs }) => canceledAtMs === null && cause?.startsWith('transfer/') === true,
  )
  if (!row || !isStormy()) return
  counts.add('cashier cancels')
  legacy.cancelByCashier(row)
}

/** Whoever has left the provider sees the account no more, and must hear all the same what became of the money. */
function drawInput({ apart, legacy }: World, number: number): TopUpInput {
  const from = apart.between(1, 4)
  const to = ((from + apart.between(0, 2)) % 4) + 1
  const id = `a${from}`
  return {
    from: { id, see: async () => (legacy.closed.has(id) ? 'ACCOUNT_NOT_FOUND' : { number: id }) },
    accountNumber: `a${to}`,
    amountMinorUnits: apart.pick([10_000n, 10_000n, 25_000n]),
    idempotencyKey: `t${number}`,
  }
}

function startErrand({ world, replicas, told }: Options, input: TopUpInput): void {
  const { apart, scheduler, plan, isStormy, counts, note } = world
  const gapMs = apart.between(200, 15_000)
  let tries = 0

  function ask(): void {
    const replica = replicas[apart.between(0, replicas.length - 1)]
    tries += 1
    if (!replica || tries > MAX_TRIES) return
    const mine = tries
    const again = (inMs: number) => {
      if (mine === tries) scheduler.after(inMs, ask)
    }
    // Who hears nothing asks again.
    scheduler.after(60_000 + apart.between(0, 1_000), () => again(1))
    if (isStormy() && apart.chance(plan.chances.clientLoss)) return
    scheduler.after(apart.between(1, 30), () => arrive(replica, again))
  }

  function arrive({ process, transfers }: Replica, again: (inMs: number) => void): void {
    if (!process.isAlive || transfers === null) return again(gapMs)
    const request = { principal: PRINCIPAL, requestId: '', call: { signal: new AbortController().signal } }
    scheduler.after(
      1,
      () => {
        const askedAtMs = scheduler.now()
        transfers.topUp(input, request).then(
          (verdict) => {
            if (!process.isAlive) return
            note(
              () => `told ${input.idempotencyKey} ${verdict.kind} ${verdict.kind === 'refused' ? verdict.reason : ''}`,
            )
            told.push({ input, verdict, askedAtMs, atMs: scheduler.now() })
            counts.add(`transfers told ${verdict.kind}`)
            const isEnd = verdict.kind !== 'pending' && !(verdict.kind === 'refused' && verdict.retryable)
            if (!isEnd || apart.chance(0.2)) return again(gapMs)
            return (tries = Infinity)
          },
          () => again(gapMs),
        )
      },
      process,
    )
  }

  ask()
}
