import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { sql } from 'kysely'
import { createAttachmentStore } from './attachments.ts'
import { createAuditStore } from './audit.ts'
import { createBankDetailsStore } from './bank-details.ts'
import { createCheckoutStore } from './checkouts.ts'
import { createCodeStore } from './codes.ts'
import { createContentStore } from './content.ts'
import { createDailyRunStore } from './daily-runs.ts'
import { createDatabase, type Database, type Engine } from './database.ts'
import { createDeliveryStore } from './deliveries.ts'
import { StoreError } from './error.ts'
import { createDownloadStore, createExportStore } from './exports.ts'
import { createFiscalReceiptStore } from './fiscal-receipts.ts'
import { createForumStore } from './forum.ts'
import { createIntentStore } from './intents.ts'
import { createMemberStore } from './members.ts'
import { migrate } from './migrate.ts'
import { MIGRATIONS } from './migrations/index.ts'
import { createLocalNotices, type NoticeBoard } from './notices.ts'
import { createNotificationStore } from './notifications.ts'
import { createPartnerStore } from './partners.ts'
import { createUsageStore } from './payment-usage.ts'
import { createRegisterStore } from './registers.ts'
import { createSessionStore } from './sessions.ts'
import { openSqlite } from './sqlite.ts'
import type { Store } from './store.ts'
import { createTransferStore } from './transfers.ts'
import { createTryStore } from './tries.ts'
import { createUndecidedStore } from './undecided.ts'
import { createVisitStore } from './visits.ts'
import { createWishStore } from './wishes.ts'

/**
 * Opens the store of a URL and brings its tables up to date: `sqlite:/path/file.sqlite` (created when absent, mode 0600)
 * or `postgres://user:password@host:port/database`. With `mustExist` one that no gateway has made yet is STORE_ABSENT, and
 * nothing is made: a mistyped place must not look like a new store. With `redisUrl` replicas tell each other of changes over a Redis.
 * Rejects with a StoreError whose message says what to do.
 */
export async function openStore(
  url: string,
  options: { readonly now?: () => number; readonly mustExist?: boolean; readonly redisUrl?: string | null } = {},
): Promise<Store> {
  const { mustExist = false, redisUrl = null } = options
  if (mustExist) assertFile(url)
  const migrating = createDatabase(await openEngine(url, 'migrating'))
  try {
    if (mustExist) await assertTables(migrating, url)
    await migrate(migrating, { migrations: MIGRATIONS, now: options.now ?? Date.now })
  } finally {
    await migrating.close()
  }
  const database = createDatabase(await openEngine(url, 'serving'))
  const notices = await createNotices(database.kind === 'postgres' ? url : null, redisUrl)
  return {
    kind: database.kind,
    sessions: createSessionStore(database),
    tries: createTryStore(database),
    audit: createAuditStore(database),
    codes: createCodeStore(database),
    deliveries: createDeliveryStore(database),
    content: createContentStore(database),
    forum: createForumStore(database),
    dailyRuns: createDailyRunStore(database),
    intents: createIntentStore(database),
    undecided: createUndecidedStore(database),
    checkouts: createCheckoutStore(database),
    transfers: createTransferStore(database),
    fiscalReceipts: createFiscalReceiptStore(database),
    partners: createPartnerStore(database),
    registers: createRegisterStore(database),
    usage: createUsageStore(database),
    members: createMemberStore(database),
    attachments: createAttachmentStore(database),
    visits: createVisitStore(database),
    notifications: createNotificationStore(database),
    notices,
    exports: createExportStore(database),
    downloads: createDownloadStore(database),
    wishes: createWishStore(database),
    bankDetails: createBankDetailsStore(database),
    ping: async () => {
      await database.run((queries) => sql`select 1`.execute(queries))
    },
    close: async () => {
      await notices.close()
      await database.close()
    },
  }
}

/** Opening the file would make it. */
function assertFile(url: string): void {
  if (!url.startsWith(SQLITE)) return
  const file = readFilePath(url.slice(SQLITE.length))
  if (!existsSync(file)) throw absent(file)
}

async function assertTables(database: Database, url: string): Promise<void> {
  const { rows } = await database.run((queries) => database.words.findTable('migrations').execute(queries))
  if (rows.length > 0) return
  if (url.startsWith(SQLITE)) throw absent(readFilePath(url.slice(SQLITE.length)))
  const { hostname, port, pathname } = readServerUrl(url)
  throw absent(`${hostname}${port === '' ? '' : `:${port}`}${pathname}`)
}

function absent(place: string): StoreError {
  return new StoreError(
    'STORE_ABSENT',
    `There is no store of a gateway at ${place}. Set DATA_DIR or STORE_URL as the gateway has it.`,
  )
}

const SQLITE = 'sqlite:'

async function createNotices(postgresUrl: string | null, redisUrl: string | null): Promise<NoticeBoard> {
  // The clients are big, and most gateways need one of them or none.
  if (redisUrl !== null) return (await import('./notices-redis.ts')).createRedisNotices(redisUrl)
  if (postgresUrl === null) return createLocalNotices()
  return (await import('./notices-postgres.ts')).createPostgresNotices(postgresUrl)
}

async function openEngine(url: string, purpose: 'migrating' | 'serving'): Promise<Engine> {
  if (url.startsWith(SQLITE)) return openSqlite(readFilePath(url.slice(SQLITE.length)))
  if (url.startsWith('postgres://') || url.startsWith('postgresql://')) {
    return (await import('./postgres.ts')).openPostgres(readServerUrl(url), purpose)
  }
  throw badUrl('It begins neither with sqlite: nor with postgres://.')
}

function readFilePath(path: string): string {
  if (path.trim() === '') throw badUrl('There is no path after sqlite:.')
  if (path === ':memory:') throw badUrl('A store in memory would lose sessions and payments with the process.')
  if (path.startsWith('//') && !path.startsWith('///')) throw badUrl('After sqlite: comes a path, not a host.')
  if (/[?#\0]/.test(path)) throw badUrl('A path with ?, # or NUL is not supported.')
  return resolve(path)
}

function readServerUrl(text: string): URL {
  const url = URL.parse(text)
  if (!url) throw badUrl('It is not well-formed; special characters of a password are percent-encoded.')
  if (url.pathname.length < 2) throw badUrl('The name of the database is missing after the host.')
  if (!decodes(url.username) || !decodes(url.password) || !decodes(url.pathname)) {
    throw badUrl('A percent sign is not followed by two hexadecimal digits.')
  }
  return url
}

function decodes(text: string): boolean {
  try {
    decodeURIComponent(text)
    return true
  } catch {
    return false
  }
}

/** The URL itself is not repeated: it may hold a password. */
function badUrl(reason: string): StoreError {
  return new StoreError(
    'STORE_BAD_URL',
    `STORE_URL cannot be used. ${reason} Write sqlite:/path/file.sqlite or postgres://user:password@host:5432/database.`,
  )
}
