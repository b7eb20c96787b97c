import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { quirkOf, readDoctor, sliceOf } from '../support/doctor.ts'
import { copyExample, startLegacy } from '../support/own-billing.ts'

const NUMBER = '007123'

async function openExample() {
  const legacy = await startLegacy()
  onTestFinished(() => legacy.stop())
  return { legacy, environment: { ...legacy.environment, BILLING_MODULE: join(copyExample(), 'my-billing.ts') } }
}

test('the billing of the example is examined as any other, by a module outside the repository', async () => {
  const { environment, legacy } = await openExample()
  const before = (await legacy.journal()).length
  const { code, report } = await readDoctor(['--no-load', '--account', NUMBER], environment)
  expect({ code, problems: report.problems }).toEqual({ code: 0, problems: [] })
  expect(['services', 'payments', 'ledger'].map((name) => sliceOf(report, name))).toEqual(['ok', 'ok', 'ok'])
  expect(['tickets', 'devices', 'documents'].map((name) => sliceOf(report, name))).toEqual(
    Array.from({ length: 3 }, () => 'refused'),
  )
  expect([quirkOf(report, 'Q9'), quirkOf(report, 'Q11')]).toEqual(['seen', 'seen'])
  expect((await legacy.journal()).length).toBe(before)
})

test('a payment tried on the example is told to be credited twice, also when the first answer is lost, and stays named', async () => {
  const { environment, legacy } = await openExample()
  await legacy.loseAnswer()
  const write = ['--no-load', '--write', NUMBER, '--yes', '--amount', '0.03']
  const { code, report } = await readDoctor(write, environment)
  expect(code).toBe(1)
  expect(report.write).toMatchObject({ first: { kind: 'in_doubt' }, second: { kind: 'posted' }, foundAfterSecond: 2 })
  expect([quirkOf(report, 'Q1'), quirkOf(report, 'Q2')]).toEqual(['seen', 'seen'])
  // This adapter takes nothing back.
  expect(report.write?.left).toHaveLength(2)
  const written = (await legacy.journal()).filter(({ docno }) => docno === report.write?.reference)
  expect(written.map(({ sum }) => sum)).toEqual([0.03, 0.03])
})
