import type { Answer } from './clients.ts'
import type { Report } from './judge.ts'
import type { Row } from './legacy.ts'
import type { SharedStore } from './slow-store.ts'

interface Told {
  readonly answers: readonly Answer[]
  readonly store: SharedStore
  readonly rowsByCause: ReadonlyMap<string, readonly Row[]>
  readonly isHonest: boolean
  readonly report: Report
}

/** What terminals were told must be so, and must stay so. */
export function judgeAnswers({ answers, store, rowsByCause, isHonest, report }: Told): void {
  const intents = new Map(store.intents.all().map((intent) => [intent.id, intent]))
  const toldStates = new Map<string, string>()
  for (const { order, verdict, atMs } of answers) {
    const told = verdict.intent
    const isSame = told.fingerprint === order.fingerprint
    if (verdict.kind === 'conflict') {
      if (isSame) report('PAY-6', `${order.externalId} was called a conflict and is a repeat`)
      continue
    }
    if (!isSame) report('PAY-6', `${order.externalId} was accepted with another body`)
    const intent = intents.get(told.id)
    if (!intent) {
      report('PAY-3', `${told.id} was accepted and is not there`)
      continue
    }
    if (told.state !== 'DONE' && told.state !== 'REJECTED') continue
    if (intent.state !== told.state) report('PAY-2', `${told.id} was told ${told.state} and is ${intent.state}`)
    if ((toldStates.get(told.id) ?? told.state) !== told.state) report('PAY-2', `${told.id} was told both ends`)
    toldStates.set(told.id, told.state)
    if (told.kind === 'CANCELLATION') continue
    const rows = rowsByCause.get(told.reference) ?? []
    if (told.state === 'REJECTED') {
      if (rows.some(({ writer }) => writer === 'gateway')) report('PAY-2', `${told.id} was told REJECTED and has a row`)
      continue
    }
    const asAsked = rows.filter(
      (row) => row.postedAtMs <= atMs && row.minorUnits === told.amount.minorUnits && row.accountId === told.accountId,
    )
    const isOnce = isHonest ? rows.length === 1 && asAsked.length === 1 : asAsked.length > 0
    if (!isOnce) report('PAY-2', `${told.id} was told DONE and has ${asAsked.length} of ${rows.length} rows`)
  }
}
