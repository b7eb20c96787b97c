import { formatMoney } from '../../domain/money.ts'
import type { Resolvers } from '../../generated/schema.ts'

export const moneyResolvers: Pick<Resolvers, 'Money'> = {
  Money: { amount: (money) => formatMoney(money) },
}
