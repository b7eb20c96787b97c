import type { OrderAction, OrderWish } from '../../domain/service-order.ts'
import type { MutationResolvers } from '../../generated/schema.ts'
import { refuseOrder } from '../../payments/service-order-refusals.ts'
import type { GraphqlContext } from '../context.ts'
import { readId } from '../ids.ts'
import { giveOrder, mayOrderFor } from '../ordering.ts'
import { requireViewer } from '../viewer.ts'
import { askConsultant } from './consultant.ts'
import { writeCancelVerdict, writePlaceVerdict, writeRefusal } from './verdicts.ts'
import { type ExpectedInput, readExpectation, readWish, type WishInput } from './wishes.ts'

type OrderMutation =
  | 'cancelServiceOrder'
  | 'changeServiceOption'
  | 'changeTariff'
  | 'connectService'
  | 'disconnectService'
  | 'freezeAccount'
  | 'freezeService'
  | 'orderEquipment'
  | 'orderSetUp'
  | 'requestIpChange'
  | 'unfreezeAccount'
  | 'unfreezeService'

export const serviceOrderMutations: Required<Pick<MutationResolvers, OrderMutation>> = {
  changeTariff: (_parent, { input }, context) => place('CHANGE_TARIFF', input, context),
  connectService: (_parent, { input }, context) => {
    // Both or neither would leave it to the billing what is meant.
    const isClear = (typeof input.offeringId === 'string') !== (typeof input.tariffId === 'string')
    if (isClear) return place('CONNECT_SERVICE', input, context)
    const reader = { viewer: requireViewer(context), language: context.language }
    return writeRefusal(refuseOrder('INVALID_VALUE', { field: 'offeringId' }), reader)
  },
  disconnectService: (_parent, { input }, context) => place('DISCONNECT_SERVICE', input, context),
  changeServiceOption: (_parent, { input }, context) => place('CHANGE_OPTION', input, context),
  freezeService: (_parent, { input }, context) => place('FREEZE_SERVICE', input, context),
  unfreezeService: (_parent, { input }, context) => place('UNFREEZE_SERVICE', input, context),
  freezeAccount: (_parent, { input }, context) => place('FREEZE_ACCOUNT', input, context),
  unfreezeAccount: (_parent, { input }, context) => place('UNFREEZE_ACCOUNT', input, context),
  requestIpChange: (_parent, { input }, context) => place('CHANGE_IP', input, context),
  orderEquipment: (_parent, { input }, context) => place('BUY_EQUIPMENT', input, context),
  orderSetUp: (_parent, { input }, context) => place('SET_UP', input, context),
  cancelServiceOrder: async (_parent, { input }, context) => {
    const { language, loaders, live, call, serviceOrders } = context
    const reader = { viewer: requireViewer(context), language }
    const id = readId(input.orderId)
    const key = id?.type === 'ServiceOrder' ? id : { accountId: '', orderId: '' }
    const account = await loaders.accounts.findAccount(reader.viewer, { id: key.accountId })
    if (!account) return writeCancelVerdict({ kind: 'refused', reason: 'ORDER_NOT_FOUND' }, { key, reader })
    const verdict = mayOrderFor(account)
      ? await serviceOrders.cancel(key, call)
      : ({ kind: 'refused', reason: 'NOT_ALLOWED' } as const)
    live.tell(key.accountId)
    return writeCancelVerdict(verdict, { key, reader })
  },
}

type PlacingInput = Omit<WishInput, 'action'> &
  ExpectedInput & { readonly idempotencyKey: string; readonly orderAgainAfter?: string | null }

async function place(action: OrderAction, input: PlacingInput, context: GraphqlContext) {
  const { language, loaders, call, caller, serviceOrders, capabilities } = context
  const viewer = requireViewer(context)
  const wish = readWish({ ...input, action })
  const reader = { viewer, language, wish }
  const account = wish && (await loaders.accounts.findAccount(viewer, { id: wish.accountId }))
  // A foreign account is as absent as one that does not exist.
  if (!wish || !account) return writeRefusal(refuseOrder('NOT_FOUND'), reader)
  if (!mayOrderFor(account)) return writeRefusal(refuseOrder('NOT_ALLOWED'), reader)
  const { idempotencyKey } = input
  const expected = readExpectation(input)
  if (!capabilities.selfServiceOrders) return askConsultant({ wish, account, idempotencyKey, expected }, context)
  const order = {
    wish,
    accountNumber: account.number,
    idempotencyKey,
    expected,
    againAfter: readAgainAfter(input, wish),
  }
  const request = { principal: `${viewer.role}:${viewer.subjectId}`, requestId: caller.requestId, call }
  return writePlaceVerdict(await giveOrder(() => serviceOrders.place(order, request)), reader)
}

/** An order of another account is none that the same could have been ordered by. */
function readAgainAfter({ orderAgainAfter }: PlacingInput, { accountId }: OrderWish): string | null {
  const id = orderAgainAfter ? readId(orderAgainAfter) : null
  return id?.type === 'ServiceOrder' && id.accountId === accountId ? id.orderId : null
}
