import { isTariffKind } from '../../domain/tariff.ts'
import type { Complete } from '../complete.ts'
import { observedFields } from '../observed.ts'
import { LABELS, writeMonth } from './texts.ts'

export const spendingResolvers: Complete<'Spending' | 'SpendingPart'> = {
  Spending: {
    from: ({ value }) => value.period.from,
    to: ({ value }) => value.period.to,
    total: ({ value }) => value.debited,
    ...observedFields,
  },
  SpendingPart: {
    label: async ({ groupBy, key, service }, _args, { loaders, language }) => {
      const { kinds, noDate, other } = LABELS[language]
      if (groupBy === 'MONTH') return key === null ? noDate : writeMonth(key, language)
      if (groupBy === 'KIND') return isTariffKind(key) ? kinds[key] : other
      if (service === null) return other
      // A tariff that is gone still has a service of some kind.
      const tariff = await loaders.tariffs.findTariff(service.viewer, service.value.tariffId)
      return tariff?.value.name ?? kinds[service.value.kind]
    },
    percent: ({ basisPoints }) => (basisPoints / 100).toFixed(2),
    kind: ({ groupBy, key }) => (groupBy === 'KIND' && isTariffKind(key) ? key : null),
    month: ({ groupBy, key }) => (groupBy === 'MONTH' ? key : null),
  },
}
