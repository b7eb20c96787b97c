import { setTimeout as delay } from 'node:timers/promises'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import type { AccountRef } from '../../src/domain/account.ts'
import type { Role } from '../../src/domain/viewer.ts'
import { writeId } from '../../src/graphql/ids.ts'
import { permissions } from '../../src/graphql/permissions.ts'
import { type Gateway, startGateway } from '../support/gateway.ts'
import { watch } from '../support/live-client.ts'

let gateway: Gateway
let fields: Readonly<Record<string, string>>
let person: AccountRef
beforeAll(async () => {
  gateway = await startGateway()
  const { restId, soapId } = await gateway.sandbox.findAccount('100001')
  person = { id: String(restId), kind: 'PERSON', number: '100001', keys: {} }
  const account = writeId({ type: 'Account', kind: 'PERSON', accountId: person.id })
  const { ticketId } = gateway.sandbox.books.addTicket({
    soapId,
    classId: 1,
    subject: 'Нет связи',
    side: 0,
    text: 'Да',
  })
  const ticket = writeId({ type: 'Ticket', accountId: person.id, ticketId: String(ticketId) })
  fields = {
    accountBalanceChanged: `accountBalanceChanged(accountId: "${account}") { asOf }`,
    paymentStatusChanged: 'paymentStatusChanged(externalId: "none") { __typename }',
    serviceOrderUpdated: `serviceOrderUpdated(accountId: "${account}") { id }`,
    ticketMessageAdded: `ticketMessageAdded(ticketId: "${ticket}") { cursor }`,
    ticketUpdated: `ticketUpdated(accountId: "${account}") { id }`,
  }
})
afterAll(() => gateway.close())

/** Of nobody (whose socket is closed), an owner, a stranger, an operator, a partner, and who has to change the password. OPEN: nothing was refused for as long as it takes to refuse. */
const OUTCOMES: Readonly<Record<string, readonly string[]>> = {
  accountBalanceChanged: ['4403', 'OPEN', 'OBJECT_NOT_FOUND', 'OPEN', 'FORBIDDEN', 'FORBIDDEN'],
  paymentStatusChanged: [
    '4403',
    'OBJECT_NOT_FOUND',
    'OBJECT_NOT_FOUND',
    'OBJECT_NOT_FOUND',
    'OBJECT_NOT_FOUND',
    'FORBIDDEN',
  ],
  serviceOrderUpdated: ['4403', 'OPEN', 'OBJECT_NOT_FOUND', 'OPEN', 'FORBIDDEN', 'FORBIDDEN'],
  ticketMessageAdded: ['4403', 'OPEN', 'OBJECT_NOT_FOUND', 'OPEN', 'FORBIDDEN', 'FORBIDDEN'],
  ticketUpdated: ['4403', 'OPEN', 'OBJECT_NOT_FOUND', 'OPEN', 'FORBIDDEN', 'FORBIDDEN'],
}

test('each subscription opens for whom it is made and for nobody else', async () => {
  expect(Object.keys(OUTCOMES)).toEqual(Object.keys(permissions.Subscription))
  const tokens = [
    undefined,
    await tokenOf('SUBSCRIBER', [person]),
    await tokenOf('SUBSCRIBER', []),
    await tokenOf('OPERATOR', []),
    await tokenOf('PARTNER', []),
    await gateway.openSession({ role: 'SUBSCRIBER', accounts: [person], scope: 'CHANGE_PASSWORD' }),
  ]
  const seen: Record<string, readonly string[]> = {}
  for (const [name, text] of Object.entries(fields)) {
    seen[name] = await Promise.all(tokens.map((token) => outcomeOf(`subscription { ${text} }`, token)))
  }
  expect(seen).toEqual(OUTCOMES)
})

test('whoever has lost the right to see an account hears so once, and the account is looked at no longer', async () => {
  let isRevoked = false
  const other = await startGateway({
    wrapAuth: (real) => ({
      ...real,
      async authenticate(...given) {
        const verdict = await real.authenticate(...given)
        if (!isRevoked || verdict.kind !== 'viewer') return verdict
        return { ...verdict, viewer: { ...verdict.viewer, accounts: [] } }
      },
    }),
  })
  onTestFinished(() => other.close())
  const { restId } = await other.sandbox.findAccount('100001')
  const mine = { ...person, id: String(restId) }
  const account = writeId({ type: 'Account', kind: 'PERSON', accountId: mine.id })
  const token = await other.openSession({ role: 'SUBSCRIBER', accounts: [mine] })
  const live = watch(other.url, `subscription { accountBalanceChanged(accountId: "${account}") { asOf } }`, { token })
  await live.next()
  isRevoked = true
  await fetch(`${other.sandbox.url}/control/payments`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ number: '100001', amount: '5.00', receipt: 'desk/revoked' }),
  })
  expect(await live.next()).toMatchObject({ errors: [{ extensions: { code: 'FORBIDDEN' } }] })
  expect(await live.ended).toBe('complete')
  expect(await other.countCalls(() => delay(2_500))).toEqual({})
})

function tokenOf(role: Role, accounts: readonly AccountRef[]): Promise<string> {
  return gateway.openSession({ role, accounts })
}

async function outcomeOf(query: string, token: string | undefined): Promise<string> {
  const live = watch(gateway.url, query, token === undefined ? {} : { token })
  const open = new Promise<'OPEN'>((resolve) => setTimeout(() => resolve('OPEN'), 1_500))
  const ended = await Promise.race([open, live.ended])
  return ended === 'OPEN' ? ended : JSON.stringify(ended).replace(/.*"code":"([A-Z_]+)".*/, '$1')
}
