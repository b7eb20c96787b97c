import { type Program, startProgram } from './processes.ts'

/** What the contenders are told of the sandbox billing: not its own words, which the gateway refuses in production. */
export const CREDENTIALS = { restKey: 'bench-key', soapLogin: 'bench', soapPassword: 'bench' } as const

const ACCOUNTS = 1000
const PAYMENTS_IN_STATEMENT = 500
const DAY_MS = 86_400_000
/** Longer than any run: nobody's session ends while the others' go on. */
const SESSION_TTL_MS = 86_400_000

/** The cabinet that is opened, and the account with the long statement. */
const CABINET_NUMBER = '100001'
const STATEMENT_NUMBER = '100002'

export interface BenchAccount {
  readonly number: string
  readonly restId: string
  readonly type: 'P' | 'O'
}

export interface Billing {
  readonly url: string
  readonly cabinetAccount: BenchAccount
  readonly statementAccount: BenchAccount
  /** A month in which the account was paid to 500 times. */
  readonly statementPeriod: { readonly from: string; readonly to: string }
  readonly fiftyNumbers: readonly string[]
  resetCalls(): Promise<void>
  /** Since the last reset. */
  countCalls(): Promise<number>
  stop(): Promise<void>
}

/** The sandbox with a thousand accounts, one of which has paid five hundred times in a month. */
export async function startBilling(file: string): Promise<Billing> {
  const program = await startProgram({
    name: 'the sandbox',
    path: 'src/sandbox/main.ts',
    environment: {
      SANDBOX_PORT: '0',
      SANDBOX_ACCOUNTS: String(ACCOUNTS),
      SANDBOX_FILE: file,
      SANDBOX_SESSION_TTL_MS: String(SESSION_TTL_MS),
      SANDBOX_REST_KEY: CREDENTIALS.restKey,
      SANDBOX_SOAP_LOGIN: CREDENTIALS.soapLogin,
      SANDBOX_SOAP_PASSWORD: CREDENTIALS.soapPassword,
    },
  })
  try {
    return await prepare(program)
  } catch (error) {
    await program.stop()
    throw error
  }
}

/** The same billing behind one that answers again what it has answered: `recorder.ts` tells why. */
export async function recordBilling(billing: Billing): Promise<Billing> {
  const program = await startProgram({
    name: 'the recorder',
    path: 'bench/recorder.ts',
    environment: { RECORDED_URL: billing.url },
  })
  const { url } = program
  return {
    ...billing,
    url,
    ...countingAt(url),
    stop: async () => {
      await program.stop()
      await billing.stop()
    },
  }
}

/** How calls are counted, by the control operations of whoever takes them. */
function countingAt(url: string): Pick<Billing, 'resetCalls' | 'countCalls'> {
  const calls = (method: string) => request(`${url}/control/calls`, { method })
  return {
    resetCalls: async () => void (await calls('DELETE')),
    countCalls: async () => Number(expectRecord(await calls('GET'))['calls']),
  }
}

async function prepare(program: Program): Promise<Billing> {
  const { url } = program
  const control = (method: string, path: string, body?: object) => request(`${url}/control/${path}`, { method, body })
  const { now } = expectRecord(await control('GET', 'clock'))
  // At noon, which is the same day in the billing's zone and in UTC.
  const from = new Date(Math.floor(Date.parse(String(now)) / DAY_MS - 100) * DAY_MS + DAY_MS / 2)
  await Promise.all(
    Array.from({ length: PAYMENTS_IN_STATEMENT }, (_, index) => control('POST', 'payments', payment(index, from))),
  )
  await openTickets(control)
  return {
    url,
    cabinetAccount: readAccount(await control('GET', `accounts/${CABINET_NUMBER}`)),
    statementAccount: readAccount(await control('GET', `accounts/${STATEMENT_NUMBER}`)),
    statementPeriod: { from: day(from, 0), to: day(from, 29) },
    fiftyNumbers: await readFiftyNumbers(url),
    ...countingAt(url),
    stop: () => program.stop(),
  }
}

/** Seventeen a day, with a comment as terminals write it. */
function payment(index: number, from: Date): object {
  const at = new Date(from.getTime() + Math.floor(index / 17) * DAY_MS)
  const terminal = 400 + (index % 40)
  return {
    number: STATEMENT_NUMBER,
    amount: `${100 + (index % 900)}.${String(index % 100).padStart(2, '0')}`,
    classId: 1 + (index % 7),
    paidAt: at.toISOString(),
    receipt: `T${terminal}-${String(100_000 + index)}`,
    comment:
      `Платёж через терминал № ${terminal} (г. Самара, ул. Победы, д. ${1 + (index % 120)}), чек ${100_000 + index}, ` +
      `агент ООО «Быстрый платёж», кассир Иванова А. П., договор ${STATEMENT_NUMBER}`,
  }
}

/** A cabinet in daily use: a few matters are open. */
async function openTickets(control: (method: string, path: string, body?: object) => Promise<unknown>): Promise<void> {
  for (const subject of ['Нет доступа в интернет', 'Прошу перенести роутер', 'Вопрос о начислениях за июль']) {
    await control('POST', 'tickets', {
      number: CABINET_NUMBER,
      classId: 1,
      subject,
      text: 'Здравствуйте! Прошу помочь.',
    })
  }
}

async function readFiftyNumbers(url: string): Promise<readonly string[]> {
  const answer = await request(`${url}/rest/accounts?limit=60&offset=100`, { method: 'GET' })
  const numbers = Array.isArray(answer) ? answer.map((row: unknown) => String(expectRecord(row)['number'])) : []
  const plain = numbers.filter((number) => /^\d+$/.test(number)).slice(0, 50)
  if (plain.length < 50) throw new Error('The sandbox has not fifty accounts to list')
  return plain
}

function readAccount(answer: unknown): BenchAccount {
  const { number, restId, type } = expectRecord(answer)
  return { number: String(number), restId: String(restId), type: type === 'O' ? 'O' : 'P' }
}

async function request(url: string, { method, body }: { method: string; body?: object | undefined }): Promise<unknown> {
  const answer = await fetch(url, {
    method,
    headers: { 'x-api-key': CREDENTIALS.restKey, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  const text = await answer.text()
  if (!answer.ok) throw new Error(`${method} ${url}: HTTP ${answer.status} ${text}`)
  return text === '' ? null : JSON.parse(text)
}

export function expectRecord(value: unknown): Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null) throw new Error(`No object: ${JSON.stringify(value)}`)
  return { ...value }
}

function day(from: Date, later: number): string {
  return new Date(from.getTime() + later * DAY_MS).toISOString().slice(0, 10)
}
