import { listRows } from './billing.js'

/** The SOAP side knows accounts by other numbers, which never change; the REST row names both. */
const agreementIds = new Map()

/** An account whose row is read when a field first wants it. */
export function createAccount(globalId, id) {
  let reading = null
  const read = async () => {
    const [row] = await listRows('/accounts', 'ids', [id])
    if (row === undefined) throw new Error('No such account')
    agreementIds.set(id, String(row.agrm_id))
    return row
  }
  return { globalId, id, row: () => (reading ??= read()) }
}

/** An account that was read already. */
export function knownAccount(globalId, row) {
  const id = String(row.id)
  agreementIds.set(id, String(row.agrm_id))
  return { globalId, id, row: () => row }
}

export async function findAgreementId(account) {
  return agreementIds.get(account.id) ?? String((await account.row()).agrm_id)
}
