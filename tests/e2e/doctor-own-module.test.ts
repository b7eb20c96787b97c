import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { environmentOf, readDoctor, runDoctor, sliceOf } from '../support/doctor.ts'
import { startTestSandbox } from '../support/sandbox.ts'

const sourceOf = (path: string) => JSON.stringify(new URL(`../../src/billing/${path}`, import.meta.url).href)

/** The reference billing, without documents, and with tariffs that only a subscriber's session is shown. */
const MODULE = `
import { BillingError } from ${sourceOf('error.ts')}
import { referenceModule } from ${sourceOf('reference/module.ts')}

function narrow(billing) {
  const refuse = async () => {
    throw new BillingError('BILLING_ACCESS_DENIED', 'own: no session of Иванов Иван', { outcome: 'not_applied' })
  }
  const breakDown = async () => {
    throw new TypeError('no field "phone" of +79161234567')
  }
  return {
    ...billing,
    capabilities: { ...billing.capabilities, documents: false, tickets: false },
    tariffs: { ...billing.tariffs, listAvailableTariffs: refuse },
    profiles: { ...billing.profiles, findProfiles: process.env.BREAKS === 'yes' ? breakDown : billing.profiles.findProfiles },
  }
}

export default {
  ...referenceModule,
  name: 'own',
  configure(read, gateway) {
    const { connect, ...rest } = referenceModule.configure(read, gateway)
    return { ...rest, connect: (tools, sandboxUrl) => narrow(connect(tools, sandboxUrl)) }
  },
}
`

async function openModule() {
  const folder = await mkdtemp(join(tmpdir(), 'doctor-own-'))
  const file = join(folder, 'own.ts')
  await writeFile(file, MODULE)
  const sandbox = await startTestSandbox()
  onTestFinished(async () => {
    await sandbox.close()
    await rm(folder, { recursive: true })
  })
  return { ...environmentOf(sandbox), BILLING_MODULE: file }
}

const QUICK = ['--account', '100001', '--no-load'] as const

test('what a billing has not got is refused by capability, and what only subscribers see is no failure', async () => {
  const environment = await openModule()
  const { code, report } = await readDoctor(QUICK, environment)
  expect({ code, problems: report.problems }).toEqual({ code: 0, problems: [] })
  expect(['documents', 'tickets', 'ticketQueue'].map((name) => sliceOf(report, name))).toEqual(
    Array.from({ length: 3 }, () => 'refused'),
  )
  expect(sliceOf(report, 'availableTariffs')).toBe('subscriber_only')
  const stateOf = (id: string) => report.rows.find((row) => row.id === id)
  expect(stateOf('B4')).toMatchObject({ state: 'no', because: ['documents'] })
  expect(stateOf('C2')).toMatchObject({ state: 'unproven', because: ['availableTariffs'] })
  expect(stateOf('S1')).toMatchObject({ state: 'no', because: ['tickets'] })
  expect(stateOf('P7')).toMatchObject({ state: 'works', because: [] })
  const { output } = await runDoctor(QUICK, environment)
  expect(output).toMatch(/^Billing: +own, /m)
  expect(output).toMatch(/ {2}documents +refused by capability \(documents\)\n/)
  expect(output).toMatch(/ {2}availableTariffs +not read: only a subscriber who signs in is shown it \(--sign-in\)\n/)
})

test('a mistake of a module of somebody else is a failed slice, told without whom it met', async () => {
  const { code, report, output } = await readDoctor(QUICK, { ...(await openModule()), BREAKS: 'yes' })
  expect(code).toBe(1)
  // The rule, by its number, and the slice that cannot be read for it.
  expect(report.problems).toEqual([
    expect.stringMatching(/^profile: failed \(BILLING_RULE_BROKEN\): .*TypeError: no field "phone" of …/),
    expect.stringMatching(/^The module breaks a rule of the port: \S+, profiles\.findProfiles: threw TypeError/),
  ])
  expect(report.rows.find(({ id }) => id === 'S8')).toMatchObject({ state: 'failing', because: ['profile'] })
  expect(output).not.toMatch(/7916|\p{Script=Cyrillic}/u)
})
