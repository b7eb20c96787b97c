import { randomBytes } from 'node:crypto'
import { type Database, type Row, readInteger, readText } from './database.ts'
import { BooksError } from './error.ts'
import type { LoginFilter, LoginRow, NewCredentials } from './loginTypes.ts'
import { hashPassword, isPassword, type StoredPassword } from './passwords.ts'
import type { Touch } from './touch.ts'
import type { Books, SubjectRow } from './types.ts'

type SubjectReads = Pick<Books, 'findSubjects' | 'checkCredentials' | 'findLogins'>

/** The columns are no longer than this, and a shorter password was never let in by the form of the old system. */
const LOGIN_MAX = 64
const PASSWORD = { min: 4, max: 128 } as const

/** Compared against when there is no such login, so that the answer takes as long. */
const NOBODY: StoredPassword = hashPassword('', new Uint8Array(16))

export function createSubjectReads(database: Database, touch: Touch): SubjectReads {
  function findSubjects(ids: readonly number[]): SubjectRow[] {
    touch.subjects(ids)
    return database
      .all('SELECT * FROM subjects WHERE id IN (SELECT value FROM json_each(?))', JSON.stringify(ids))
      .map((row) => readSubject(row, accountsOf(readInteger(row, 'id'))))
  }

  function accountsOf(subjectId: number): number[] {
    return database
      .all('SELECT rest_id FROM subject_accounts WHERE subject_id = ? ORDER BY place', subjectId)
      .map((row) => readInteger(row, 'rest_id'))
  }

  function selectLogins(filter: LoginFilter): Row[] {
    if ('login' in filter) {
      touch.numbers([filter.login])
      return database.all('SELECT login, subject_id FROM logins WHERE login = ?', filter.login)
    }
    if ('restId' in filter) {
      touch.restIds([filter.restId])
      return database.all(
        'SELECT login, subject_id FROM logins WHERE subject_id IN (SELECT subject_id FROM subject_accounts WHERE rest_id = ?)',
        filter.restId,
      )
    }
    touch.subjects(filter.subjectIds)
    return database.all(
      'SELECT login, subject_id FROM logins WHERE subject_id IN (SELECT value FROM json_each(?))',
      JSON.stringify(filter.subjectIds),
    )
  }

  return {
    findSubjects,
    findLogins: (filter) =>
      selectLogins(filter).flatMap((row): LoginRow[] =>
        findSubjects([readInteger(row, 'subject_id')]).map((subject) => ({ login: readText(row, 'login'), subject })),
      ),
    checkCredentials: (login, password) => {
      touch.numbers([login])
      const row = database.find('SELECT * FROM logins WHERE login = ?', login)
      const right = isPassword(password, row ? readPassword(row) : NOBODY)
      if (!row || !right) return null
      return findSubjects([readInteger(row, 'subject_id')])[0] ?? null
    },
  }
}

/** Changes login, password or both at once. Call it in a transaction. */
export function setCredentials(database: Database, { subjectId, login, password }: NewCredentials): void {
  const known = database.find('SELECT login FROM logins WHERE subject_id = ?', subjectId)
  if (!known) throw new BooksError('UNKNOWN_SUBJECT', `There is no subject ${subjectId}.`)
  if (login !== undefined && login !== readText(known, 'login')) {
    if (login.length === 0 || login.length > LOGIN_MAX) throw new BooksError('INVALID_VALUE', 'bad login')
    if (database.find('SELECT 1 FROM logins WHERE login = ?', login)) {
      throw new BooksError('LOGIN_TAKEN', 'login is taken')
    }
    database.run('UPDATE logins SET login = ? WHERE subject_id = ?', login, subjectId)
  }
  if (password === undefined) return
  if (password.length < PASSWORD.min || password.length > PASSWORD.max) {
    throw new BooksError('INVALID_VALUE', 'bad password')
  }
  const { salt, hash } = hashPassword(password, randomBytes(16))
  database.run('UPDATE logins SET salt = ?, hash = ? WHERE subject_id = ?', salt, hash, subjectId)
}

function readSubject(row: Row, accounts: readonly number[]): SubjectRow {
  return { id: readInteger(row, 'id'), type: readType(readText(row, 'type')), name: readText(row, 'name'), accounts }
}

function readType(type: string): SubjectRow['type'] {
  switch (type) {
    case 'P':
    case 'O':
    case 'M':
    case 'S':
      return type
    default:
      throw new TypeError(`There is no subject type ${type}.`)
  }
}

function readPassword(row: Row): StoredPassword {
  const { salt, hash } = row
  if (!(salt instanceof Uint8Array) || !(hash instanceof Uint8Array)) throw new TypeError('A login without a hash.')
  return { salt, hash }
}
