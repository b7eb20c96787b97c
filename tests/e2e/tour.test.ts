import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { SECTIONS } from '../rows/rows.ts'
import { type Program, startProgram } from '../support/program.ts'
import { readPage, readSteps, withAnswers } from '../tour/page.ts'
import { maskAnswer, runSteps } from '../tour/run.ts'

const page = readPage()
const steps = readSteps(page)

let gateway: Program
let answers: readonly unknown[]
beforeAll(async () => {
  gateway = await startProgram()
  answers = await runSteps(gateway, steps)
}, 120_000)
afterAll(() => gateway.stop())

describe('docs/tour.md, in its order, over a gateway that was just started', () => {
  test.each(steps.map(({ title, answer }, step) => [title, answer, step] as const))('%s', (_title, answer, step) => {
    expect(maskAnswer(answers[step])).toEqual(maskAnswer(answer))
  })

  test('every heading begins with the id of a row, and every answer has data', () => {
    const ids = new Set(SECTIONS.flatMap(({ rows }) => rows.map(({ id }) => id)))
    expect(steps.filter(({ title }) => !ids.has(title.split(' ')[0] ?? ''))).toEqual([])
    expect(steps.length).toBeGreaterThan(20)
    for (const [title, answer] of steps.flatMap((step) => [step.answer].flat().map((one) => [step.title, one]))) {
      expect([title, answer]).toEqual([title, expect.objectContaining({ data: expect.anything() })])
      expect([title, answer]).toEqual([title, expect.not.objectContaining({ errors: expect.anything() })])
    }
  })
})

test('every row of access and of services has its steps, and every mutation of these rows is among them', () => {
  const rows = SECTIONS.filter(({ title }) => ['Access', 'Tariffs and services'].includes(title)).flatMap(
    (section) => section.rows,
  )
  const missing = rows.flatMap(({ id, changes }) => [
    ...(steps.some(({ title }) => title.startsWith(`${id} `)) ? [] : [id]),
    ...changes.filter(
      (name) => !steps.some(({ operation }) => operation.includes(`${name}(`) || operation.includes(`${name} {`)),
    ),
  ])
  expect(rows.length).toBeGreaterThan(25)
  expect(missing).toEqual([])
})

test('every subscription that subscribers have is among the steps, with all of its events', () => {
  const names = ['accountBalanceChanged', 'serviceOrderUpdated', 'ticketMessageAdded', 'ticketUpdated']
  const listening = steps.filter(({ events }) => events !== null)
  const missing = names.filter((name) => !listening.some(({ operation }) => operation.includes(`${name}(`)))
  expect(missing).toEqual([])
  for (const { title, events, answer } of listening) expect([title, [answer].flat().length]).toEqual([title, events])
})

test('what is written anew with the answers of the page is the page', () => {
  const printed = steps.map(({ answer }) => answer)
  expect(withAnswers(page, printed)).toBe(page)
  expect(withAnswers(page, [{ data: 1 }, ...printed.slice(1)])).not.toBe(page)
})

test('an instant, a day and a token are compared by their form, and everything else as it is', () => {
  const answer = { asOf: '2026-11-28T10:00:00+03:00', day: '2026-11-28', amount: '650.00', refreshToken: 'abc' }
  expect(maskAnswer([answer, null, 5])).toEqual([
    { asOf: 'an instant', day: 'a day', amount: '650.00', refreshToken: 'a refreshToken' },
    null,
    5,
  ])
})
