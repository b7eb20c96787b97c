import { AcquirerError, type AcquirerErrorCode } from '../../src/acquiring/error.ts'
import type { Acquirer, AcquirerCall } from '../../src/acquiring/port.ts'
import { BillingError } from '../../src/billing/error.ts'
import type { AcquirerBooks } from './acquirer-books.ts'
import { serveWrite } from './billing.ts'
import type { CheckoutPlan } from './plan-checkouts.ts'
import type { Process } from './scheduler.ts'
import { exchange, type Weather } from './wire.ts'
import type { World } from './world.ts'

interface Options {
  readonly world: World
  readonly books: AcquirerBooks
  readonly plan: CheckoutPlan
  readonly process: Process
  readonly weather: () => Weather
}

/** What a webhook says. The gateway reads of which payment it speaks, and believes nothing. */
export interface HintBody {
  readonly acquirerId: string
  readonly status: string
}

/** The acquirer as one process reaches it: over the same kind of network as the billing, and with the same ways to fail. */
export function createAcquirer({ world, books, plan, process, weather }: Options): Acquirer {
  const read = <Answer>({ signal }: AcquirerCall, answer: () => Answer) =>
    exchange<Answer>(world, weather, {
      process,
      signal,
      mayStart: null,
      serve(end) {
        if (!world.strikes(world.plan.chances.lookUpFails)) return end.answer(answer())
        end.answer(new BillingError('BILLING_FAILED', 'simulated', { outcome: 'not_applied' }))
      },
    }).catch(asAcquirerError)
  const write = <Answer>({ signal, mayStart }: AcquirerCall, apply: () => Answer) =>
    exchange<Answer>(world, weather, {
      process,
      signal,
      mayStart: mayStart ?? null,
      serve: (end) => serveWrite(world, end, apply),
    }).catch(asAcquirerError)
  return {
    name: 'simulated',
    capabilities: {
      methods: ['BANK_CARD', 'SBP'],
      qr: false,
      minAmount: { minorUnits: 100n, currency: 'RUB' },
      maxAmount: { minorUnits: 1_000_000n, currency: 'RUB' },
      keysKeptMs: plan.keysKeptMs,
      maxDescriptionLength: 128,
    },
    createPayment: (order, call) => write(call, () => books.create(order)),
    findCreated: ({ idempotenceKey }, call) => read(call, () => books.findCreated(idempotenceKey)),
    async findPayment({ acquirerId: id }, call) {
      const found = await read(call, () => books.findPayment(id))
      // What follows from a look may follow long after it.
      if (world.strikes(world.plan.chances.beginPause)) world.pause(process, 'after it looked')
      return found
    },
    refund: (order, call) => write(call, () => books.refund(order)),
    findRefund: (key, call) => read(call, () => books.findRefund(key)),
    readHint: ({ body }) => ({ acquirerId: readHintBody(body).acquirerId }),
    close: async () => {},
  }
}

export function writeHintBody({ acquirerId, status }: HintBody): Uint8Array {
  return new TextEncoder().encode(`${acquirerId} ${status}`)
}

export function readHintBody(body: Uint8Array): HintBody {
  const [acquirerId = '', status = ''] = new TextDecoder().decode(body).split(' ')
  return { acquirerId, status }
}

function asAcquirerError(error: unknown): never {
  if (!(error instanceof BillingError)) throw error
  throw new AcquirerError(CODES[error.code] ?? 'ACQUIRER_FAILED', error.message, { outcome: error.outcome })
}

const CODES: Readonly<Partial<Record<BillingError['code'], AcquirerErrorCode>>> = {
  BILLING_UNREACHABLE: 'ACQUIRER_UNREACHABLE',
  BILLING_TIMEOUT: 'ACQUIRER_TIMEOUT',
  BILLING_CANCELED: 'ACQUIRER_CANCELED',
  BILLING_OVERLOADED: 'ACQUIRER_OVERLOADED',
}
