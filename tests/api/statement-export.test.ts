import { randomUUID } from 'node:crypto'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { accountIdOf, awaitExport, download, findExport, makeExport, orderExport } from '../support/exports.ts'
import { type Gateway, startGateway } from '../support/gateway.ts'

let gateway: Gateway
beforeAll(async () => {
  gateway = await startGateway()
})
beforeEach(() => gateway.sandbox.clearFaults())
afterAll(() => gateway.close())

/** Each test is somebody else's: what waits and what is kept counts by person. */
async function enter(number: string, login = number) {
  return { owner: { token: await gateway.signIn(login) }, accountId: await accountIdOf(gateway, number) }
}

/** Where files lie, beside the messages. */
const exportsFolder = () => join(gateway.outboxFolder, '..', 'exports')

const YEAR = { from: '2026-01-01', to: '2026-12-31' }

interface Sums {
  readonly opening: { readonly amount: string }
  readonly closing: { readonly amount: string }
  readonly credited: { readonly amount: string }
  readonly debited: { readonly amount: string }
  readonly entries: { readonly totalCount: number; readonly nodes: readonly { readonly description: string }[] }
}

async function readStatement({ owner, accountId }: Awaited<ReturnType<typeof enter>>, period: object): Promise<Sums> {
  const { data } = await gateway.query<{ account: { statement: Sums } }>(
    `query ($id: ID!, $period: PeriodInput!) { account(id: $id) { statement(period: $period) { opening { amount }
      closing { amount } credited { amount } debited { amount }
      entries(first: 1000) { totalCount nodes { description } } } } }`,
    { id: accountId, period },
    owner,
  )
  return data.account.statement
}

test('B4 a statement becomes a CSV file, fetched once by its link, and adds up to what the statement says', async () => {
  const own = await enter('100001')
  const { owner, accountId } = own
  const ordered = await orderExport(gateway, { accountId, ...YEAR, format: 'CSV', language: 'RU' }, owner)
  expect(ordered).toMatchObject({
    __typename: 'StatementExportOrdered',
    export: { accountNumber: '100001', format: 'CSV', language: 'RU' },
  })
  const done = await awaitExport(gateway, ordered.export?.id ?? '', owner)
  const statement = await readStatement(own, YEAR)
  expect(done).toMatchObject({ state: 'DONE', progress: 100, entryCount: statement.entries.totalCount, failure: null })
  expect(statement.entries.totalCount).toBeGreaterThan(5)

  const file = await download(gateway, done.download?.path)
  expect(file.status).toBe(200)
  expect(Object.fromEntries(file.headers)).toMatchObject({
    'content-type': expect.stringMatching(/^text\/csv; charset=utf-8/),
    'content-disposition':
      'attachment; filename="statement-100001-2026-01-01-2026-12-31.csv"; ' +
      "filename*=UTF-8''statement-100001-2026-01-01-2026-12-31.csv",
    'content-length': String(done.sizeBytes),
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
  })
  const text = file.bytes.toString()
  expect(
    text.startsWith('\uFEFF"Дата и время";"Операция";"Описание";"Поступило";"Списано";"Остаток";"Валюта"\r\n'),
  ).toBe(true)
  const rows = text.trimEnd().split('\r\n').slice(1)
  expect(rows).toHaveLength(statement.entries.totalCount)
  for (const [at, { description }] of statement.entries.nodes.entries()) {
    expect(rows[at]).toContain(description.replaceAll('"', '""'))
  }
  expect(rows.at(-1)).toMatch(new RegExp(`;${statement.closing.amount.replace('.', ',')};RUB$`))
})

test('B4 a link works once, not after its time, and not when anything in it was changed', async () => {
  const { owner, accountId } = await enter('100002')
  const done = await makeExport(gateway, { accountId, ...YEAR }, owner)
  const path = done.download?.path ?? ''
  expect(await download(gateway, path, 'HEAD')).toMatchObject({ status: 405, headers: expect.objectContaining({}) })
  expect(await download(gateway, path)).toMatchObject({ status: 200 })
  expect(await download(gateway, path)).toMatchObject({ status: 410, code: 'LINK_USED' })
  const again = (await findExport(gateway, done.id, owner))?.download?.path ?? ''
  expect(again).not.toBe(path)
  const [payload = '', signature = ''] = again.slice('/downloads/'.length).split('.')
  const parts: unknown[] = JSON.parse(Buffer.from(payload, 'base64url').toString())
  const forged = Buffer.from(JSON.stringify(parts.with(1, Number(parts[1]) + 1))).toString('base64url')
  for (const token of [
    '',
    'x',
    payload,
    `${payload}.`,
    `${forged}.${signature}`,
    `${payload}.${signature}x`,
    `${payload}.${signature}.x`,
  ]) {
    expect(await download(gateway, `/downloads/${token}`)).toMatchObject({ status: 403, code: 'LINK_NOT_VALID' })
  }
  expect(await download(gateway, again)).toMatchObject({ status: 200 })
})

test('B4 the same key is the same order, another order by it is refused', async () => {
  const { owner, accountId } = await enter('100003', 'operator')
  const idempotencyKey = randomUUID()
  const first = await orderExport(gateway, { accountId, ...YEAR, idempotencyKey }, owner)
  const second = await orderExport(gateway, { accountId, ...YEAR, idempotencyKey }, owner)
  expect(second.export?.id).toBe(first.export?.id)
  const other = await orderExport(gateway, { accountId, ...YEAR, idempotencyKey, to: '2026-11-30' }, owner)
  expect(other).toMatchObject({ __typename: 'IdempotencyConflict', retryable: false })
  await awaitExport(gateway, first.export?.id ?? '', owner)
  const list = await gateway.query<{ statementExports: readonly { id: string }[] }>(
    '{ statementExports { id } }',
    {},
    owner,
  )
  expect(list.data.statementExports).toEqual([{ id: first.export?.id }])
})

test.each([
  ['ACCOUNT_NOT_FOUND', 'accountId', { accountId: 'nonsense' }],
  ['PERIOD_NOT_ALLOWED', 'to', { from: '2026-02-01', to: '2026-01-31' }],
  ['PERIOD_NOT_ALLOWED', 'to', { from: '2010-01-01', to: '2026-01-31' }],
  ['INVALID_VALUE', 'idempotencyKey', { idempotencyKey: ' ' }],
])('B4 an order is refused with %s at %s, in both languages', async (code, field, wrong) => {
  const { owner, accountId } = await enter('100004')
  const input = { accountId, ...YEAR, ...wrong }
  const english = await orderExport(gateway, input, owner)
  const russian = await orderExport(gateway, input, { ...owner, language: 'ru' })
  expect(english).toMatchObject({ code, field, message: expect.not.stringMatching(/[а-я]/) })
  expect(russian).toMatchObject({ code, field, message: expect.stringMatching(/[а-я]/) })
})

test('B4 nobody orders for a foreign account or sees a foreign export', async () => {
  const { owner, accountId } = await enter('100005')
  const foreign = await accountIdOf(gateway, '100002')
  expect(await orderExport(gateway, { accountId: foreign, ...YEAR }, owner)).toMatchObject({
    code: 'ACCOUNT_NOT_FOUND',
  })
  const done = await makeExport(gateway, { accountId, ...YEAR }, owner)
  const stranger = { token: await gateway.signIn('100002') }
  expect(await findExport(gateway, done.id, stranger)).toBeNull()
  expect(await findExport(gateway, done.id, { token: await gateway.signIn('operator') })).toBeNull()
  expect(await findExport(gateway, 'nonsense', owner)).toBeNull()
  expect(await findExport(gateway, done.id, owner)).toMatchObject({ state: 'DONE' })
})

test('B4 three exports at once and no more', async () => {
  const { owner, accountId } = await enter('200001')
  await gateway.sandbox.setFault('soap.GetStatement', { latency: { p50Ms: 1000, p99Ms: 1000 } })
  const orders = await Promise.all(
    [1, 2, 3, 4, 5].map(() => orderExport(gateway, { accountId, from: '2026-11-01', to: '2026-11-02' }, owner)),
  )
  const kinds = orders.map(({ code, __typename }) => code ?? __typename).toSorted()
  expect(kinds.filter((kind) => kind === 'StatementExportOrdered')).toHaveLength(3)
  expect(kinds.filter((kind) => kind === 'TOO_MANY_AT_ONCE')).toHaveLength(2)
  for (const { export: one } of orders) if (one) await awaitExport(gateway, one.id, owner)
})

test('B4 a file is deleted a day after it was made, and a link to it says so', async () => {
  const { owner, accountId } = await enter('200010')
  const done = await makeExport(gateway, { accountId, ...YEAR }, owner)
  expect(Date.parse(done.expiresAt ?? '') - Date.parse(done.finishedAt ?? '')).toBe(24 * 3_600_000)
  const uuid = Buffer.from(done.id, 'base64url').toString().split(':')[1]
  const files = () => readdir(exportsFolder())
  expect(await files()).toContain(`${uuid}.csv`)
  const database = new DatabaseSync(join(exportsFolder(), '..', 'gateway.sqlite'))
  database.prepare('update exports set expires_at = 1 where id = ?').run(uuid ?? '')
  database.close()
  await expect.poll(() => findExport(gateway, done.id, owner), { timeout: 5000 }).toBeNull()
  expect(await files()).not.toContain(`${uuid}.csv`)
  expect(await download(gateway, done.download?.path)).toMatchObject({ status: 404, code: 'FILE_GONE' })
})

test('B4 a link is refused when its time is over', async () => {
  const hasty = await startGateway({ linkMs: 1 })
  try {
    const owner = { token: await hasty.signIn('100001') }
    const done = await makeExport(hasty, { accountId: await accountIdOf(hasty, '100001'), ...YEAR }, owner)
    await new Promise((resolve) => setTimeout(resolve, 5))
    expect(await download(hasty, done.download?.path)).toMatchObject({ status: 410, code: 'LINK_EXPIRED' })
  } finally {
    await hasty.close()
  }
})

test('B4 an export that the billing keeps from being made fails by name, and a passing fault does no harm', async () => {
  const { owner, accountId } = await enter('100001')
  await gateway.sandbox.setFault('soap.GetStatement', { kind: 'http500', times: 2 })
  expect(await makeExport(gateway, { accountId, ...YEAR }, owner)).toMatchObject({ state: 'DONE' })
  await gateway.sandbox.setFault('rest.accounts', 'http500')
  const failed = await makeExport(gateway, { accountId, ...YEAR }, { ...owner, language: 'ru' })
  expect(failed).toMatchObject({
    state: 'FAILED',
    failure: { code: 'BILLING_UNAVAILABLE', message: expect.stringMatching(/[а-я]/) },
    download: null,
    sizeBytes: null,
  })
  expect((await readdir(exportsFolder())).filter((name) => name.endsWith('.part'))).toEqual([])
})

test('B4 a month whose answer is too large is read in parts, and a year takes a call for each month', async () => {
  const { owner, accountId } = await enter('007123')
  const calls = await gateway.countCalls(() => makeExport(gateway, { accountId, ...YEAR }, owner))
  expect(calls).toMatchObject({ 'soap.GetStatement': 12, 'rest.profiles': 1, 'rest.operators': 1 })
  await gateway.sandbox.setFault('soap.GetStatement', { kind: 'oversize', times: 1 })
  const halved = await gateway.countCalls(() => makeExport(gateway, { accountId, ...YEAR }, owner))
  expect(halved['soap.GetStatement']).toBe(14)
})
