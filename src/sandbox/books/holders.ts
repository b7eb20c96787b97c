import { type Database, type Row, readInteger, readText } from './database.ts'
import { BooksError } from './error.ts'
import type { SettingsChange, SettingsRow } from './settingsTypes.ts'
import type { ProfileChange } from './types.ts'

/** What every holder begins with; a row is written with the first change. */
const FIRST_SETTINGS = { language: 'ru', invoice: 'E', advertising: true } as const

/** The column is no longer than this, and a longer value was never told to be wrong. */
const EMAIL_MAX = 64

const COLUMNS = ['surname', 'name', 'patronymic', 'company', 'inn', 'kpp', 'phone', 'email', 'address'] as const

export function findSettings(database: Database, restIds: readonly number[]): SettingsRow[] {
  const known = new Map(
    database
      .all('SELECT * FROM settings WHERE rest_id IN (SELECT value FROM json_each(?))', JSON.stringify(restIds))
      .map((row) => [readInteger(row, 'rest_id'), readSettings(row)] as const),
  )
  return database
    .all('SELECT rest_id FROM accounts WHERE rest_id IN (SELECT value FROM json_each(?))', JSON.stringify(restIds))
    .map((row) => readInteger(row, 'rest_id'))
    .map((restId) => known.get(restId) ?? { restId, ...FIRST_SETTINGS })
}

/** Call it in a transaction. */
export function updateSettings(database: Database, restId: number, change: SettingsChange): void {
  const [before] = findSettings(database, [restId])
  if (before === undefined) throw new BooksError('UNKNOWN_ACCOUNT', `There is no account ${restId}.`)
  const { language, invoice, advertising } = { ...before, ...change }
  database.run('INSERT OR REPLACE INTO settings VALUES (?, ?, ?, ?)', restId, language, invoice, advertising ? 1 : 0)
}

/** Writes what fits its column and passes over what does not. Call it in a transaction. */
export function updateProfile(database: Database, restId: number, change: ProfileChange): void {
  if (!database.find('SELECT 1 FROM accounts WHERE rest_id = ?', restId)) {
    throw new BooksError('UNKNOWN_ACCOUNT', `There is no account ${restId}.`)
  }
  for (const column of COLUMNS) {
    const value = change[column]
    if (value === undefined || (column === 'email' && value.length > EMAIL_MAX)) continue
    database.run(`UPDATE profiles SET ${column} = ? WHERE rest_id = ?`, value, restId)
  }
}

function readSettings(row: Row): SettingsRow {
  return {
    restId: readInteger(row, 'rest_id'),
    language: readText(row, 'language'),
    invoice: readText(row, 'invoice'),
    advertising: readInteger(row, 'advertising') === 1,
  }
}
