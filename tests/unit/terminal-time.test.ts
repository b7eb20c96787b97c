import { expect, test } from 'vitest'
import type { TerminalProtocol } from '../../src/domain/terminal.ts'
import type { PartnerRequest } from '../../src/payments/partner-desk.ts'
import { StoreError } from '../../src/store/error.ts'
import { createTerminals } from '../../src/terminals/terminals.ts'
import { createLogRecorder } from '../support/log-recorder.ts'
import { partnerOf } from '../support/partners.ts'
import { osmpDate, sberbankDate } from '../support/terminal-fronts.ts'

/** Answers that come late or never, whatever is aborted: as when the store hangs. */
function start(answer: (request: PartnerRequest) => Promise<never>) {
  const { log, lines } = createLogRecorder()
  const work = (_given: unknown, request: PartnerRequest) => answer(request)
  const payments = {
    checkAccount: work,
    pay: work,
    findPayment: work,
    cancelPayment: work,
    isHeld: work,
    fits: () => true,
  }
  const terminals = createTerminals({ payments, timeZone: 'Europe/Moscow', log })
  const ask = async (protocol: TerminalProtocol, query: Readonly<Record<string, string>>) => {
    const controller = new AbortController()
    const document = await terminals.answer({
      partner: partnerOf(),
      front: { protocol, charset: 'utf-8', timeZone: null, answerWithinMs: 2_000, needsPassword: false },
      texts: [new URLSearchParams(query).toString()],
      language: 'en',
      requestId: 'r-1',
      controller,
      elapsedMs: 500,
    })
    const code = /<(?:result|CODE)>(?<code>\d+)</.exec(Buffer.from(document).toString())?.groups?.['code']
    return { code: Number(code), isAborted: controller.signal.aborted }
  }
  return { ask, lines }
}

const PAY = { command: 'pay', txn_id: '1', account: '1', sum: '1', txn_date: osmpDate() }
const PAYMENT = { ACTION: 'payment', PAY_ID: '1', ACCOUNT: '1', AMOUNT: '1', PAY_DATE: sberbankDate() }

test.each([
  ['OSMP', PAY, 1],
  ['OSMP', { command: 'cancel', txn_id: '1' }, 1],
  ['OSMP', { command: 'status', txn_id: '1' }, 1],
  ['OSMP', { command: 'check', account: '1' }, 1],
  ['SBERBANK', PAYMENT, 1],
  ['SBERBANK', { ACTION: 'check', ACCOUNT: '1' }, 1],
] as const)('P6 %s: an answer comes in time when nothing else ever does (%#)', async (protocol, query, code) => {
  const { ask } = start(() => new Promise(() => {}))
  const startedAt = performance.now()
  expect(await ask(protocol, query)).toEqual({ code, isAborted: true })
  // What was gone of the two seconds already counts.
  expect(performance.now() - startedAt).toBeLessThan(1_500)
})

test.each([PAY, { command: 'cancel', txn_id: '1' }])(
  'P6 what is durable is told as such by OSMP when its time is over, or when the store fails then (%#)',
  async (query) => {
    const hanging = start((request) => {
      request.onKept?.()
      return new Promise(() => {})
    })
    const failing = start((request) => {
      request.onKept?.()
      return Promise.reject(new StoreError('STORE_UNREACHABLE', 'away'))
    })
    expect(await hanging.ask('OSMP', query)).toEqual({ code: 90, isAborted: true })
    expect(await failing.ask('OSMP', query)).toEqual({ code: 90, isAborted: false })
  },
)

test('P6 a mistake of our own is an incident in the log, and ends nothing', async () => {
  const { ask, lines } = start(() => Promise.reject(new TypeError('secret of the program')))
  expect(await ask('OSMP', PAY)).toEqual({ code: 1, isAborted: false })
  expect(lines().join('')).toMatch(/"incidentId":"[0-9a-f-]{36}"/)
})
