import { formatMoney } from '../../domain/money.ts'
import type { Complete } from '../complete.ts'

export const moneyResolvers: Complete<'Money'> = {
  Money: { amount: (money) => formatMoney(money) },
}
