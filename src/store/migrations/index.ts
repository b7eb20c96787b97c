import type { Migration } from '../migrate.ts'
import { sessions } from './0001-sessions.ts'
import { content } from './0002-content.ts'
import { partners } from './0003-partners.ts'
import { paymentIntents } from './0004-payment-intents.ts'
import { auditIndexes } from './0005-audit-indexes.ts'
import { registers } from './0006-registers.ts'
import { dailyRuns } from './0007-daily-runs.ts'
import { sessionsOfSubject } from './0008-sessions-of-subject.ts'
import { turnsAndLimits } from './0009-turns-and-limits.ts'
import { access } from './0010-access.ts'
import { members } from './0012-members.ts'
import { oldRows } from './0014-old-rows.ts'
import { missesOfPartner } from './0016-misses-of-partner.ts'
import { spellingsAndChannels } from './0017-spellings-and-channels.ts'
import { wishes } from './0018-wishes.ts'
import { exports } from './0020-exports.ts'
import { attachments } from './0023-attachments.ts'
import { visits } from './0024-visits.ts'
import { cancelledBy } from './0025-cancelled-by.ts'
import { forum } from './0026-forum.ts'
import { notifications } from './0027-notifications.ts'
import { credentialChanges } from './0030-credential-changes.ts'
import { checkouts } from './0031-checkouts.ts'
import { transfers } from './0032-transfers.ts'
import { bankDetails } from './0033-bank-details.ts'
import { terminals } from './0034-terminals.ts'
import { fiscalReceipts } from './0035-fiscal-receipts.ts'
import { withdrawnSlots } from './0036-withdrawn-slots.ts'
import { checkoutHints } from './0039-checkout-hints.ts'
import { transferResolutions } from './0040-transfer-resolutions.ts'

/** All migrations in the order in which they are applied. A released one is never changed: write the next. */
export const MIGRATIONS: readonly Migration[] = [
  sessions,
  content,
  partners,
  paymentIntents,
  auditIndexes,
  registers,
  dailyRuns,
  sessionsOfSubject,
  turnsAndLimits,
  access,
  members,
  oldRows,
  missesOfPartner,
  spellingsAndChannels,
  wishes,
  exports,
  attachments,
  visits,
  cancelledBy,
  forum,
  notifications,
  credentialChanges,
  checkouts,
  transfers,
  bankDetails,
  terminals,
  fiscalReceipts,
  withdrawnSlots,
  checkoutHints,
  transferResolutions,
]
