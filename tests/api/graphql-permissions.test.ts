import { randomUUID } from 'node:crypto'
import {
  type GraphQLField,
  type GraphQLObjectType,
  getNamedType,
  isAbstractType,
  isLeafType,
  isObjectType,
  isRequiredArgument,
} from 'graphql'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { provideDemoPartner } from '../../src/auth/partner-demo-setup.ts'
import { seedForum } from '../../src/billing/content/seed-forum.ts'
import type { AccountRef } from '../../src/domain/account.ts'
import { listObjectTypes } from '../../src/graphql/checks.ts'
import { writeId } from '../../src/graphql/ids.ts'
import { permissions } from '../../src/graphql/permissions.ts'
import { createSchema } from '../../src/graphql/schema.ts'
import { findRule } from '../../src/graphql/shield.ts'
import { checkoutClient } from '../support/checkouts.ts'
import { writeValue } from '../support/coercible-value.ts'
import { type Gateway, startGateway } from '../support/gateway.ts'
import { reach } from '../support/reach.ts'

/**
 * Every field of the schema, asked for by every kind of caller over the whole chain. The outcome of each is in
 * field-by-role.md, which is reviewed: a new field or a changed rule shows as a difference there.
 */
const CALLERS = [
  'anonymous',
  'stale token',
  'SUBSCRIBER',
  'MEMBER',
  'PARTNER',
  'OPERATOR',
  'one-time password',
] as const
type CallerKind = (typeof CALLERS)[number]

/** `absent`: asked for without an error, and there was no object for this caller to have that field. */
type Outcome = 'allowed' | 'denied' | 'absent'

interface Step {
  readonly type: string
  readonly field: string
  readonly text: string
}

/** The invented topic that has answers. */
const FORUM_TOPIC = writeId({ type: 'ForumTopic', postId: '2' })

const schema = createSchema()
let gateway: Gateway
let person: AccountRef
let organization: AccountRef
/** The newest payment, ticket and payment of the cabinet of each of the two, by contract number. */
const payments = new Map<string, string>()
const tickets = new Map<string, string>()
const checkouts = new Map<string, string>()

beforeAll(async () => {
  gateway = await startGateway()
  person = {
    id: String((await gateway.sandbox.findAccount('100001')).restId),
    kind: 'PERSON',
    number: '100001',
    keys: {},
  }
  const { restId } = await gateway.sandbox.findAccount('200001')
  organization = { id: String(restId), kind: 'ORGANIZATION', number: '200001', keys: {} }
  await provideDemoPartner(gateway.partners, 'RUB')
  await seedForum(gateway.store.forum)
  for (const { id, number } of [person, organization]) {
    payments.set(number, await findPayment(number))
    const { checkout } = await (await checkoutClient(gateway, number)).initiate()
    checkouts.set(number, checkout?.id ?? '')
    const { soapId } = await gateway.sandbox.findAccount(number)
    const ticket = { soapId, classId: 1, subject: 'Нет связи', side: 0, text: 'Помогите.' } as const
    const { ticketId } = gateway.sandbox.books.addTicket(ticket)
    tickets.set(number, writeId({ type: 'Ticket', accountId: id, ticketId: String(ticketId) }))
  }
})
afterAll(() => gateway.close())

test('every field answers or denies each role as reviewed in field-by-role.md', async () => {
  const rows: string[] = []
  const judged = listObjectTypes(schema).filter(({ name }) => !OF_SUBSCRIPTIONS.includes(name))
  for (const type of judged.toSorted((left, right) => (left.name < right.name ? -1 : 1))) {
    const columns: Record<string, Record<string, Outcome>> = {}
    for (const caller of CALLERS) columns[caller] = await judgeType(type, caller)
    for (const field of Object.keys(type.getFields()).toSorted()) {
      const cells = CALLERS.map((caller) => columns[caller]?.[field] ?? 'not reached')
      rows.push(`| ${type.name}.${field} | ${cells.join(' | ')} |`)
    }
  }
  expect(rows.length).toBeGreaterThan(250)
  const head = [`| field | ${CALLERS.join(' | ')} |`, `|---|${CALLERS.map(() => '---|').join('')}`]
  await expect(`${[...head, ...rows].join('\n')}\n`).toMatchFileSnapshot('./field-by-role.md')
}, 120_000)

/** They do not come by POST; live-roles.test.ts asks for them. */
const OF_SUBSCRIPTIONS = ['Subscription', 'TicketMessageAdded']

/** Asks for all fields of a type at once; those of a root one by one: mutations act, and a query that may not be null blanks the others. */
async function judgeType(type: GraphQLObjectType, caller: CallerKind): Promise<Record<string, Outcome>> {
  const fields = Object.values(type.getFields())
  const isRoot = type === schema.getMutationType() || type === schema.getQueryType()
  const groups = isRoot ? fields.map((field) => [field]) : [fields]
  const outcomes: Record<string, Outcome> = {}
  for (const group of groups) Object.assign(outcomes, await judgeFields(type, group, caller))
  return outcomes
}

async function judgeFields(
  type: GraphQLObjectType,
  fields: readonly GraphQLField<unknown, unknown>[],
  caller: CallerKind,
): Promise<Record<string, Outcome>> {
  const path = findPath(type, caller)
  const [root] = path
  const operation = (root?.type ?? type.name) === 'Mutation' ? 'mutation' : 'query'
  const selections = fields.map((field) => writeField(field, caller)).join(' ')
  const wrapped = path
    .toReversed()
    .reduce(
      (inside, step) => `... on ${step.type} { ${step.text} { ${inside} } }`,
      `... on ${type.name} { ${selections} }`,
    )
  const { data, errors, text } = await gateway.query<unknown>(
    `${operation} { ${wrapped} }`,
    {},
    await headersOf(caller),
  )
  if (errors.some(({ extensions }) => !['UNAUTHENTICATED', 'FORBIDDEN'].includes(extensions.code)))
    throw new Error(text)
  const deniedAbove = errors.some((error) => (error.path ?? []).length <= path.length)
  const parent = reach(
    data,
    path.map(({ field }) => field),
  )
  return Object.fromEntries(
    fields.map(({ name }): [string, Outcome] => {
      if (errors.some((error) => error.path?.at(-1) === name)) return [name, 'denied']
      if (parent === undefined) return [name, deniedAbove && path.length > 0 ? 'denied' : 'absent']
      return [name, 'allowed']
    }),
  )
}

/** Ways that lead to nothing with the values that this test gives. */
function isAvoided(type: string, field: string): boolean {
  if (field === 'userErrors')
    return !/^(?:BankDetails|Credentials|ForumTopic|RefreshSession|RemoveContent|UpdateNotificationPreferences|UpdateProfile)Payload$/.test(
      type,
    )
  // Money is everybody's, and a partner's payment is best seen when it has just been made.
  if (type === 'PayableAccount' || type === 'PaymentRegistryTotal') return true
  if (field === 'reply') return true
  return [
    'Query.paymentByExternalId',
    'PersonAccount.amountToRestore',
    'Query.node',
    'RefreshSessionPayload.session',
  ].includes(`${type}.${field}`)
}

/** What somebody may see without signing in is judged by the way that leads there without signing in. */
function publicFirst(type: GraphQLObjectType): readonly GraphQLField<unknown, unknown>[] {
  const closed = ({ name }: { readonly name: string }) => Number(!findRule(permissions, type.name, name)?.open)
  return Object.values(type.getFields()).toSorted((one, other) => closed(one) - closed(other))
}

/** The shortest way from a root to a type, over an account of a kind that the caller has. */
function findPath(type: GraphQLObjectType, caller: CallerKind): readonly Step[] {
  const own = ownType(caller)
  const foreign = ownType(caller === 'MEMBER' ? 'SUBSCRIBER' : 'MEMBER')
  const roots = [schema.getQueryType(), schema.getMutationType()].filter((root) => root !== null && root !== undefined)
  let open: (readonly [GraphQLObjectType, readonly Step[]])[] = roots.map((root) => [root, []])
  const seen = new Set(roots.map(({ name }) => name))
  while (open.length > 0) {
    const found = open.find(([reached]) => reached === type)
    if (found) return found[1]
    const ordered = open.toSorted(([left], [right]) => Number(left.name === foreign) - Number(right.name === foreign))
    open = ordered.flatMap(([reached, path]) =>
      publicFirst(reached).flatMap((field) =>
        (isAvoided(reached.name, field.name) ? [] : objectTypes(field)).flatMap(
          (next): (readonly [GraphQLObjectType, readonly Step[]])[] => {
            if (seen.has(next.name)) return []
            seen.add(next.name)
            return [
              [
                next,
                [
                  ...path,
                  {
                    type: reached.name,
                    field: field.name,
                    text: writeCall(field, next.name.endsWith('Account') ? next.name : own),
                  },
                ],
              ],
            ]
          },
        ),
      ),
    )
  }
  throw new Error(`No way leads to ${type.name}`)
}

function objectTypes(field: GraphQLField<unknown, unknown>): readonly GraphQLObjectType[] {
  const type = getNamedType(field.type)
  if (isObjectType(type)) return [type]
  return isAbstractType(type) ? schema.getPossibleTypes(type) : []
}

function writeField(field: GraphQLField<unknown, unknown>, caller: CallerKind): string {
  const call = writeCall(field, ownType(caller))
  return isLeafType(getNamedType(field.type)) ? call : `${call} { __typename }`
}

function ownType(caller: CallerKind): string {
  return caller === 'MEMBER' ? 'OrganizationAccount' : 'PersonAccount'
}

/** A call whose arguments fit; `target` is the type that is meant where an id can name several. */
function writeCall(field: GraphQLField<unknown, unknown>, target: string): string {
  const account = target === 'OrganizationAccount' ? organization : person
  const idOf: Readonly<Record<string, string | undefined>> = {
    checkout: checkouts.get(account.number),
    forumTopic: FORUM_TOPIC,
    payment: payments.get(account.number),
    ticket: tickets.get(account.number),
  }
  const values: Readonly<Record<string, string>> = {
    id: JSON.stringify(idOf[field.name] ?? writeId({ type: 'Account', kind: account.kind, accountId: account.id })),
    accountId: JSON.stringify(writeId({ type: 'Account', kind: account.kind, accountId: account.id })),
    regionId: JSON.stringify(writeId({ type: 'Region', regionId: '1' })),
    numbers: JSON.stringify([account.number]),
    period: `{ from: "${day(-90)}", to: "${day(0)}" }`,
    first: '100',
    accountNumber: JSON.stringify(account.number),
    date: `"${day(0)}"`,
    ...(field.name === 'pay'
      ? { input: `{ externalId: "${randomUUID()}", accountNumber: "${account.number}", amount: "1.00" }` }
      : {}),
    ...(field.name === 'paymentReceipt'
      ? {
          input: `{ accountId: "${writeId({ type: 'Account', kind: account.kind, accountId: account.id })}", amount: "1.00" }`,
        }
      : {}),
    ...(field.name === 'submitRegistry' ? { input: `{ date: "${day(0)}", rows: [] }` } : {}),
    ...(field.name === 'signIn' ? { input: '{ login: "100001", password: "demo" }' } : {}),
    ...(field.name === 'signInPartner' ? { input: '{ partnerId: "demo-terminal", secret: "demo-secret" }' } : {}),
  }
  const args = field.args
    .filter(isRequiredArgument)
    .map(({ name, type }) => `${name}: ${values[name] ?? writeValue(type)}`)
  return args.length === 0 ? field.name : `${field.name}(${args.join(', ')})`
}

/** A day of the billing's zone, so many days from now. */
function day(offset: number): string {
  return new Date(gateway.sandbox.books.now() + offset * 86_400_000 + 3 * 3_600_000).toISOString().slice(0, 10)
}

async function findPayment(login: string): Promise<string> {
  const document = '{ viewer { accounts { payments(first: 1) { nodes { id } } } } }'
  const { data } = await gateway.query<{
    viewer: { accounts: readonly { payments: { nodes: readonly { id: string }[] } }[] }
  }>(document, {}, await gateway.signIn(login))
  return data.viewer.accounts[0]?.payments.nodes[0]?.id ?? 'none'
}

/** A session of its own for each operation, since one of them signs out. */
async function headersOf(caller: CallerKind): Promise<{ token?: string }> {
  if (caller === 'anonymous') return {}
  if (caller === 'stale token') return { token: 'stale' }
  if (caller === 'one-time password') {
    return { token: await gateway.openSession({ role: 'SUBSCRIBER', accounts: [person], scope: 'CHANGE_PASSWORD' }) }
  }
  const accounts = { SUBSCRIBER: [person, organization], MEMBER: [organization], PARTNER: [], OPERATOR: [] }
  return { token: await gateway.openSession({ role: caller, accounts: accounts[caller] }) }
}
