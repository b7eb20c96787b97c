import type { Visit } from '../domain/visit.ts'
import type { Database, Queries } from './database.ts'
import { readSlot, readVisit, selectVisits } from './visit-row.ts'
import type { DayPage, SlotPage, VisitStore } from './visit-types.ts'

export function createVisitReads(
  database: Database,
): Pick<VisitStore, 'listFreeSlots' | 'findByKey' | 'find' | 'listOfAccount' | 'listOfDay' | 'listUntold'> {
  return {
    listFreeSlots: async (page, call) =>
      (await database.run((queries) => listFree(queries, page), call)).map((row) => readSlot(row)),
    findByKey: async ({ principal, externalId }, call) => {
      const row = await database.run(
        (queries) =>
          selectVisits(queries)
            .where('visits.principal', '=', principal)
            .where('visits.external_id', '=', externalId)
            .executeTakeFirst(),
        call,
      )
      return row ? { visit: readVisit(row), fingerprint: row.fingerprint } : null
    },
    find: (id, call) => database.run((queries) => findVisitIn(queries, id), call),
    listOfAccount: async ({ accountId, before, limit }, call) => {
      const rows = await database.run((queries) => {
        const all = selectVisits(queries).where('visits.account_id', '=', accountId)
        const earlier =
          before === null
            ? all
            : all.where((is) =>
                is.or([
                  is('visits.created_at', '<', before.createdAt),
                  is.and([is('visits.created_at', '=', before.createdAt), is('visits.id', '<', before.id)]),
                ]),
              )
        return earlier.orderBy('visits.created_at', 'desc').orderBy('visits.id', 'desc').limit(limit).execute()
      }, call)
      return rows.map(readVisit)
    },
    listOfDay: async (page, call) => (await database.run((queries) => listOfDay(queries, page), call)).map(readVisit),
    listUntold: async ({ from, to, dueBy }, limit) => {
      const rows = await database.run((queries) =>
        selectVisits(queries)
          .where('visits.created_at', '>=', from)
          .where('visits.created_at', '<', to)
          .where('visits.tell_at', '<=', dueBy)
          .where((is) =>
            is.or([
              is('visits.ticket_id', 'is', null),
              is.and([is('visits.status', '=', 'CANCELLED'), is('visits.told_at', 'is', null)]),
            ]),
          )
          .orderBy('visits.tell_at')
          .orderBy('visits.created_at')
          .limit(limit)
          .execute(),
      )
      return rows.map((row) => ({ visit: readVisit(row), tellings: row.tellings }))
    },
  }
}

export async function findVisitIn(queries: Queries, id: string): Promise<Visit | null> {
  const row = await selectVisits(queries).where('visits.id', '=', id).executeTakeFirst()
  return row ? readVisit(row) : null
}

function listFree(queries: Queries, { regionId, from, to, after, limit }: SlotPage) {
  let query = queries
    .selectFrom('visit_slots')
    .selectAll()
    .where('region_id', '=', regionId)
    .where('starts_at', '>=', from)
    .where('starts_at', '<', to)
    .where('withdrawn_at', 'is', null)
    .where((is) =>
      is.not(
        is.exists(
          is
            .selectFrom('visits')
            .select('visits.id')
            .whereRef('visits.slot_id', '=', 'visit_slots.id')
            .where('visits.status', '=', 'BOOKED'),
        ),
      ),
    )
  if (after !== null) {
    query = query.where((is) =>
      is.or([
        is('starts_at', '>', after.startsAt),
        is.and([is('starts_at', '=', after.startsAt), is('id', '>', after.id)]),
      ]),
    )
  }
  return query.orderBy('starts_at').orderBy('id').limit(limit).execute()
}

function listOfDay(queries: Queries, { regionId, from, to, after, limit }: DayPage) {
  let query = selectVisits(queries)
    .where('visit_slots.region_id', '=', regionId)
    .where('visit_slots.starts_at', '>=', from)
    .where('visit_slots.starts_at', '<', to)
    .where('visits.status', '=', 'BOOKED')
  if (after !== null) {
    query = query.where((is) =>
      is.or([
        is('visit_slots.starts_at', '>', after.startsAt),
        is.and([is('visit_slots.starts_at', '=', after.startsAt), is('visits.id', '>', after.id)]),
      ]),
    )
  }
  return query.orderBy('visit_slots.starts_at').orderBy('visits.id').limit(limit).execute()
}
