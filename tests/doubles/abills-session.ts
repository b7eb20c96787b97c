import { randomBytes } from 'node:crypto'
import { isGiven, type Json, textOf } from './abills-json.ts'
import { type Call, Refusal, type Request, type Route } from './abills-routes.ts'

// Sign-in and sign-out of subscribers, and their passwords.

/** The address of a caller is known to the wire alone, so the wire makes these routes for each call. */
export function sessionRoutes(request: Pick<Request, 'address'>): readonly Route[] {
  const answer = (call: Call) => signIn(call, request.address)
  return [
    { method: 'POST', path: '/users/login/', role: 'public', answer },
    { method: 'POST', path: '/user/login/', role: 'public', answer },
    { method: 'DELETE', path: '/user/logout/', role: 'user', answer: signOut },
    { method: 'POST', path: '/user/reset/password/', role: 'user', answer: changePassword },
    { method: 'POST', path: '/user/password/recovery/', role: 'public', answer: recoverPassword },
  ]
}

const WRONG = { errno: 10001, errstr: 'Wrong login or password or auth token' }
const MIN_PASSWORD = 6

/** A locked login hears the same as a wrong password. */
function signIn({ world, params }: Call, address: string): Json {
  const { books, clock, settings } = world
  const [login, password] = [textOf(params, 'LOGIN') ?? '', textOf(params, 'PASSWORD') ?? '']
  const day = clock.today()
  const failures = books.failures.filter((failure) => failure.login === login && failure.day === day).length
  const account = [...books.accounts.values()].find((one) => one.login === login && one.deleted === 0)
  if (account === undefined || account.password !== password || failures > settings.bruteforceLimit) {
    if (login !== '') books.failures.push({ login, day })
    throw new Refusal(WRONG)
  }
  const sid = randomBytes(24).toString('base64').replace(/\W/g, '').slice(0, 16)
  books.sessions.set(sid, { sid, uid: account.uid, address, usedAt: clock.now() })
  return { login, sid, uid: account.uid }
}

function signOut({ world, sid }: Call): Json {
  world.books.sessions.delete(sid)
  return { result: 'Success logout' }
}

/** Sessions of the old password live on. */
function changePassword({ world, account, params }: Call): Json {
  if (!world.settings.passwordChange) throw new Refusal({ errno: 10032, errstr: 'Service not available' })
  if (!isGiven(params, 'PASSWORD')) throw new Refusal({ errno: 10036, errstr: 'No field password' })
  const password = textOf(params, 'PASSWORD') ?? ''
  if (password.length < MIN_PASSWORD) {
    throw new Refusal({ errno: 10034, errstr: `Length of password not valid minimum ${MIN_PASSWORD}` })
  }
  account.password = password
  return { result: 'Successfully changed password' }
}

function recoverPassword(): Json {
  return { errno: 10003, errstr: 'Service not available', errstrLng: 'Wrong data input' }
}
