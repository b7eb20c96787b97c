import { declareFields, isObject, scopeAt, writeObject, writePlace } from './field-code.ts'
import { UNUSUAL } from './leaf.ts'
import type { FieldCode, ObjectPlan, Selection } from './planned.ts'
import { type Complete, fail, ignore, type Position, regionOf, settleOrWait } from './run.ts'

/**
 * A selection as a function of its own, written for its fields. A loop over fields that all selections share meets values of all shapes
 * at each of its places, and the engine looks up again and again what a function of its own knows.
 *
 * No text of a client gets into the code but names that GraphQL has checked, as JSON. Whatever is unusual, be it a value, a promise or a
 * failure, is handled by the functions that all code shares.
 */
export function createSelection(plan: ObjectPlan): Selection {
  const fields: FieldCode[] = []
  const scope = {
    suffix: '',
    prev: 'prev',
    region: 'region',
    isLost: 'region.isNull',
    leave: 'return null',
    isSourceKnown: false,
  }
  const body = writeObject(plan, scope, fields)
  const select = compile(
    `${declareFields(fields)}
    return (run, source, place) => {
      const region = regionOf(place)
      const prev = place === run.root ? undefined : place
      const hasProperties = typeof source === 'object' && source !== null
      ${body}
      return target
    }`,
    { fields },
  )
  if (isSelection(select)) return select
  throw new TypeError('Code that makes no selection.')
}

/** A list of objects, in the same manner. `complete` is for whatever is no array, and in `position` its items stand. */
export function createItems(options: {
  readonly plan: () => ObjectPlan
  readonly position: Position
  readonly complete: Complete
}): Complete {
  const { plan, position, complete } = options
  let fill: Complete | null = null
  return (run, value, place) => {
    if (!Array.isArray(value)) return complete(run, value, place)
    if (value.length === 0) return []
    try {
      fill ??= compileItems(plan(), position)
    } catch {
      // It is thrown again, and told, at the place of each item.
      return complete(run, value, place)
    }
    return fill(run, value, place)
  }
}

function compileItems(plan: ObjectPlan, position: Position): Complete {
  const fields: FieldCode[] = []
  const list = { prev: 'place', region: 'region', isLost: 'region.isNull', leave: 'break object' }
  const makePlace = writePlace({
    scope: list,
    key: 'key',
    typename: 'undefined',
    target: 'target',
    position: 'position',
  })
  const { isNullable } = position
  const scope = scopeAt('own', list, { makePlace, isNullable, suffix: 'OfItem', label: 'object' })
  const body = writeObject(plan, scope, fields)
  const items = compile(
    `${declareFields(fields)}
    return (run, value, place) => {
      const target = []
      const region = regionOf(place)
      for (let key = 0; key < value.length; key += 1) {
        const sourceOfItem = value[key]
        if (region.isNull) {
          ignore(sourceOfItem)
          continue
        }
        target.push(null)
        let own = null
        if (${isObject('sourceOfItem')}) {
          object: {
            ${body}
            target[key] = targetOfItem
          }
        } else settleOrWait(run, ${makePlace}, sourceOfItem)
      }
      return region.isNull ? null : target
    }`,
    { fields, position },
  )
  if (isComplete(items)) return items
  throw new TypeError('Code that makes no list.')
}

const TOOLS = { UNUSUAL, fail, ignore, regionOf, settleOrWait }

function compile(
  code: string,
  given: { readonly fields: readonly FieldCode[]; readonly position?: Position },
): unknown {
  const text = `'use strict'
    const { ${Object.keys(TOOLS).join(', ')} } = tools
    const { fields, position } = given
    ${code}`
  // oxlint-disable-next-line typescript/no-implied-eval -- the text is ours and JSON of names that GraphQL has checked
  const create: unknown = new Function('tools', 'given', text)
  return typeof create === 'function' ? create(TOOLS, given) : null
}

function isSelection(value: unknown): value is Selection {
  return typeof value === 'function'
}

function isComplete(value: unknown): value is Complete {
  return typeof value === 'function'
}
