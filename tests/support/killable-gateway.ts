import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, vi } from 'vitest'
import type { CheckoutPoint, FiscalPoint } from '../../src/payments/points.ts'
import { createReplica } from '../sweep/replica.ts'
import { createTestAcquirer } from './acquirer.ts'
import { post, signIn } from './gateway-http.ts'

interface RegistrarDocument {
  readonly externalId: string
  readonly operation: string
  readonly total: string
}

/** The program itself over the sandboxes that it brings along, to be killed where it hurts and started again. */
export async function startKillableGateway(settings: Readonly<Record<string, string>> = {}) {
  const directory = await mkdtemp(join(tmpdir(), 'killable-'))
  const logFile = join(directory, 'log')
  const environment = { DATA_DIR: directory, PORT: '0', SANDBOX_PORT: '0', SANDBOX_ACCOUNTS: '18', ...settings }
  const replica = createReplica({ name: 'a', environment, logFile })
  onTestFinished(async () => {
    await replica.kill()
    await rm(directory, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 })
  })
  const tokens = new Map<string, string>()

  /** The sandboxes listen elsewhere after each start; their books are the same. */
  async function sandboxUrl(): Promise<string> {
    const log = await readFile(logFile, 'utf8')
    return [...log.matchAll(/"url":"(?<url>[^"]+)","msg":"sandbox billing"/g)].at(-1)?.groups?.['url'] ?? ''
  }

  await replica.start()
  return {
    acquirer: async () => createTestAcquirer(await sandboxUrl()),
    async ask<T>(document: string, variables: Readonly<Record<string, unknown>>, login: string): Promise<T> {
      const url = replica.url() ?? ''
      const token = tokens.get(login) ?? (await signIn(url, { login, password: 'demo' }))
      tokens.set(login, token)
      const { data, errors } = await post<T>(url, { query: document, variables }, { token })
      expect(errors).toEqual([])
      return data
    },
    async terminateAccount(number: string): Promise<void> {
      await fetch(`${await sandboxUrl()}/control/accounts/${number}/terminate`, { method: 'POST' })
    },
    /** Rows of the billing's ledger that came from the cabinet. */
    async credits(): Promise<readonly { readonly receipt: string | null; readonly amount: string }[]> {
      interface Books {
        readonly payments: readonly { readonly receipt: string | null; readonly amount: string }[]
      }
      const response = await fetch(`${await sandboxUrl()}/control/ledger?limit=10000`)
      const { payments }: Books = JSON.parse(await response.text())
      return payments.filter(({ receipt }) => receipt?.startsWith('cab~') === true)
    },
    /** What the registrar has taken, in this order. */
    async documents(): Promise<readonly RegistrarDocument[]> {
      const response = await fetch(`${await sandboxUrl()}/control/receipts`)
      const { documents }: { documents: readonly RegistrarDocument[] } = JSON.parse(await response.text())
      return documents
    },
    /** What befalls calls of the registrar from now on, until the process ends. */
    async setRegistrar(settings: object): Promise<void> {
      await fetch(`${await sandboxUrl()}/control/registrar`, { method: 'PUT', body: JSON.stringify(settings) })
    },
    /** The process dies when it comes to this point next. */
    killAt: (point: CheckoutPoint | FiscalPoint) => replica.arm({ point, signal: 'SIGKILL', skip: 0 }),
    async startAgain(): Promise<void> {
      await vi.waitFor(() => expect(replica.url()).toBeNull(), { timeout: 20_000 })
      await replica.start()
    },
  }
}
