import { type Database, type Row, readInteger, readText } from './database.ts'
import { hashPassword, isPassword, type StoredPassword } from './passwords.ts'
import type { Touch } from './touch.ts'
import type { Books, SubjectRow } from './types.ts'

type SubjectReads = Pick<Books, 'findSubjects' | 'checkCredentials'>

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

  return {
    findSubjects,
    checkCredentials: (login, password) => {
      touch.numbers([login])
      const row = database.find('SELECT * FROM logins WHERE login = ?', login)
      const right = isPassword(password, row ? readPassword(row) : NOBODY)
      if (!row || !right) return null
      return findSubjects([readInteger(row, 'subject_id')])[0] ?? null
    },
  }
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
