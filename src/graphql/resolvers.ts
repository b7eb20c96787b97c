import type { Resolvers } from '../generated/schema.ts'
import { accountQueries, accountResolvers } from './account/resolvers.ts'
import { agreementResolvers } from './agreement/resolvers.ts'
import { capabilityQueries } from './capabilities/resolvers.ts'
import { moneyResolvers } from './money/resolvers.ts'
import { nodeQueries, nodeResolvers } from './node/resolvers.ts'
import { paymentQueries, paymentResolvers } from './payment/resolvers.ts'
import { DateScalar, DateTime, Decimal } from './scalars.ts'
import { serviceResolvers } from './service/resolvers.ts'
import { sessionMutations, sessionQueries, sessionResolvers } from './session/resolvers.ts'
import { tariffResolvers } from './tariff/resolvers.ts'

/** Every noun's resolvers, put together. */
export const resolvers: Resolvers = {
  Query: { ...accountQueries, ...capabilityQueries, ...nodeQueries, ...paymentQueries, ...sessionQueries },
  Mutation: { ...sessionMutations },
  ...accountResolvers,
  ...agreementResolvers,
  ...moneyResolvers,
  ...nodeResolvers,
  ...paymentResolvers,
  ...serviceResolvers,
  ...sessionResolvers,
  ...tariffResolvers,
  Date: DateScalar,
  DateTime,
  Decimal,
}
