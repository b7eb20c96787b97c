import { catchUp, positionOfChargeRecord } from './charging.ts'
import type { Database } from './database.ts'
import {
  positionOfHistoryRecord,
  positionOfNumber,
  positionOfRestId,
  positionOfService,
  positionOfSoapId,
  positionOfSubject,
  positionOfTicket,
} from './numbering.ts'
import { deriveGroup, type SeedFrame } from './seed/derive.ts'
import { type Group, groupOf } from './seed/groups.ts'
import { insertGroup } from './writing.ts'

/** Makes sure that seeded accounts are written before they are read. What nobody seeded is left alone. */
export interface Touch {
  restIds(restIds: readonly number[]): void
  soapIds(soapIds: readonly number[]): void
  subjects(subjectIds: readonly number[]): void
  /** Contract numbers, or logins, which are the numbers of the holders' first accounts. */
  numbers(numbers: readonly string[]): void
  services(serviceIds: readonly number[]): void
  tickets(ticketIds: readonly number[]): void
  records(recordIds: readonly number[]): void
  /** A seeded receipt carries its record id: "TERM-000123". */
  receipt(receipt: string): void
  /** `to` is exclusive. */
  range(range: { from: number; to: number }): void
  /** Looks anew which accounts are written, after some have been undone. */
  forget(): void
}

const SEEDED_RECEIPT = /^[A-Z]{3,4}-(?<recordId>\d{6,12})$/

export function createTouch(database: Database, frame: SeedFrame): Touch {
  /** Written groups by their first position; asked from the database once. */
  const written = new Set<number>()

  function touch(positions: Iterable<number | null>): void {
    const missing = new Map<number, Group>()
    for (const position of positions) {
      if (position === null || position >= frame.accounts) continue
      const group = groupOf(position, frame.accounts)
      if (!written.has(group.first)) missing.set(group.first, group)
    }
    if (missing.size > 0) writeMissing([...missing.values()])
  }

  function writeMissing(groups: readonly Group[]): void {
    const absent = groups.filter(({ first }) => !database.find('SELECT 1 FROM accounts WHERE position = ?', first))
    if (absent.length > 0) {
      database.transaction(() => {
        for (const group of absent) {
          insertGroup(database, deriveGroup(group, frame))
          for (const position of group.positions) catchUp(database, position)
        }
      })
    }
    for (const { first } of groups) written.add(first)
  }

  const records = (recordIds: readonly number[]): void =>
    touch(
      recordIds.map(
        (recordId) => positionOfHistoryRecord(recordId, frame.accounts) ?? positionOfChargeRecord(database, recordId),
      ),
    )

  return {
    restIds: (restIds) => touch(restIds.map(positionOfRestId)),
    soapIds: (soapIds) => touch(soapIds.map(positionOfSoapId)),
    subjects: (subjectIds) => touch(subjectIds.map(positionOfSubject)),
    numbers: (numbers) => touch(numbers.map(positionOfNumber)),
    services: (serviceIds) => touch(serviceIds.map(positionOfService)),
    tickets: (ticketIds) => touch(ticketIds.map(positionOfTicket)),
    records,
    receipt: (receipt) => {
      const recordId = SEEDED_RECEIPT.exec(receipt)?.groups?.['recordId']
      if (recordId !== undefined) records([Number(recordId)])
    },
    range: ({ from, to }) => {
      const end = Math.min(to, frame.accounts)
      touch(Array.from({ length: Math.max(0, end - from) }, (_, offset) => from + offset))
    },
    forget: () => written.clear(),
  }
}
