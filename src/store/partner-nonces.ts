import type { Database } from './database.ts'
import { deleteInBatches } from './delete.ts'
import type { PartnerStore } from './partner-types.ts'

export function createNonceStore(database: Database): Pick<PartnerStore, 'useNonce' | 'deleteNonces'> {
  return {
    useNonce: ({ partnerId, nonce, expiresAt }, call) =>
      database.run(async (queries) => {
        const { numInsertedOrUpdatedRows } = await queries
          .insertInto('partner_nonces')
          .values({ partner_id: partnerId, nonce, expires_at: expiresAt })
          .onConflict((conflict) => conflict.doNothing())
          .executeTakeFirst()
        return numInsertedOrUpdatedRows === 1n
      }, call),
    deleteNonces: (before) =>
      deleteInBatches((limit) =>
        database.run((queries) =>
          queries
            .deleteFrom('partner_nonces')
            .where((is) =>
              is(
                is.refTuple('partner_id', 'nonce'),
                'in',
                is
                  .selectFrom('partner_nonces')
                  .select(['partner_id', 'nonce'])
                  .where('expires_at', '<', before)
                  .limit(limit)
                  .$asTuple('partner_id', 'nonce'),
              ),
            )
            .executeTakeFirst(),
        ),
      ),
  }
}
