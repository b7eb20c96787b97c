import type { Company } from '../../domain/company.ts'
import type { Reading } from '../reading.ts'

export interface CompanyLoaders {
  /** Everybody's; null until somebody has written it. */
  findCompany(): Promise<Company | null>
}

export function createCompanyLoaders({ content, call }: Reading): CompanyLoaders {
  let company: Promise<Company | null> | null = null
  return {
    findCompany: () => (company ??= content.company.findCompany(call)),
  }
}
