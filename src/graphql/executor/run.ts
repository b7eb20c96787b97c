import { type FieldNode, type GraphQLError, locatedError } from 'graphql'
import { type Path, pathToArray } from 'graphql/jsutils/Path.js'

/** One execution of a plan: what it reads, and what has become of it so far. */
export interface Run {
  readonly contextValue: unknown
  /** Coerced already. */
  readonly variables: Readonly<Record<string, unknown>>
  readonly errors: GraphQLError[]
  readonly root: Place
  /** Promises that have not settled, and one more while the synchronous part runs. */
  pending: number
  finish: () => void
}

/** What every value of one position of the document has in common. */
export interface Position {
  readonly fieldNodes: readonly FieldNode[]
  /** A failure stops here; otherwise it goes on to the nearest position around it that may be null. */
  readonly isNullable: boolean
  readonly complete: Complete
}

/**
 * Makes the answer's value of a resolver's value, with everything below it. What fails at the position itself is thrown;
 * what fails below has been settled there. Answers PENDING when the value is written later.
 */
export type Complete = (run: Run, value: unknown, place: Place) => unknown

export const PENDING = Symbol('pending')

type Target = unknown[] | Record<string, unknown>

/** Where one value stands in the answer. It is also the value's response path, as resolvers see it. */
export interface Place extends Path {
  readonly prev: Place | undefined
  readonly target: Target
  readonly position: Position
  /** The nearest place around that may be null; null for the answer itself. */
  readonly region: Place | null
  /** A failure has made this place null: nothing below is written or reported any more. */
  isNull: boolean
}

/** Writes a value, or what the promise of one will bring. Never throws. */
export function settleOrWait(run: Run, place: Place, value: unknown): void {
  if (isPromise(value)) later(run, place, { promise: value, proceed: settle })
  else settle(run, place, value)
}

/** Writes a settled value, or says that it failed. Never throws. */
function settle(run: Run, place: Place, value: unknown): void {
  try {
    const completed = place.position.complete(run, value, place)
    write(place, completed === PENDING ? null : completed)
  } catch (error) {
    fail(run, place, error)
  }
}

/** As `settle`, for a value that another function completes. */
export function settleBy(run: Run, place: Place, complete: () => unknown): void {
  try {
    const completed = complete()
    if (completed !== PENDING) write(place, completed)
  } catch (error) {
    fail(run, place, error)
  }
}

/** Goes on with `proceed` once the promise is fulfilled, unless the place has become null meanwhile. */
export function later(run: Run, place: Place, { promise, proceed }: Waiting): void {
  run.pending += 1
  write(place, null)
  // What is no promise of the engine's may throw instead of answering, or answer twice.
  const certain = promise instanceof Promise ? promise : Promise.resolve(promise)
  void certain.then(
    (value) => {
      if (isDead(place)) ignore(value)
      else proceed(run, place, value)
      return leave(run)
    },
    (error: unknown) => {
      fail(run, place, error)
      return leave(run)
    },
  )
}

interface Waiting {
  readonly promise: PromiseLike<unknown>
  readonly proceed: (run: Run, place: Place, value: unknown) => void
}

/** The value of a place failed: the place, or the nearest one around it that may be null, becomes null. */
export function fail(run: Run, place: Place, thrown: unknown): void {
  const region = regionOf(place)
  if (isDead(region)) return
  region.isNull = true
  write(region, null)
  run.errors.push(locatedError(thrown, place.position.fieldNodes, pathToArray(place)))
  if (region === run.root) run.finish()
}

/** Nobody waits for this value any more: a failure in it must not count as one that nobody handles. */
export function ignore(value: unknown): void {
  if (isPromise(value)) void value.then(ignore, () => undefined)
  else if (Array.isArray(value) || value instanceof Set) for (const item of value) ignore(item)
}

/** Where a failure within the place, or at it, stops. */
export function regionOf(place: Place): Place {
  return place.position.isNullable || place.region === null ? place : place.region
}

function leave(run: Run): void {
  run.pending -= 1
  if (run.pending === 0) run.finish()
}

export function isPromise(value: unknown): value is PromiseLike<unknown> {
  return typeof value === 'object' && value !== null && 'then' in value && typeof value.then === 'function'
}

function write({ target, key }: Place, value: unknown): void {
  if (Array.isArray(target)) target[Number(key)] = value
  else target[key] = value
}

function isDead(place: Place): boolean {
  for (let around: Place | null = place; around !== null; around = around.region) if (around.isNull) return true
  return false
}
