import { execFile } from 'node:child_process'
import { mkdir, readFile, stat, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join, relative } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { promisify } from 'node:util'
import { sql } from 'kysely'
import { expect, onTestFinished, test } from 'vitest'
import { createDatabase } from '../../src/store/database.ts'
import { StoreError } from '../../src/store/error.ts'
import { migrate } from '../../src/store/migrate.ts'
import { MIGRATIONS } from '../../src/store/migrations/index.ts'
import { openStore } from '../../src/store/open.ts'
import { openSqlite } from '../../src/store/sqlite.ts'
import { createTemporaryFolder, describeStores, openFreshSqlite } from '../support/stores.ts'

const run = promisify(execFile)
const OPEN_MODULE = new URL('../../src/store/open.ts', import.meta.url).href

/** A program that opens the store, counts one try and says the number. */
function programOf(url: string): string[] {
  return [
    '--input-type=module',
    '--eval',
    `import { openStore } from ${JSON.stringify(OPEN_MODULE)}
     const store = await openStore(${JSON.stringify(url)})
     const { count } = await store.tries.record({ subject: 'start', now: Date.now(), windowMs: 3600000, max: 100, audit: null })
     process.stdout.write(String(count))
     await store.close()`,
  ]
}

describeStores((openFresh) => {
  test('processes that start at once on a new database all succeed and migrate once', { timeout: 30_000 }, async () => {
    const database = await openFresh()
    const answers = await Promise.all(
      Array.from({ length: 6 }, () => run(process.execPath, programOf(database.url), { timeout: 25_000 })),
    )
    expect(answers.map(({ stdout }) => stdout).toSorted()).toEqual(['1', '2', '3', '4', '5', '6'])
    expect(await database.query('select name from migrations')).toEqual(MIGRATIONS.map(({ name }) => ({ name })))
  })

  test('stores that open at once in one process all succeed', async () => {
    const database = await openFresh()
    const stores = await Promise.all(Array.from({ length: 5 }, () => database.open()))
    await Promise.all(stores.map((store) => store.ping()))
    expect(stores.map(({ kind }) => kind)).toEqual(Array.from({ length: 5 }, () => database.kind))
  })

  test('a database that a newer program has changed is refused and left as it is', async () => {
    const database = await openFresh()
    await (await database.open()).close()
    await database.query(`insert into migrations (name, checksum, applied_at) values ('9999-future', 'x', 1)`)
    await expect(database.open()).rejects.toMatchObject({
      code: 'STORE_NEWER',
      message: expect.stringContaining('9999-future'),
    })
    expect(await database.query('select name from migrations')).toHaveLength(MIGRATIONS.length + 1)
  })

  test.each([`checksum = 'other'`, `name = '0000-other'`])(
    'a database of other migrations (%s) is refused',
    async (change) => {
      const database = await openFresh()
      await (await database.open()).close()
      await database.query(`update migrations set ${change} where name = '0001-sessions'`)
      await expect(database.open()).rejects.toMatchObject({ name: 'StoreError', code: 'STORE_FOREIGN' })
    },
  )

  test('a closed store refuses typed, and closing twice is harmless', async () => {
    const store = await (await openFresh()).open()
    const last = store.sessions.find('x')
    await Promise.all([store.close(), store.close()])
    expect(await last).toBeNull()
    await expect(store.ping()).rejects.toMatchObject({ name: 'StoreError', code: 'STORE_CLOSED' })
  })

  test('integers beyond 2^53 are read exactly and smaller ones as numbers', async () => {
    const database = await openFresh()
    const store = await database.open()
    await store.audit.append({ at: 2 ** 53 - 1, actor: '', act: '', object: '', outcome: '', requestId: '' })
    await database.query(
      `insert into audit (happened_at, actor, act, object, outcome, request_id) values (9007199254740993, '', '', '', '', '')`,
    )
    const rows = await store.audit.list({ afterId: 0, limit: 9 })
    expect(rows.map(({ at }) => at)).toEqual([2 ** 53 - 1, 9007199254740993n])
  })
})

test('a migration that fails leaves nothing behind', async () => {
  const folder = await createTemporaryFolder()
  const database = createDatabase(await openSqlite(join(folder, 'a.sqlite')))
  onTestFinished(() => database.close())
  const broken = { name: '0002-broken', statements: () => ['create table half (id integer) strict', 'create nonsense'] }
  const attempt = migrate(database, { migrations: [...MIGRATIONS, broken], now: () => 1 })
  await expect(attempt).rejects.toMatchObject({ name: 'StoreError', code: 'STORE_FAILED' })
  await migrate(database, { migrations: MIGRATIONS, now: () => 1 })
})

test('a writer waits for another process without stopping its own', async () => {
  const database = await openFreshSqlite()
  const store = await database.open()
  const other = new DatabaseSync(database.url.slice('sqlite:'.length))
  onTestFinished(() => other.close())
  other.exec('begin immediate')
  let ticks = 0
  const ticking = setInterval(() => {
    ticks += 1
    if (ticks === 20) other.exec('commit')
  }, 5)
  onTestFinished(() => clearInterval(ticking))
  await store.tries.record({ subject: 'a', now: 1, windowMs: 1, max: 1, audit: null })
  expect(ticks).toBeGreaterThanOrEqual(20)
})

test('workers that find nothing due wait for nobody who writes', async () => {
  const database = await openFreshSqlite()
  const store = await database.open()
  const other = new DatabaseSync(database.url.slice('sqlite:'.length))
  onTestFinished(() => other.close())
  other.exec('begin immediate')
  const some = { limit: 10, leaseMs: 1_000 }
  const claims = await Promise.all([
    store.intents.claimDue(some),
    store.transfers.claimDue(some),
    store.checkouts.claimDue(some),
    store.notifications.claimDue(some),
    store.fiscalReceipts.claimDue(some),
    store.deliveries.claim({ ...some, channel: 'SMS' }),
    store.deliveries.claim({ ...some, channel: 'EMAIL' }),
    store.exports.claim(some.leaseMs),
  ])
  expect(claims).toEqual([[], [], [], [], [], [], [], null])
})

test('a database that another process never lets go is a typed error', { timeout: 15_000 }, async () => {
  const database = await openFreshSqlite()
  const store = await database.open()
  const other = new DatabaseSync(database.url.slice('sqlite:'.length))
  onTestFinished(() => other.close())
  other.exec('begin immediate')
  await expect(store.tries.forget([{ subject: 'a' }])).rejects.toMatchObject({ name: 'StoreError', code: 'STORE_BUSY' })
  expect(await store.sessions.find('readers do not wait')).toBeNull()
})

test.each([
  ['a deadline', () => AbortSignal.timeout(50), 'TimeoutError'],
  ['a client that leaves', () => leaveAfter(50), 'AbortError'],
  ['a client that has left', () => AbortSignal.abort(), 'AbortError'],
] as const)('%s ends the wait for a database that another process holds', async (_who, createSignal, name) => {
  const database = await openFreshSqlite()
  const store = await database.open()
  const other = new DatabaseSync(database.url.slice('sqlite:'.length))
  onTestFinished(() => other.close())
  other.exec('begin immediate')
  const startedAt = performance.now()
  const attempt = { subject: 'a', now: 1, windowMs: 1, max: 1, audit: null }
  await expect(store.tries.record(attempt, { signal: createSignal() })).rejects.toMatchObject({ name })
  expect(performance.now() - startedAt).toBeLessThan(1_000)
  other.exec('commit')
  expect(await database.query('select id from tries')).toEqual([])
})

function leaveAfter(ms: number): AbortSignal {
  const controller = new AbortController()
  setTimeout(() => controller.abort(), ms)
  return controller.signal
}

describeStores((openFresh) => {
  test('a store that must be there and is not is refused, and nothing is made', async () => {
    const database = await openFresh()
    const refused = { code: 'STORE_ABSENT', message: expect.stringContaining('There is no store of a gateway at') }
    for (let round = 0; round < 2; round += 1) {
      await expect(openStore(database.url, { mustExist: true })).rejects.toMatchObject(refused)
    }
    await (await database.open()).close()
    await (await openStore(database.url, { mustExist: true })).close()
  })
})

test('a database of another program is no store', async () => {
  const file = join(await createTemporaryFolder(), 'other.sqlite')
  const other = new DatabaseSync(file)
  other.exec('create table letters (id integer)')
  other.close()
  await expect(openStore(`sqlite:${file}`, { mustExist: true })).rejects.toMatchObject({ code: 'STORE_ABSENT' })
})

test('a relative path is taken from the folder in which the program runs', async () => {
  const folder = await createTemporaryFolder()
  const store = await openStore(`sqlite:${relative(process.cwd(), folder)}/below/store.sqlite`)
  onTestFinished(() => store.close())
  expect((await stat(join(folder, 'below', 'store.sqlite'))).isFile()).toBe(true)
})

test('the file and its folder are for their owner only', async () => {
  const folder = join(await createTemporaryFolder(), 'new', 'data')
  const store = await openStore(`sqlite:${folder}/store.sqlite`)
  onTestFinished(() => store.close())
  await store.tries.record({ subject: 'a', now: 1, windowMs: 1, max: 1, audit: null })
  const modes = await Promise.all(['', '/store.sqlite', '/store.sqlite-wal'].map((name) => stat(folder + name)))
  expect(modes.map(({ mode }) => (mode & 0o777).toString(8))).toEqual(['700', '600', '600'])
})

test('SQLite runs with WAL, full synchronisation and foreign keys', async () => {
  const folder = await createTemporaryFolder()
  const database = createDatabase(await openSqlite(join(folder, 'a.sqlite')))
  onTestFinished(() => database.close())
  const settings = await database.run(async (queries) =>
    Promise.all(
      ['journal_mode', 'synchronous', 'foreign_keys'].map(async (name) =>
        Object.values(Object((await sql.raw(`pragma ${name}`).execute(queries)).rows[0])),
      ),
    ),
  )
  expect(settings).toEqual([['wal'], [2], [1]])
})

test.each([
  ['redis://localhost', 'STORE_BAD_URL'],
  ['sqlite:', 'STORE_BAD_URL'],
  ['sqlite::memory:', 'STORE_BAD_URL'],
  ['sqlite://host/file', 'STORE_BAD_URL'],
  ['sqlite:/tmp/a.sqlite?mode=ro', 'STORE_BAD_URL'],
  ['postgres://canary-secret@host', 'STORE_BAD_URL'],
  ['postgres://user:canary-secret@host:port/db', 'STORE_BAD_URL'],
  ['postgres://user:canary-secret%zz@host/db', 'STORE_BAD_URL'],
  ['postgres://user:canary-secret@127.0.0.1:1/db', 'STORE_UNREACHABLE'],
  ['postgres://user:canary-secret@host.invalid/db', 'STORE_UNREACHABLE'],
])('%s is refused as %s, with a hint and without the password', async (url, code) => {
  const error = await openStore(url).catch((reason: unknown) => reason)
  expect(error).toBeInstanceOf(StoreError)
  expect(error).toMatchObject({ code, message: expect.stringContaining('STORE_URL') })
  expect(String(error)).not.toContain('canary-secret')
})

test('a server that accepts and says nothing is given up', { timeout: 10_000 }, async () => {
  const server = createServer(() => {})
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  const address = server.address()
  const port = typeof address === 'object' ? address?.port : 0
  await expect(openStore(`postgres://user@127.0.0.1:${port}/db`)).rejects.toMatchObject({ code: 'STORE_UNREACHABLE' })
})

test('a path that cannot be written is refused typed', async () => {
  const folder = await createTemporaryFolder()
  await writeFile(join(folder, 'file'), '')
  await mkdir(join(folder, 'folder'))
  for (const path of ['file/store.sqlite', 'folder']) {
    await expect(openStore(`sqlite:${folder}/${path}`)).rejects.toMatchObject({
      code: 'STORE_UNWRITABLE',
      message: expect.stringContaining('Check the path'),
    })
  }
})

test('a file that is no database is refused and not overwritten', async () => {
  const file = join(await createTemporaryFolder(), 'letter.txt')
  const letter = 'Dear subscriber, '.repeat(100)
  await writeFile(file, letter)
  await expect(openStore(`sqlite:${file}`)).rejects.toMatchObject({ code: 'STORE_CORRUPT' })
  expect(await readFile(file, 'utf8')).toBe(letter)
})
