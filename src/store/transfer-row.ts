import type { Selectable } from 'kysely'
import type { Transfer, TransferKind, TransferResolution, TransferState } from '../domain/transfer.ts'
import { readCurrency, readRefusal } from './intent-row.ts'
import type { TransfersTable } from './transfer-table.ts'
import type { NewTransfer } from './transfer-types.ts'
import { createWordReader } from './word-reader.ts'

export function readTransfer(row: Selectable<TransfersTable>): Transfer {
  return {
    id: row.id,
    kind: readKind(row.kind),
    principal: row.principal,
    externalId: row.external_id,
    fingerprint: row.fingerprint,
    fromAccountId: row.from_account_id,
    fromAccountNumber: row.from_account_number,
    toAccountId: row.to_account_id,
    toAccountNumber: row.to_account_number,
    amount: { minorUnits: BigInt(row.amount_minor_units), currency: readCurrency(row.currency) },
    state: readState(row.state),
    fence: row.fence,
    returns: row.returns,
    acceptedAt: row.accepted_at,
    changedAt: row.changed_at,
    dueAt: row.due_at,
    refusal: row.refusal === null ? null : row.refusal === 'REFERENCE_TAKEN' ? row.refusal : readRefusal(row.refusal),
    resolution: row.resolution === null ? null : readResolution(row.resolution),
  }
}

export function writeTransfer(transfer: NewTransfer) {
  return {
    id: transfer.id,
    kind: transfer.kind,
    principal: transfer.principal,
    external_id: transfer.externalId,
    fingerprint: transfer.fingerprint,
    from_account_id: transfer.fromAccountId,
    from_account_number: transfer.fromAccountNumber,
    to_account_id: transfer.toAccountId,
    to_account_number: transfer.toAccountNumber,
    amount_minor_units: transfer.amount.minorUnits,
    currency: transfer.amount.currency,
  }
}

const WHAT = 'transfer'

const readKind = createWordReader<TransferKind>(WHAT, 'kind', { TOP_UP: true, OWN: true })

const readState = createWordReader<TransferState>(WHAT, 'state', {
  DEBITING: true,
  CREDITING: true,
  RETURNING: true,
  DONE: true,
  REFUSED: true,
  RETURNED: true,
  OPERATOR: true,
})

const readResolution = createWordReader<TransferResolution>(WHAT, 'resolution', {
  GIVE_BACK_AGAIN: true,
  GIVEN_BACK_BY_HAND: true,
  RECIPIENT_HAS_IT: true,
})
