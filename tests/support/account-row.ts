/** A row of GET /accounts as the reference billing writes it, with nothing odd; cases put their own over it. */
export function accountRow(id: string | number) {
  const money = { balance: 0, credit: 0, paid_total: 0, charged_total: 0, to_restore: 0, currency: 'RUB' }
  const place = { region_id: 1, operator_id: 1 }
  return { id, agrm_id: 900_000 + Number(id), number: `1000${id}`, type: 'P', state: 0, ...money, ...place }
}
