import { expect } from 'vitest'
import { listIds, read } from '../kit.ts'
import { type Requirement, requirement } from '../requirement.ts'
import { call } from '../subject.ts'

/** Systems that know the same account under different keys. */
export const IDENTITY_REQUIREMENTS: readonly Requirement[] = [
  requirement('IDENTITY-1', 'The keys of every account in another system are found, distinct, and stay the same.', {
    parts: ['samples.foreignSystems'],
    prove: async (subject) => {
      const ids = await listIds(subject)
      for (const system of subject.samples.foreignSystems) {
        const asked = [...ids, subject.samples.unknownAccountId, '0']
        const found = await read(subject.billing.identity.findForeignKeys(system, asked, call()))
        expect(new Set(found.keys())).toEqual(new Set(ids))
        expect(new Set(found.values()).size).toBe(ids.length)
        expect(await read(subject.billing.identity.findForeignKeys(system, ids, call()))).toEqual(found)
      }
    },
  }),
  requirement('IDENTITY-2', 'On a side that does not exist nobody has a key.', {
    prove: async (subject) => {
      const ids = (await listIds(subject)).slice(0, 5)
      expect(await read(subject.billing.identity.findForeignKeys('nowhere', ids, call()))).toEqual(new Map())
    },
  }),
  requirement(
    'IDENTITY-3',
    'What a session remembers of an account is known without asking, and what cannot be is passed over.',
    {
      parts: ['samples.foreignSystems', 'connections.open'],
      prove: async (subject) => {
        const ids = (await listIds(subject)).slice(0, 3)
        const fresh = await subject.connections.open({})
        for (const system of subject.samples.foreignSystems) {
          const keys = await read(subject.billing.identity.findForeignKeys(system, ids, call()))
          fresh.identity.remember([
            ...ids.map((id) => ({ id, keys: { [system]: keys.get(id) ?? '' } })),
            { id: ids[0] ?? '', keys: { [system]: '<not a key>' } },
            { id: '<nobody>', keys: {} },
          ])
          expect(await read(fresh.identity.findForeignKeys(system, ids, call()))).toEqual(keys)
        }
      },
    },
  ),
]
