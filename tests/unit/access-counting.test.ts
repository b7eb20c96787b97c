import type * as crypto from 'node:crypto'
import { beforeEach, expect, onTestFinished, test, vi } from 'vitest'
import type { Access, CodeWish } from '../../src/auth/access.ts'
import type { Auth } from '../../src/auth/auth.ts'
import { createAuthAt } from '../../src/auth/create.ts'
import { createAccess } from '../../src/auth/create-access.ts'
import { createDesk } from '../../src/auth/desk.ts'
import { KEYS, REQUEST } from '../support/auth.ts'
import { connectBilling, startTestSandbox } from '../support/sandbox.ts'
import { openFreshSqlite } from '../support/stores.ts'

/** What was done, in order: acts of the store, keyed hashes, legacy calls. */
const done: string[] = []

vi.mock('node:crypto', async (load) => {
  const real = await load<typeof crypto>()
  const createHmac: typeof real.createHmac = (...given) => {
    done.push('hash')
    return real.createHmac(...given)
  }
  return { ...real, createHmac }
})

beforeEach(() => void done.splice(0))

/** Writes down each call of each method, and lets it through. */
function watched<T extends object>(target: T, path: string): T {
  return new Proxy(target, {
    get(owner, name, receiver) {
      const value: unknown = Reflect.get(owner, name, receiver)
      if (typeof value === 'function') {
        return (...given: unknown[]) => {
          done.push(`${path}.${String(name)}`)
          return Reflect.apply(value, owner, given)
        }
      }
      return typeof value === 'object' && value !== null ? watched(value, `${path}.${String(name)}`) : value
    },
  })
}

/** How many rows there are in each table that getting in writes to, and what the billing was called for. */
type Traces = () => Promise<Readonly<Record<string, number>>>

async function start(): Promise<{ access: Access; auth: Auth; traces: Traces }> {
  const sandbox = await startTestSandbox()
  const billing = connectBilling(sandbox)
  const database = await openFreshSqlite()
  const store = await database.open()
  onTestFinished(async () => {
    await billing.close()
    await sandbox.close()
  })
  const seen = watched(store, 'store')
  const seenBilling = watched(billing, 'billing')
  const settings = { keys: KEYS, issuer: 'test', audience: 'test', now: () => 1_790_000_000_000 }
  const desk = createDesk({ store: seen, billing: seenBilling, ...settings })
  const parts = {
    billing: seenBilling,
    store: seen,
    channels: ['SMS', 'EMAIL'] as const,
    nudge: () => void done.push('nudge'),
    notices: SILENT,
  }
  const traces = async () => {
    const counts = await Promise.all(
      ['tries', 'audit', 'codes', 'deliveries', 'sessions'].map(async (table) => {
        const rows = await database.query(`select 1 from ${table}`)
        return [table, rows.length] as const
      }),
    )
    return { ...Object.fromEntries(counts), ...(await sandbox.calls()) }
  }
  return { access: createAccess(desk, parts), auth: createAuthAt(desk), traces }
}

const SILENT = { tell: () => Promise.resolve() }

const ASKED = { ...REQUEST, language: 'ru' as const }

async function steps(run: () => Promise<unknown>): Promise<{ answer: unknown; steps: readonly string[] }> {
  done.splice(0)
  const answer = await run()
  return { answer, steps: [...done] }
}

type LoginWish = Exclude<CodeWish, { purpose: 'agreement' }>

const bySms = (login: string): LoginWish => ({ purpose: 'password-reset', login, channel: 'SMS', email: null })

test.each<[string, CodeWish, CodeWish]>([
  ['by SMS', bySms('100001'), bySms('nobody')],
  [
    'by e-mail',
    { ...bySms('100002'), channel: 'EMAIL', email: 'a@example.com' },
    { ...bySms('none'), channel: 'EMAIL', email: 'a@example.com' },
  ],
  [
    'for a one-time password',
    { ...bySms('100004'), purpose: 'one-time-password' },
    { ...bySms('nil'), purpose: 'one-time-password' },
  ],
  [
    'for an agreement',
    { purpose: 'agreement', number: '100005', regionId: '1', concludedOn: '2020-01-01', holder: 'Щукина' },
    { purpose: 'agreement', number: '999999', regionId: '1', concludedOn: '2020-01-01', holder: 'Щукина' },
  ],
])(
  'a code that is asked for %s costs the same calls, hashes and writes whether the name is there or not',
  async (_way, known, unknown) => {
    const { access } = await start()
    const one = await steps(() => access.requestCode(known, ASKED))
    const other = await steps(() => access.requestCode(unknown, ASKED))
    expect(other).toEqual(one)
    expect(one.answer).toMatchObject({ kind: 'requested' })
    expect(one.steps.filter((step) => step.startsWith('billing'))).toEqual([])
    expect(one.steps.filter((step) => step.startsWith('store'))).toEqual([
      'store.tries.record',
      'store.tries.record',
      'store.codes.put',
    ])
    expect(one.steps.filter((step) => step === 'hash').length).toBeGreaterThan(3)
  },
)

test('a wrong code and a wrong one-time password cost the same, whether a code was asked for, and whether the login is there', async () => {
  const { access } = await start()
  await access.requestCode(bySms('100001'), ASKED)
  await access.requestCode(bySms('nobody'), ASKED)
  const reset = (login: string) =>
    steps(() => access.resetPassword({ login, code: '00000000', newPassword: 'long enough 1' }, ASKED))
  const enter = (login: string) =>
    steps(() => access.signInWithOneTimePassword({ login, oneTimePassword: 'AAAA BBBB CCCC' }, ASKED))
  const resets = [await reset('100001'), await reset('nobody'), await reset('100002'), await reset('no one')]
  const entries = [await enter('100001'), await enter('nobody'), await enter('100002'), await enter('no one')]
  for (const found of resets) expect(found).toEqual(resets[0])
  for (const found of entries) expect(found).toEqual(entries[0])
  expect(resets[0]?.answer).toEqual({ kind: 'wrong_code' })
  expect(resets[0]?.steps).toEqual(entries[0]?.steps)
  expect(resets[0]?.steps.filter((step) => step !== 'hash')).toEqual([
    'store.tries.record',
    'store.tries.record',
    'store.codes.find',
    'store.audit.append',
  ])
})

interface Way {
  readonly name: string
  readonly run: (gate: { access: Access; auth: Auth }, login: string) => Promise<unknown>
  /** What it leaves behind, and calls. */
  readonly leaves: Readonly<Record<string, number>>
}

const GUESS = { code: '00000000', password: 'long enough 1' }
const ASKED_FOR = { tries: 2, audit: 1, codes: 1, deliveries: 1 }
const GUESSED = { tries: 2, audit: 1 }

const WAYS: readonly Way[] = [
  {
    name: 'signIn',
    run: ({ auth }, login) => auth.signIn({ login, password: 'wrong' }, REQUEST),
    leaves: { ...GUESSED, 'rest.checkCredentials': 1 },
  },
  {
    name: 'requestPasswordReset by SMS',
    run: ({ access }, login) => access.requestCode(bySms(login), ASKED),
    leaves: ASKED_FOR,
  },
  {
    name: 'requestPasswordReset by e-mail',
    run: ({ access }, login) =>
      access.requestCode({ ...bySms(login), channel: 'EMAIL', email: 'a@example.com' }, ASKED),
    leaves: ASKED_FOR,
  },
  {
    name: 'requestOneTimePassword',
    run: ({ access }, login) => access.requestCode({ ...bySms(login), purpose: 'one-time-password' }, ASKED),
    leaves: ASKED_FOR,
  },
  {
    name: 'proveAgreement',
    run: ({ access }, number) =>
      access.requestCode(
        { purpose: 'agreement', number, regionId: '1', concludedOn: '2020-01-01', holder: 'Щукина' },
        ASKED,
      ),
    leaves: ASKED_FOR,
  },
  {
    name: 'resetPassword',
    run: ({ access }, login) => access.resetPassword({ login, code: GUESS.code, newPassword: GUESS.password }, ASKED),
    leaves: GUESSED,
  },
  {
    name: 'setCredentials',
    run: ({ access }, number) => access.setCredentials({ number, login: 'chosen.login', ...GUESS }, ASKED),
    leaves: GUESSED,
  },
  {
    name: 'signInWithOneTimePassword',
    run: ({ access }, login) => access.signInWithOneTimePassword({ login, oneTimePassword: 'AAAA BBBB CCCC' }, ASKED),
    leaves: GUESSED,
  },
]

test.each(WAYS)(
  '$name costs the same steps, writes and legacy calls for a login that is there, one that has ended, and one that is not, up to its limit',
  async ({ run, leaves }) => {
    const seen = []
    for (const login of ['100001', '100009', '999999', 'nobody']) {
      const gate = await start()
      const turns = []
      for (let turn = 0; turn < 6; turn += 1) turns.push(await steps(() => run(gate, login)))
      const first = await start()
      await run(first, login)
      seen.push({ turns, traces: await gate.traces(), first: await first.traces() })
    }
    const [known, ...others] = seen
    for (const other of others) expect(other).toEqual(known)
    const nothing = { tries: 0, audit: 0, codes: 0, deliveries: 0, sessions: 0 }
    expect(known?.first).toEqual({ ...nothing, ...leaves })
  },
  60_000,
)

test('codes and guesses are counted across replicas and restarts', async () => {
  const database = await openFreshSqlite()
  const open = async () => {
    const store = await database.open()
    const settings = { keys: KEYS, issuer: 'test', audience: 'test', now: () => 1_790_000_000_000 }
    const billing = connectBilling(await sandboxOf())
    return createAccess(createDesk({ store, billing, ...settings }), {
      billing,
      store,
      channels: ['SMS'],
      nudge: () => {},
      notices: SILENT,
    })
  }
  const replicas = [await open(), await open()]
  const kinds: string[] = []
  for (let turn = 0; turn < 4; turn += 1)
    kinds.push((await replicas[turn % 2]?.requestCode(bySms('100001'), ASKED))?.kind ?? '')
  expect(kinds).toEqual(['requested', 'requested', 'requested', 'too_many_tries'])
  const input = { login: '100001', code: '00000000', newPassword: 'long enough 1' }
  const guesses = await Promise.all(
    [...replicas, ...replicas, ...replicas, ...replicas].map((replica) => replica.resetPassword(input, ASKED)),
  )
  expect(guesses.filter((verdict) => verdict.kind === 'wrong_code')).toHaveLength(5)
  const restarted = await open()
  expect((await restarted.resetPassword(input, ASKED)).kind).toBe('too_many_tries')
})

async function sandboxOf() {
  const sandbox = await startTestSandbox()
  onTestFinished(() => sandbox.close())
  return sandbox
}
