import type { PostgresPool } from 'kysely'
import type { Pool, PoolClient } from 'pg'

/** More texts than the stores have. Beyond it a statement is sent as it is: no list of texts grows for ever. */
const MAX_STATEMENTS = 500

/**
 * A pool whose connections prepare each statement once. The server parsed and planned every statement anew, which took it
 * twice the time of running it: the tables have many checks and partial indexes.
 */
export function preparingPool(pool: Pool): PostgresPool {
  const names = new Map<string, string>()
  // One face for one connection: the dialect knows connections by it.
  const faces = new WeakMap<PoolClient, PoolClient>()

  function nameOf(text: string): string | undefined {
    const known = names.get(text)
    if (known !== undefined || names.size >= MAX_STATEMENTS) return known
    const name = `gateway-${names.size + 1}`
    names.set(text, name)
    return name
  }

  function faceOf(client: PoolClient): PoolClient {
    const known = faces.get(client)
    if (known) return known
    const face = new Proxy(client, {
      get(target, property) {
        const value: unknown = Reflect.get(target, property, target)
        if (typeof value !== 'function') return value
        if (property !== 'query') return value.bind(target)
        return (text: string, values: unknown[]) => {
          const name = values.length > 0 ? nameOf(text) : undefined
          return target.query(name === undefined ? { text, values } : { name, text, values })
        }
      },
    })
    faces.set(client, face)
    return face
  }

  return { options: pool.options, connect: async () => faceOf(await pool.connect()), end: () => pool.end() }
}
