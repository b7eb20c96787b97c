import { addMonths, monthStart } from '../calendar.ts'
import { insertCoverage } from '../coverage.ts'
import type { Database } from '../database.ts'
import {
  deviceIdOf,
  firstMessageIdAfterSeed,
  firstRecordIdAfterHistory,
  firstTicketIdAfterSeed,
  POSITIONS_MAX,
  STAFF_SUBJECT_ID,
} from '../numbering.ts'
import { createTables, writeMeta } from '../schema.ts'
import { insertChannel, insertGroup, insertOffering, insertSubject, insertTariff } from '../writing.ts'
import { OPERATORS, REGIONS, TARIFFS } from './catalogue.ts'
import { deriveChannels } from './channels.ts'
import { deriveCoverage } from './coverage.ts'
import { deriveGroup, type SeedFrame, withLogin } from './derive.ts'
import { listGroups } from './groups.ts'
import { OFFERINGS } from './offerings.ts'
import { listPrivateTariffs } from './plan.ts'

/**
 * Writes new books in one transaction: the catalogue, and of the accounts the first `eager`. The others are written
 * when they are first asked for, exactly as they would have been written here.
 */
export function seedBooks(database: Database, frame: SeedFrame, eager: number): void {
  database.transaction(() => {
    createTables(database)
    for (const { id, name } of REGIONS) database.run('INSERT INTO regions VALUES (?, ?)', id, name)
    for (const { id, name, inn, kpp } of OPERATORS) {
      database.run('INSERT INTO operators VALUES (?, ?, ?, ?)', id, name, inn, kpp)
    }
    for (const tariff of [...TARIFFS, ...listPrivateTariffs(frame.accounts)]) {
      insertTariff(database, tariff)
      for (const channel of deriveChannels(tariff)) insertChannel(database, channel)
    }
    for (const offering of OFFERINGS) insertOffering(database, offering)
    for (const range of deriveCoverage(frame.startAt)) insertCoverage(database, range)
    const staff = {
      id: STAFF_SUBJECT_ID,
      type: 'S',
      name: 'Дежурный оператор',
      accounts: [],
      login: 'operator',
    } as const
    insertSubject(database, withLogin(staff, STAFF_SUBJECT_ID))
    for (const group of listGroups({ from: 0, to: eager }, frame.accounts)) {
      insertGroup(database, deriveGroup(group, frame))
    }
    writeMeta(database, 'accounts', frame.accounts)
    writeMeta(database, 'positions', frame.accounts)
    writeMeta(database, 'start_at', frame.startAt)
    writeMeta(database, 'clock', frame.startAt)
    writeMeta(database, 'next_due_at', addMonths(monthStart(frame.startAt), 1))
    writeMeta(database, 'next_record_id', firstRecordIdAfterHistory(frame.accounts))
    writeMeta(database, 'next_device_id', deviceIdOf(POSITIONS_MAX, 0))
    writeMeta(database, 'next_ticket_id', firstTicketIdAfterSeed(frame.accounts))
    writeMeta(database, 'next_order_id', 1)
    writeMeta(database, 'next_message_id', firstMessageIdAfterSeed(frame.accounts))
  })
}
