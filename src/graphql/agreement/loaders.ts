import type { AccountId, Agreement } from '../../domain/account.ts'
import type { Observed } from '../../domain/observed.ts'
import type { Viewer } from '../../domain/viewer.ts'
import { seesAccount } from '../ownership.ts'
import { createLoader, type Reading } from '../reading.ts'

export type ObservedAgreement = Observed<Agreement>

export interface AgreementLoaders {
  findAgreement(viewer: Viewer, accountId: AccountId): Promise<ObservedAgreement | null>
}

export function createAgreementLoaders(reading: Reading): AgreementLoaders {
  const { agreements } = reading.billing
  const loader = createLoader(reading, agreements.findAgreements.bind(agreements))
  return {
    async findAgreement(viewer, accountId) {
      return seesAccount(viewer, accountId) ? loader.load(accountId) : null
    },
  }
}
