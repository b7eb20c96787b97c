import { readFileSync } from 'node:fs'
import { Kind, type OperationDefinitionNode, parse, validate } from 'graphql'
import { describe, expect, test } from 'vitest'
import { computeCost } from '../../src/graphql/cost.ts'
import { billingReads, OPERATION_COSTS, sizingArguments } from '../../src/graphql/cost-table.ts'
import { createSchema } from '../../src/graphql/schema.ts'

const schema = createSchema()
const { max, object, leaf, billingRead, billingKey } = OPERATION_COSTS

/** `variables: null` asks for the dearest that any request can be. */
function cost(text: string, variables: Readonly<Record<string, unknown>> | null = {}, accountCount = 50): number {
  const document = parse(text)
  expect(validate(schema, document)).toEqual([])
  const operation = document.definitions.find(
    (definition): definition is OperationDefinitionNode => definition.kind === Kind.OPERATION_DEFINITION,
  )
  if (!operation) throw new Error('The document has no operation.')
  return computeCost({ schema, document, operation, request: variables && { variables, accountCount } })
}

const read = (name: string) => readFileSync(new URL(`../../bench/operations/${name}.graphql`, import.meta.url), 'utf8')
const aliased = (count: number, write: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => write(index)).join(' ')
const inAccount = (selection: string) => `query ($id: ID = "x") { account(id: $id) { ${selection} } }`
/** The accounts of an account's charges, and so on. */
const nested = (inner: string) => `transactions(first: 100) { nodes { ... on Charge { id account { ${inner} } } } }`
/** An account by its id, before anything of it: the object and the call behind it. */
const ACCOUNT = object + billingRead

describe('what is asked for every day passes, whatever its variables are', () => {
  test.each(['tiny', 'cabinet', 'list', 'statement'])('%s, with room for as much again', (name) => {
    expect(cost(read(name), null)).toBeLessThan(max / 2)
  })

  test('a viewer with fifty accounts of ten payments each', () => {
    const payments = 'payments(first: 10) { nodes { id amount { amount currency } status method paidAt } }'
    expect(cost(`{ viewer { accounts { id number balance { amount { amount } } ${payments} } } }`)).toBeLessThan(
      max / 2,
    )
  })

  test.each([
    [
      'the channels of all tariffs that a service may change to',
      1,
      'services { availableTariffs { id name tvPackage { channels { number name } } } }',
    ],
    ['the tariffs to change to on ten accounts', 10, 'services { availableTariffs { id name monthlyFee { amount } } }'],
    [
      'the channels of the present tariffs on ten accounts',
      10,
      'services { tariff { name tvPackage { channels { number name } } } }',
    ],
  ])('%s', (_what, accounts, selection) => {
    expect(cost(`{ viewer { accounts { ${selection} } } }`, {}, accounts)).toBeLessThan(max)
  })
})

describe('what no billing should be asked for in one operation does not pass', () => {
  test('fifty accounts with a hundred payments each, thirty times', () => {
    const pages = aliased(30, (index) => `a${index}: payments(first: 100) { nodes { id } }`)
    expect(cost(`{ viewer { accounts { ${pages} } } }`)).toBeGreaterThan(max)
  })

  test('thirty different pages of one account', () => {
    const pages = aliased(30, (index) => `a${index}: payments(first: ${60 + index}) { nodes { id } }`)
    expect(cost(inAccount(pages))).toBeGreaterThan(max)
  })

  test('thirty different statements of one account', () => {
    const statements = aliased(
      30,
      (index) =>
        `s${index}: statement(period: { from: "2026-01-01", to: "2026-03-${String(index + 1).padStart(2, '0')}" }) { from }`,
    )
    expect(cost(inAccount(statements))).toBeGreaterThan(max)
  })

  test('the messages of all tickets of all accounts', () => {
    const tickets = 'tickets(first: 100) { nodes { messages(first: 100) { nodes { text } } } }'
    expect(cost(`{ viewer { accounts { ${tickets} } } }`)).toBeGreaterThan(max)
  })
})

describe('how it is computed', () => {
  test('each object and each value of it counts, each call once', () => {
    expect(cost(inAccount('id number'))).toBe(ACCOUNT + 2 * leaf)
    expect(cost(inAccount('status freshness'))).toBe(ACCOUNT + 2 * leaf)
    const services = 8 * (object + leaf) + 8 * (object + 2 * leaf)
    expect(cost(inAccount('a: services { id } b: services { id kind }'))).toBe(ACCOUNT + billingRead + services)
  })

  test('a page is as long as its `first`, a list as its argument, any other as its bound', () => {
    const page = ACCOUNT + billingRead + object
    expect(cost(inAccount('payments(first: 7) { nodes { id status } }'))).toBe(page + 7 * (object + 2 * leaf))
    const edges = 7 * (object + leaf + object + leaf)
    expect(cost(inAccount('payments(first: 7) { edges { cursor node { id } } }'))).toBe(page + edges)
    const three = 3 * (object + 2 * leaf)
    expect(cost('{ accounts(numbers: ["1", "2", "3"]) { id number } }')).toBe(billingRead + three)
    expect(cost('query ($n: [String!]!) { accounts(numbers: $n) { id number } }', { n: ['1', '2', '3'] })).toBe(
      billingRead + three,
    )
  })

  test('a viewer has the accounts that the session knows, or as many as there can be', () => {
    const document = '{ viewer { accounts { id } } }'
    expect(cost(document, {}, 2)).toBe(object + 2 * (object + leaf))
    expect(cost(document, null)).toBe(object + 50 * (object + leaf))
  })

  test('values come from literals, variables and defaults; without them a list is as long as its bound', () => {
    const page = 'query ($n: Int! = 4) { account(id: "x") { payments(first: $n) { nodes { id } } } }'
    const fixed = ACCOUNT + billingRead + object
    expect(cost(page, { n: 9 })).toBe(fixed + 9 * (object + leaf))
    expect(cost(page, {})).toBe(fixed + 4 * (object + leaf))
    expect(cost(page, null)).toBe(fixed + 100 * (object + leaf))
    expect(cost(page, { n: 'many' })).toBe(fixed + 100 * (object + leaf))
  })

  test('more than a list can have, or less than nothing, is not counted: its resolver refuses that', () => {
    const page = 'query ($n: Int!) { account(id: "x") { payments(first: $n) { nodes { id } } } }'
    expect(cost(page, { n: 2_000_000_000 })).toBe(cost(page, { n: 100 }))
    expect(cost(page, { n: -5 })).toBe(ACCOUNT + billingRead + object)
  })

  test('the same page by two names is one call, another page another', () => {
    const same = inAccount('a: payments(first: 2) { nodes { id } } b: payments(first: 2) { nodes { id } }')
    const other = inAccount('a: payments(first: 2) { nodes { id } } b: payments(first: 2, after: "c") { nodes { id } }')
    expect(cost(other) - cost(same)).toBe(billingRead)
    expect(cost(other, null) - cost(same, null)).toBe(billingRead)
  })

  test('what few systems answer in bulk counts for each key', () => {
    const statement = 'statement(period: { from: "2026-01-01", to: "2026-01-31" }) { from }'
    const one = billingKey + object + leaf
    expect(cost(inAccount(statement))).toBe(ACCOUNT + billingRead + one)
    expect(cost(`{ viewer { accounts { ${statement} } } }`)).toBe(object + billingRead + 50 * (object + one))
  })

  test('fragments count where they are spread, and what they repeat counts once', () => {
    const spread = `${inAccount('...a ... on Account { ...a id }')} fragment a on Account { id number }`
    expect(cost(spread)).toBe(cost(inAccount('id number')))
    expect(cost(inAccount('... on PersonAccount { profile { phone } }'))).toBe(ACCOUNT + billingRead + object + leaf)
  })

  test('what is skipped costs nothing, unless it may come', () => {
    const document = 'query ($all: Boolean!) { viewer { accounts @include(if: $all) { id } role @skip(if: true) } }'
    expect(cost(document, { all: false })).toBe(object)
    expect(cost(document, { all: true })).toBe(object + 50 * (object + leaf))
    expect(cost(document, null)).toBe(object + 50 * (object + leaf))
  })

  test('a cost beyond all reason is still a number that can be compared', () => {
    const deep = `{ viewer { accounts { ${nested(nested(nested('id')))} } } }`
    expect(cost(deep)).toBeGreaterThan(100_000_000)
    expect(Number.isSafeInteger(cost(deep))).toBe(true)
  })
})

test('the tables name fields and arguments of the schema only', () => {
  const names = [...Object.keys(billingReads), ...Object.keys(sizingArguments)]
  const unknown = names.filter((name) => !findField(name))
  expect(unknown).toEqual([])
  const unknownArguments = Object.entries(billingReads).flatMap(([name, reads]) =>
    reads.flatMap(({ by = [] }) =>
      by.filter((argument) => !findField(name)?.args.some((arg) => arg.name === argument)),
    ),
  )
  expect(unknownArguments).toEqual([])
})

test('whatever of an account needs a call weighs as one', () => {
  // Visits, transfers and payments that were begun in the cabinet are our own.
  const free = new Set(['id', 'number', 'checkouts', 'transfers', 'visits'])
  const fields = Object.keys(typeFields('Account')).filter((name) => !free.has(name))
  expect(fields.length).toBeGreaterThan(10)
  expect(fields.filter((name) => !billingReads[`Account.${name}`])).toEqual([])
})

function typeFields(name: string) {
  const type = schema.getType(name)
  return type && 'getFields' in type ? type.getFields() : {}
}

function findField(name: string) {
  const [type = '', field = ''] = name.split('.')
  const found = typeFields(type)[field]
  return found && 'args' in found ? found : undefined
}
