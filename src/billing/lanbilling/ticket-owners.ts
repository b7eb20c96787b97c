import type { AccountId } from '../../domain/account.ts'
import { compareIds } from '../adapter/context.ts'
import { assertReadable } from '../adapter/keyed-rows.ts'
import type { BillingCall, TicketKey } from '../port.ts'
import { findAgreement, listAgreements } from './agreement-rows.ts'
import { isId } from './rows.ts'
import type { LanSide } from './side.ts'
import { type FullTicket, findFullTicket, ownerOf, type TicketRow } from './ticket-rows.ts'

/** A person with what tickets are told apart by. */
export interface Owner {
  readonly personId: string
  /** By their numbers. */
  readonly agreementIds: readonly AccountId[]
}

/** Whose an account is; undefined for one that is not there. */
export async function findOwner(side: LanSide, accountId: AccountId, call: BillingCall): Promise<Owner | undefined> {
  const agreement = await findAgreement(side, accountId, call)
  return agreement === undefined ? undefined : await readOwner(side, agreement.personId, call)
}

export async function readOwner(side: LanSide, personId: string, call: BillingCall): Promise<Owner> {
  const agreements = assertReadable(await listAgreements(side, personId, call))
  return { personId, agreementIds: agreements.map(({ id }) => id).toSorted(compareIds) }
}

/** A ticket of the account that the key names; undefined for any other. */
export async function findOwn(
  side: LanSide,
  { accountId, ticketId }: TicketKey,
  call: BillingCall,
): Promise<FullTicket | undefined> {
  if (!isId(ticketId)) return undefined
  const [ticket, owner] = await Promise.all([findFullTicket(side, ticketId, call), findOwner(side, accountId, call)])
  return ticket !== undefined && owner !== undefined && isOf(ticket, owner, accountId) ? ticket : undefined
}

/** Whether a ticket is of that agreement of its person's. */
export function isOf(ticket: TicketRow, { personId, agreementIds }: Owner, accountId: string): boolean {
  return ticket.personId === personId && ownerOf(ticket, agreementIds) === accountId
}
