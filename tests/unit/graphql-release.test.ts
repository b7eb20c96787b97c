import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { createContent } from '../../src/billing/content/index.ts'
import { createReads } from '../../src/billing/guard/read.ts'
import type { BillingCall } from '../../src/billing/port.ts'
import { createLoaders, releaseLoaders } from '../../src/graphql/loaders.ts'
import { stringifyAndRelease } from '../../src/graphql/release.ts'
import { openStore } from '../../src/store/open.ts'
import { createTestBilling } from '../api/execution-billing.ts'
import { NO_ATTACHMENTS } from '../support/no-attachments.ts'
import { NO_FISCAL_RECEIPTS } from '../support/no-fiscal-receipts.ts'
import { NO_RECEIPTS } from '../support/no-receipts.ts'
import { createTestPayments } from '../support/payments.ts'

test('an answer that has become text holds nothing any more', () => {
  const data = { account: { id: '1' }, regions: [{ id: '2' }] }
  expect(stringifyAndRelease({ data })).toBe('{"data":{"account":{"id":"1"},"regions":[{"id":"2"}]}}')
  expect(data).toEqual({ account: null, regions: null })
  expect(stringifyAndRelease({ data: null })).toBe('{"data":null}')
})

test('an operation that has been answered holds no rows, and its loaders read with a call that is over', async () => {
  const store = await openStore(`sqlite:${await mkdtemp(join(tmpdir(), 'release-'))}/store.sqlite`)
  onTestFinished(() => store.close())
  const billing = createTestBilling({ seed: 4, isOdd: false })
  const calls: BillingCall[] = []
  const loaders = createLoaders({
    billing: {
      ...billing,
      operators: {
        async findOperators(ids, call) {
          calls.push(call)
          return new Map(ids.map((id) => [id, { id, name: 'Link', inn: '7700000000', kpp: null }]))
        },
      },
    },
    reads: createReads({ now: () => 0, referenceTtlMs: 0 }),
    content: createContent({ store, now: () => 0 }),
    supervision: createTestPayments(store, billing).supervision,
    fiscalReceipts: NO_FISCAL_RECEIPTS,
    attachments: NO_ATTACHMENTS,
    receipts: NO_RECEIPTS,
    call: { signal: new AbortController().signal },
  })
  const before = loaders.operators
  releaseLoaders(loaders)
  expect(loaders.operators).not.toBe(before)
  await expect(loaders.operators.findOperator('1')).rejects.toMatchObject({ code: 'BILLING_CANCELED' })
  expect(calls).toEqual([])
})
